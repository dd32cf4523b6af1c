"""The newest records of a kind are found by an index, so that their words can be read through."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0006_newest_first")]
    operations = [
        migrations.AddIndex(
            "searchdocument",
            models.Index(fields=("kind", "id"), name="search_newest_of_kind"),
        )
    ]
