"""The open tickets of a caller are found by an index of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("servicedesk", "0018_open_tickets_by_priority")]
    operations = [
        migrations.AddIndex(
            "ticket",
            models.Index(
                fields=("caller", "-opened_at", "state"),
                condition=models.Q(resolved_at__isnull=True),
                name="open_tickets_of_caller",
            ),
        ),
    ]
