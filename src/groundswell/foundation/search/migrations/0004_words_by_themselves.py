"""Every word by itself, and in which form the words of a record were written."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0003_kinds_as_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=24, primary_key=True, serialize=False)),
            ],
        ),
        migrations.AddField(
            model_name='searchdocument',
            name='form',
            field=models.PositiveSmallIntegerField(db_index=True, null=True),
        ),
    ]
