"""What is under way and what came of what is finished, as plain values for the brief."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, QuerySet

from groundswell.analysis.brief import Carried, Coming, Delivered, Missed
from groundswell.analysis.results import Span
from groundswell.analysis.worth import enter
from groundswell.improvement.models import Improvement, Partner
from groundswell.improvement.states import TAKEN_ON, ImprovementState
from groundswell.measurement.levels.models import LevelMark, Snapshot
from groundswell.measurement.queries import latest_run

#: an arrow compares with a snapshot that lies back at least so many days
_ARROW_DAYS = 28


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of the improvements that were measured."""

    results: Mapping[str, int]
    missed: tuple[Missed, ...]
    delivered: tuple[Delivered, ...]


def tellable() -> QuerySet[Improvement]:
    """Return the improvements that may stand on a page that is passed on."""
    return Improvement.objects.exclude(problem__security=True)


def judge_outcome(one: Improvement) -> str:
    """Return whether a measured improvement kept its promise: kept, partly or missed.

    Money decides where it was forecast and measured; else the number: the target reached, moved
    towards it, or not.
    """
    if one.forecast and one.forecast > 0 and one.actual is not None and one.measured_at:
        saved = float(one.actual)
        entry = enter(
            one.number,
            one.title,
            forecast=float(one.forecast),
            delivered=Span(saved, saved, saved),
            verdict="confirmed",
            checked_on=one.measured_at.date(),
        )
        return entry.result
    before, after, target = one.before or 0.0, one.after or 0.0, one.target
    if target is None:
        return "kept" if after != before else "missed"
    wanted, moved = target - before, after - before
    if wanted and moved / wanted >= 1:
        return "kept"
    return "partly" if wanted and moved / wanted > 0 else "missed"


def list_outcomes() -> Outcomes:
    """Return how the measured improvements turned out."""
    results: dict[str, int] = {}
    missed, delivered = [], []
    for one in tellable().filter(state=ImprovementState.MEASURED).order_by("id"):
        result = judge_outcome(one)
        results[result] = results.get(result, 0) + 1
        day = one.measured_at.date() if one.measured_at else None
        forecast = float(one.forecast) if one.forecast else None
        saved = float(one.actual) if one.actual is not None else None
        if result == "missed":
            missed.append(Missed(one.title, forecast, saved, day))
        elif forecast and saved and day:
            delivered.append(Delivered(one.title, forecast, saved, day))
    return Outcomes(results, tuple(missed), tuple(delivered))


def list_coming() -> tuple[Coming, ...]:
    """Return what somebody has taken on, the nearest date first."""
    found = tellable().filter(state__in=TAKEN_ON).prefetch_related("pilots")
    return tuple(
        Coming(
            title=one.title,
            next_step=one.next_step,
            due_on=one.due_on,
            measure=one.measure,
            stop_rule=next((p.stop_rule for p in one.pilots.all() if not p.outcome), ""),
        )
        for one in found.order_by(F("due_on").asc(nulls_last=True), "id")
    )


def count_carried() -> Carried | None:
    """Return how many people take part and the hours they give, None where nobody is on record."""
    hours = list(Partner.objects.filter(left_at=None).values_list("hours_a_week", flat=True))
    return Carried(len(hours), sum(hours)) if hours else None


def find_levels_before() -> Mapping[str, int]:
    """Return the level of each practice in the last snapshot before this month; empty before it."""
    run = latest_run()
    if run is None:
        return {}
    before = run.as_of - timedelta(days=_ARROW_DAYS)
    older = Snapshot.objects.filter(as_of__lte=before).order_by("-as_of", "-id").values("pk")[:1]
    marks = LevelMark.objects.filter(snapshot__in=older, level__isnull=False)
    return {mark.practice: mark.level for mark in marks if mark.level is not None}
