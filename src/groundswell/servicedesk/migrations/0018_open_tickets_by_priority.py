"""The index of open tickets by priority tells alone where the most pressing so many end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("servicedesk", "0017_seen_warnings")]
    operations = [
        migrations.RemoveIndex("ticket", "open_tickets_by_priority"),
        migrations.AddIndex(
            "ticket",
            models.Index(
                fields=("priority", "opened_at", "kind", "state"),
                condition=models.Q(resolved_at__isnull=True),
                name="open_tickets_by_priority",
            ),
        ),
    ]
