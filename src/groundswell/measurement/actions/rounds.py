"""The rounds that the machine makes by itself."""

from datetime import datetime, timedelta

from django_q.models import Schedule

#: the hour at which nobody waits for the machine
_HOUR = 2
NIGHTLY = "groundswell.measurement.tasks.nightly"


def plan_rounds(*, at: datetime) -> None:
    """Have the nightly round made every night; harmless when said again."""
    tonight = at.replace(hour=_HOUR, minute=0, second=0, microsecond=0)
    first = tonight if tonight > at else tonight + timedelta(days=1)
    Schedule.objects.get_or_create(
        func=NIGHTLY, defaults={"schedule_type": Schedule.DAILY, "next_run": first}
    )
