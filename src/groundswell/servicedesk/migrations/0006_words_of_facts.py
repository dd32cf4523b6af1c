"""What was answered stands beside a ticket's words, for the search."""

from importlib import import_module

from django.db import migrations, models


def make_triggers_anew(apps, schema_editor):
    # SQLite makes the whole table anew for a new column, and loses its triggers
    if schema_editor.connection.vendor == "sqlite":
        before = import_module("groundswell.servicedesk.migrations.0004_parents_without_parents")
        for statement in before.SQLITE:
            schema_editor.execute(statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"))


class Migration(migrations.Migration):
    dependencies = [("servicedesk", "0005_surges")]
    operations = [
        migrations.AddField("ticket", "fact_words", models.TextField(blank=True, default=""), False),
        migrations.RunPython(make_triggers_anew, make_triggers_anew),
    ]
