"""Every record is in the index of PostgreSQL under its block too, and its words by themselves.

So the newest that hold a common word are found without gathering all that do, and what may follow
from a beginning is known. Why: `foundation/search/newest.py` and `asking.py`.
"""

from django.db import migrations, models

# What is written while people work waits in a list that every question reads: a short one.
INDEX = """
CREATE INDEX search_words ON search_searchdocument
USING gin (to_tsvector('simple', words || ' ofblock' || (id / 4096)::text))
WITH (gin_pending_list_limit = 512)
"""
WORDS = """
INSERT INTO search_searchword (word)
SELECT DISTINCT left(word, 64)
FROM search_searchdocument, unnest(string_to_array(words, ' ')) AS word
WHERE word <> '' AND word !~ '^ǃ?([0-9ǂ]|$)'
ON CONFLICT DO NOTHING
"""
BEFORE = "CREATE INDEX search_words ON search_searchdocument USING gin (to_tsvector('simple', words))"


def forwards(apps, schema_editor):
    _make_index(schema_editor, INDEX, WORDS)


def backwards(apps, schema_editor):
    long = "DELETE FROM search_searchword WHERE length(word) > 24"
    _make_index(schema_editor, BEFORE, long)


def _make_index(schema_editor, *statements):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_words")
        schema_editor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        schema_editor.execute("SET LOCAL work_mem = '256MB'")
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_words_of_the_index")]
    operations = [
        migrations.AlterField(
            "searchword",
            "word",
            models.CharField(max_length=64, primary_key=True, serialize=False),
        ),
        migrations.RunPython(forwards, backwards),
    ]
