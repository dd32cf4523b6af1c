"""Promises are worked out anew once: an opening that an agent wrote down was taken for an answer.

In the background, after the installation was started again; where nothing was promised there is
nothing to work out.
"""

from django.db import migrations
from django.utils import timezone

TASK = "groundswell.servicedesk.promises.tasks.recount_all"


def ask_recount(apps, schema_editor):
    if apps.get_model("promises", "Promise").objects.exists():
        schedules = apps.get_model("django_q", "Schedule").objects
        schedules.create(func=TASK, schedule_type="O", next_run=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("promises", "0003_leads_are_told"), ("django_q", "0018_task_success_index")]
    operations = [migrations.RunPython(ask_recount, migrations.RunPython.noop)]
