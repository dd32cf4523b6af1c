
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('servicedesk', '0006_words_of_facts'),
    ]

    operations = [
        migrations.AddField(
            model_name='surge',
            name='parted_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='servicedesk.surge'),
        ),
        migrations.AddField(
            model_name='surge',
            name='seen_as',
            field=models.CharField(blank=True, db_index=True, max_length=32),
        ),
    ]
