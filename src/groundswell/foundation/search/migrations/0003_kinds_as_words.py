"""Every record is in the full-text index under a word for its kind as well."""

from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Concat, Lower


def forwards(apps, schema_editor):
    documents = apps.get_model("search", "SearchDocument").objects
    # triggers keep the index in step on SQLite; on PostgreSQL it is an index of this column
    documents.exclude(words__startswith="ofkind").update(
        words=Concat(
            Value("ofkind"), Lower(F("kind")), Value(" "), F("words"), output_field=models.TextField()
        )
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
