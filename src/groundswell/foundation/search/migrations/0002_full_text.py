"""The full-text index, kept in step by the database: FTS5 on SQLite, GIN on PostgreSQL."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE search_fts USING fts5(
        words, content='search_searchdocument', content_rowid='id',
        prefix='2 3')""",
    """CREATE TRIGGER search_fts_add AFTER INSERT ON search_searchdocument BEGIN
        INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words); END""",
    """CREATE TRIGGER search_fts_remove AFTER DELETE ON search_searchdocument BEGIN
        INSERT INTO search_fts(search_fts, rowid, words)
        VALUES ('delete', old.id, old.words); END""",
    """CREATE TRIGGER search_fts_change AFTER UPDATE ON search_searchdocument BEGIN
        INSERT INTO search_fts(search_fts, rowid, words)
        VALUES ('delete', old.id, old.words);
        INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words); END""",
]
POSTGRESQL = [
    """CREATE INDEX search_words ON search_searchdocument
        USING gin (to_tsvector('simple', words))""",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER search_fts_add",
        "DROP TRIGGER search_fts_remove",
        "DROP TRIGGER search_fts_change",
        "DROP TABLE search_fts",
    ],
    "postgresql": ["DROP INDEX search_words"],
}


def forwards(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_first_records")]
    operations = [migrations.RunPython(forwards, backwards)]
