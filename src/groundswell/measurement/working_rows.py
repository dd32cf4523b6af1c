"""How work was done, as evidence rows: minutes, steps, looks at figures, corrections."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, Q

from groundswell.foundation.audit.models import AuditEntry
from groundswell.measurement.levels.models import Report, ReportState
from groundswell.servicedesk.effort.models import Effort
from groundswell.servicedesk.major.models import FollowUp
from groundswell.servicedesk.requests.models import AskedFor
from groundswell.servicedesk.work.models import TaskState

Rows = list[dict[str, Any]]


def _work() -> Rows:
    """Return minutes as they were written down; when somebody began is known of none."""
    return [
        {
            "entry_id": f"effort-{one.pk}",
            "record_id": one.ticket.number,
            "record_kind": one.ticket.kind,
            "person": f"person-{one.worker_id}",
            "at": one.written_at,
            "minutes": float(one.minutes),
        }
        for one in Effort.objects.select_related("ticket").order_by("id")
    ]


def _practice_cases() -> Rows:
    """Return requests under a written way: of an offering, with steps that have to be done.

    A request ends when each of its steps is done or left out; with one left out it was not done
    as written.
    """
    asked = AskedFor.objects.select_related("ticket", "offering").annotate(
        steps=Count("ticket__tasks"),
        left_out=Count("ticket__tasks", filter=Q(ticket__tasks__state=TaskState.SKIPPED)),
    )
    return [
        {
            "practice_id": one.offering.number,
            "record_id": one.ticket.number,
            "closed_at": one.ticket.resolved_at,
            "complete": one.left_out == 0,
        }
        for one in asked.filter(steps__gt=0).order_by("id")
    ]


def _reviews() -> Rows:
    """Return reports of dashboards: each is a look that was planned, held once somebody settled it.

    It is due by the end of its day.
    """
    ended = AuditEntry.objects.filter(act="report.ended").values("number")
    held = dict(ended.annotate(last=Max("acted_at")).values_list("number", "last"))
    return [
        {
            "review_id": one.number,
            "kind": "figures",
            "due_at": _end_of(one.day),
            "held_at": None if one.state == ReportState.WAITING else held.get(one.number),
        }
        for one in Report.objects.defer("content").order_by("id")
    ]


def _corrections() -> Rows:
    """Return what reviews of major incidents asked for."""
    return [
        {
            "correction_id": one.number,
            "due_at": _end_of(one.due_on),
            "closed_at": one.done_at,
        }
        for one in FollowUp.objects.order_by("id")
    ]


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)


#: evidence table → what reads its rows
WORKING: Mapping[str, Callable[[], Rows]] = {
    "work": _work,
    "practice_cases": _practice_cases,
    "reviews": _reviews,
    "corrections": _corrections,
}
