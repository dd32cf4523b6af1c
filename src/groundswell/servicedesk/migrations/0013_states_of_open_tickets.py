"""PostgreSQL learns that tickets without an end are not in a state of the ended ones.

Taking the two for independent, it expected a twentieth of the open tickets, so that for the first
fifty of a list it read and sorted all of them. Both conditions are asked, as an imported ticket may
have ended at a time that nobody knows.
https://www.postgresql.org/docs/current/planner-stats.html#PLANNER-STATS-EXTENDED
"""

from django.db import migrations

MAKE = (
    "CREATE STATISTICS states_of_open_tickets (mcv) ON state, resolved_at FROM servicedesk_ticket",
    "ANALYZE servicedesk_ticket",
)
UNDO = ("DROP STATISTICS states_of_open_tickets",)


def forwards(apps, schema_editor):
    _run(schema_editor, MAKE)


def backwards(apps, schema_editor):
    _run(schema_editor, UNDO)


def _run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("servicedesk", "0012_tickets_by_end")]
    operations = [migrations.RunPython(forwards, backwards)]
