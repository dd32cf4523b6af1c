"""What was promised and how it was kept, as rows of the evidence tables.

A default that nobody confirmed is no promise of the house: its tickets are measured, and it is not
told among the targets.
"""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.promises.defaults import load_defaults
from groundswell.servicedesk.promises.models import Promise, ServiceTarget
from groundswell.servicedesk.promises.words import Measure, Side

Rows = list[dict[str, Any]]

#: measures that the evidence knows
_TOLD = (Measure.RESPONSE, Measure.RESOLUTION)
_OTHERS = {Side.GROUP: Measure.GROUP, Side.SUPPLIER: Measure.SUPPLIER}


def with_promises(found: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Return tickets with what their callers were promised; null where nothing is known of it."""
    own = Promise.objects.filter(ticket=OuterRef("pk"))
    # what was called off had nothing to keep
    solved = own.filter(measure=Measure.RESOLUTION).exclude(ended_at__isnull=False, kept=None)
    answered = own.filter(measure=Measure.RESPONSE).exclude(ended_at__isnull=False, kept=None)
    over = solved.filter(ended_at__isnull=False)
    return found.annotate(
        has_kept=Exists(over),
        has_broken=Exists(over.filter(kept=False)),
        own_due_at=Subquery(solved.order_by("-round").values("due_at")[:1]),
        own_responded_at=Subquery(answered.values("ended_at")[:1]),
        own_response_due_at=Subquery(answered.values("due_at")[:1]),
    )


def promise_columns(row: dict[str, Any]) -> dict[str, Any]:
    """Return what one row of `with_promises` says; imported tickets keep what was told."""
    own_met = None if not row["has_kept"] else not row["has_broken"]
    told = {
        "due_at": row["own_due_at"],
        "responded_at": row["own_responded_at"],
        "response_due_at": row["own_response_due_at"],
    }
    return {
        "target_met": row["target_met"] if own_met is None else own_met,
        **{name: value for name, value in told.items() if value is not None},
    }


def list_target_rows() -> Rows:
    """Return every promise that somebody confirmed, one row for each thing that it promises."""
    live = ServiceTarget.objects.filter(withdrawn_at=None)
    targets = list(live.select_related("service", "group").order_by("id"))
    parts = [one for one in targets if one.side != Side.CALLER]
    rows: Rows = []
    for one in targets:
        told = {Measure.RESPONSE: one.response_minutes, Measure.RESOLUTION: one.resolution_minutes}
        for measure, minutes in told.items():
            if minutes is not None:
                chain = _chain(one, measure, parts)
                rows.append(
                    {
                        "target_id": f"{one.number} {measure}",
                        "service": one.service.name if one.service else None,
                        "priority_rank": one.priority,
                        "measure": str(measure),
                        "minutes": float(minutes),
                        "supplier": one.supplier or (one.group.name if one.group else None),
                        "measured": True,
                        "depends": bool(chain),
                        "fits": all(part <= minutes for part in chain) if chain else None,
                    }
                )
    return rows


def _chain(target: ServiceTarget, measure: str, parts: list[ServiceTarget]) -> list[int]:
    """Return the times that others promised for the same, in minutes of their own hours."""
    if target.side != Side.CALLER or measure != Measure.RESOLUTION:
        return []
    return [
        part.resolution_minutes
        for part in parts
        if part.resolution_minutes is not None
        and (part.service_id is None or part.service_id == target.service_id)
        and (part.priority is None or part.priority == target.priority)
    ]


def list_target_results() -> Rows:
    """Return for each promise and month whether it was kept in it.

    When those who were hit were told is not known yet, so nothing is said of it.
    """
    months: dict[tuple[str, datetime], list[bool]] = defaultdict(list)
    over = Promise.objects.filter(
        Q(measure__in=_TOLD) | Q(measure__in=_OTHERS.values()),
        target__isnull=False,
        ended_at__isnull=False,
        kept__isnull=False,
    )
    rows = over.order_by("id").values_list("target__number", "measure", "ended_at", "kept")
    for number, measure, ended_at, kept in rows.iterator(5_000):
        if ended_at is not None and kept is not None:
            name = Measure.RESOLUTION if measure in _OTHERS.values() else measure
            months[f"{number} {name}", _month_end(ended_at)].append(kept)
    least = load_defaults()["kept"]["share"]
    return [
        {"target_id": target, "at": at, "met": sum(kept) >= least * len(kept)}
        for (target, at), kept in sorted(months.items())
    ]


def _month_end(moment: datetime) -> datetime:
    year, month = (moment.year, moment.month + 1) if moment.month < 12 else (moment.year + 1, 1)
    return datetime(year, month, 1, tzinfo=UTC)
