"""The index of open tickets by priority tells alone which stand under another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("servicedesk", "0019_open_tickets_of_caller")]
    operations = [
        migrations.RemoveIndex("ticket", "open_tickets_by_priority"),
        migrations.AddIndex(
            "ticket",
            models.Index(
                fields=("priority", "opened_at", "kind", "state", "parent"),
                condition=models.Q(resolved_at__isnull=True),
                name="open_tickets_by_priority",
            ),
        ),
    ]
