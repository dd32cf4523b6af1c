"""Whether the whole effort stands still, on what, and what would let it go on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from groundswell.analysis.journey import load_journey
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.improvement.briefs.models import BriefContact
from groundswell.improvement.models import (
    Adoption,
    Ask,
    Improvement,
    Partner,
    Practice,
    Question,
    Signal,
    Stakeholder,
)
from groundswell.improvement.queries.sleeping import Sleeper, list_sleeping
from groundswell.measurement.models import AnalysisRun
from groundswell.problems.models import KnownError, Problem, RecurrenceCheck

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Stall:
    """Nothing moved for some weeks."""

    weeks: int
    #: the day of the last move
    since: date
    #: the open thing that waits longest, None where nothing is open
    blocked: Sleeper | None
    #: what would let it go on
    unblock: str


def find_stall(*, seen_by: User, at: datetime) -> Stall | None:
    """Return since when nothing moved, or None where something did or nothing has begun.

    Snapshots and readings of the situation come by themselves and move nothing.
    """
    book, today = load_journey(), timezone.localtime(at).date()
    edge = today - timedelta(days=book.stall_weeks * _WEEK)
    moves: list[date] = []
    for day in _days(seen_by):
        if day is not None and day > edge:
            # most days something moved, and the first that did is enough: every Today asks
            return None
        moves += [day] if day is not None else []
    if not moves:
        return None
    last = max(moves)
    blocked = next(iter(list_sleeping(seen_by=seen_by, at=at)), None)
    unblock = book.unblock[blocked.kind] if blocked else ""
    return Stall((today - last).days // _WEEK, last, blocked, unblock)


def _days(user: User) -> Iterator[date | None]:
    yield from _newest(AnalysisRun.objects.order_by("as_of")[:1], "as_of")
    if may(user, "improvements.see"):
        improved = ("opened_at", "assessed_at", "started_at", "finished_at", "measured_at")
        yield from _newest(Improvement.objects.visible_to(user), *improved)
        practised = ("opened_at", "measured_on", "promoted_at")
        practices = Practice.objects.visible_to(user)
        yield from _newest(practices, *practised)
        yield from _newest(Adoption.objects.filter(practice__in=practices), "decided_at")
    if may(user, "problems.see"):
        problems = Problem.objects.visible_to(user)
        yield from _newest(problems, "opened_at", "resolved_at")
        yield from _newest(RecurrenceCheck.objects.filter(problem__in=problems), "checked_at")
        yield from _newest(KnownError.objects.visible_to(user), "written_at")
        yield from _newest(Ask.objects.visible_to(user), "asked_at", "answered_at")
    if may(user, "improvements.see_all"):
        yield from _newest(Partner.objects.all(), "joined_at")
    if may(user, "support.keep"):
        people = Stakeholder.objects.visible_to(user)
        yield from _newest(Signal.objects.filter(stakeholder__in=people), "seen_on")
        asked = Question.objects.filter(stakeholder__in=people)
        yield from _newest(asked, "asked_on", "answered_on")
    handed = BriefContact.objects.visible_to(user)
    yield from _newest(handed, "happened_on")


def _newest(records: object, *fields: str) -> Iterator[date | None]:
    found = records.aggregate(**{name: Max(name) for name in fields})  # type: ignore[attr-defined]
    for value in found.values():
        if isinstance(value, datetime):
            yield timezone.localtime(value).date()
        else:
            yield value
