"""The words that the index of SQLite holds, read from it: nothing is kept twice."""

from django.db import migrations


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE search_terms USING fts5vocab('search_fts', 'instance')"
        )


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_terms")


class Migration(migrations.Migration):
    dependencies = [("search", "0004_words_by_themselves")]
    operations = [migrations.RunPython(forwards, backwards)]
