"""Let the database itself refuse to alter a text of an article: a new text is a new version."""

from django.db import migrations

MESSAGE = "A text of an article cannot be altered; a new text is a new version."

SQLITE = [
    f"""CREATE TRIGGER knowledge_text_stays BEFORE UPDATE OF title, summary, symptoms, body, version,
        language, article_id ON knowledge_articletext
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
]
POSTGRESQL = [
    f"""CREATE FUNCTION knowledge_text_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$""",
    """CREATE TRIGGER knowledge_text_stays BEFORE UPDATE OF title, summary, symptoms, body, version,
        language, article_id ON knowledge_articletext
        FOR EACH ROW EXECUTE FUNCTION knowledge_text_refuse()""",
]
UNDO = {
    "sqlite": ["DROP TRIGGER knowledge_text_stays"],
    "postgresql": [
        "DROP TRIGGER knowledge_text_stays ON knowledge_articletext",
        "DROP FUNCTION knowledge_text_refuse()",
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
    dependencies = [("knowledge", "0001_first_records")]
    operations = [migrations.RunPython(forwards, backwards)]
