"""An offering has one task of a title: others follow it by that title."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offerings", "0003_order_and_titles")]
    operations = [
        migrations.AddConstraint(
            "plannedtask",
            models.UniqueConstraint(
                fields=("offering", "title"), name="an_offering_has_one_task_of_a_title"
            ),
        )
    ]
