from django.db import migrations, models


class Migration(migrations.Migration):
    """An import may hold several files that complete each other."""

    dependencies = [("imports", "0001_first_records")]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="beside",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
