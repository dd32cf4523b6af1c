"""What somebody did here, and what was done of one kind, is found among millions of entries."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddIndex(
            "auditentry",
            models.Index(fields=("actor", "source", "acted_at"), name="audit_by_person"),
        ),
        migrations.AddIndex(
            "auditentry",
            models.Index(fields=("act", "number"), name="audit_by_act"),
        ),
    ]
