from django.db import migrations, models


class Migration(migrations.Migration):
    """An import of a history leaves what the record told, and the other way round.

    Rows of earlier imports keep no digest: the next import of their file looks at them once more.
    """

    dependencies = [("servicedesk", "0001_first_records")]

    operations = [
        migrations.RemoveField(model_name="ticket", name="source_digest"),
        migrations.AddField(
            model_name="ticket",
            name="source_told",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
