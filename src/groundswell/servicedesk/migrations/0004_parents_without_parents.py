"""Let the database itself refuse a parent that has a parent: so there is no cycle either."""

from django.db import migrations

MESSAGE = "A ticket that stands for others cannot be joined to one."
#: whether the parent has a parent, or the ticket stands for others
WRONG = """EXISTS (SELECT 1 FROM servicedesk_ticket WHERE id = NEW.parent_id AND parent_id IS NOT NULL)
        OR EXISTS (SELECT 1 FROM servicedesk_ticket WHERE parent_id = NEW.id)"""

# A later migration that makes the table anew on SQLite has to make these anew, too; a test sees it.
SQLITE = [
    f"""CREATE TRIGGER ticket_parents_{name} BEFORE {act} ON servicedesk_ticket
        WHEN NEW.parent_id IS NOT NULL AND ({WRONG})
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
    for name, act in (("insert", "INSERT"), ("update", "UPDATE OF parent_id"))
]
POSTGRESQL = [
    f"""CREATE FUNCTION ticket_parents() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
          IF {WRONG} THEN
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$""",
    """CREATE TRIGGER ticket_parents BEFORE INSERT OR UPDATE OF parent_id ON servicedesk_ticket
        FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION ticket_parents()""",
]
UNDO = {
    "sqlite": ["DROP TRIGGER ticket_parents_insert", "DROP TRIGGER ticket_parents_update"],
    "postgresql": [
        "DROP TRIGGER ticket_parents ON servicedesk_ticket",
        "DROP FUNCTION ticket_parents()",
    ],
}


def forwards(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("servicedesk", "0003_joined_tickets")]
    operations = [migrations.RunPython(forwards, backwards)]
