"""What pages say of the promises of a ticket."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from groundswell.foundation.accounts.models import User
from groundswell.foundation.often import Often
from groundswell.kernel.clocks import Run
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.models.groups import find_closed
from groundswell.servicedesk.models.tickets import sees_all
from groundswell.servicedesk.promises.models import Escalated, Promise
from groundswell.servicedesk.promises.queries.goals import Goal
from groundswell.servicedesk.promises.queries.held import hold_rules
from groundswell.servicedesk.promises.queries.rules import Rules
from groundswell.servicedesk.promises.words import TO_CALLER, Measure

#: as many are shown on Today
AT_RISK = 8
#: a promise that is due sooner than this is at risk
_SOON = timedelta(hours=8)

_ORDER = {measure: place for place, measure in enumerate(Measure.values)}


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise as it stands now; `left` is working time, None where that is not known."""

    promise: Promise
    goal: Goal | None
    left: timedelta | None
    is_late: bool

    @property
    def label(self) -> str:
        """Return what is promised, in words."""
        label = Measure(self.promise.measure).label
        return f"{label} {self.promise.group}" if self.promise.group_id else label

    @property
    def state(self) -> str:
        """Return kept, broken, over, late, stands, runs, or beyond what can be reckoned."""
        if self.promise.ended_at is not None:
            return {True: "kept", False: "broken", None: "over"}[self.promise.kept]
        if self.is_late:
            return "late"
        if self.promise.run == Run.STANDS:
            return "stands"
        return "beyond" if self.promise.due_at is None else "runs"

    @property
    def why(self) -> str:
        """Return why this promise holds and no other, in words."""
        if self.promise.target_id is None:
            return "the default until somebody confirms it"
        return f"what is promised for {self.goal.scope}" if self.goal else "as it was promised then"


def read_promises(ticket: Ticket, *, at: datetime) -> list[PromiseLine]:
    """Return the promises of a ticket: those that are open, and how those before ended.

    Of words to the caller only the next one is told, or the last where none is due any more.
    """
    held: list[Promise] = _HELD.ask(ticket.pk)
    if not held:
        return []
    held.sort(key=lambda one: (_ORDER[one.measure], one.group_id or 0, one.round))
    newest = {(one.measure, one.group_id): one for one in held}
    rules = hold_rules().rules
    return [_line(one, _goal_of(one, rules), at) for one in newest.values()]


_HELD = Often(lambda ticket: Promise.objects.filter(ticket=ticket).select_related("group"))


def _goal_of(promise: Promise, rules: Rules) -> Goal | None:
    """Return the rule behind a promise, None where it was taken back since."""
    if promise.target_id is None:
        # every default counts in the same hours
        return next((goal for goal in rules.goals if goal.record is None), None)
    found = (goal for goal in rules.goals if goal.record and goal.record.pk == promise.target_id)
    return next(found, None)


def _line(promise: Promise, goal: Goal | None, at: datetime) -> PromiseLine:
    due_at = promise.due_at
    left = None
    if goal is not None and due_at is not None and promise.ended_at is None:
        calendar = goal.calendar
        left = calendar.between(at, due_at) if due_at >= at else -calendar.between(due_at, at)
    is_late = promise.ended_at is None and due_at is not None and due_at < at
    return PromiseLine(promise, goal, left, is_late)


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A ticket whose promise runs short or is broken."""

    ticket: Ticket
    measure: str
    due_at: datetime
    is_late: bool

    @property
    def label(self) -> str:
        """Return what is promised, in words."""
        return Measure(self.measure).label


def list_at_risk(
    *, seen_by: User, at: datetime, closed: Sequence[int] | None = None
) -> list[RiskLine]:
    """Return open tickets that are due soon or late, the earliest first; one query.

    `closed` are the groups that are closed to this person, where they were looked up already.
    """
    closed = find_closed(seen_by) if closed is None else closed
    if sees_all(seen_by, closed):
        found: Iterable[Ticket] = _DUE.ask(at + _SOON)
    else:
        found = _due_until(at + _SOON, Ticket.objects.visible_to(seen_by, closed=closed))
    return [
        RiskLine(one, one.due.measure, due_at, is_late=due_at < at)
        for one in found
        if (due_at := one.due.due_at) is not None
    ]


def _due_until(moment: datetime, tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    # Asked of the tickets: a list of all that somebody may see, to look into, takes a tenth of a
    # second of a hundred thousand.
    due = tickets.filter(due__due_at__lte=moment).select_related("due")
    told = due.only("number", "summary", "due__measure", "due__due_at")
    return told.order_by("due__due_at")[:AT_RISK]


_DUE = Often(lambda moment: _due_until(moment, Ticket.objects.all()))


def list_told(person: User) -> list[Escalated]:
    """Return what this person was told of promises that are still open, the newest first.

    What everyone at the desk is told stands among the promises at risk.
    """
    return _TOLD.ask(person.pk)


_TOLD = Often(
    lambda person: (
        Escalated.objects.filter(told=person, promise__ended_at=None)
        .select_related("promise__ticket")
        .order_by("-at")[:AT_RISK]
    )
)


def list_escalated(ticket: Ticket) -> QuerySet[Escalated]:
    """Return the levels that the promises of a ticket reached, the newest first."""
    return Escalated.objects.filter(promise__ticket=ticket).select_related("told").order_by("-at")


@dataclass(frozen=True, slots=True)
class OwnPromise:
    """What a caller is promised: `measure` of words.Measure, until when, and how it was kept."""

    measure: str
    due_at: datetime | None
    ended_at: datetime | None
    kept: bool | None
    stands: bool

    @property
    def is_told(self) -> bool:
        """Tell whether a caller is told anything of it.

        Not of an end that waits with them, nor of what cannot be reckoned.
        """
        if self.ended_at is not None:
            return self.measure != Measure.UPDATE and self.kept is not None
        if self.due_at is None and not self.stands:
            return False
        return self.measure != Measure.RESOLUTION or not self.stands


def list_own_promises(ticket: Ticket, *, at: datetime) -> list[OwnPromise]:
    """Return what the caller of a ticket was promised, as they are told; defaults count too."""
    held = Promise.objects.filter(ticket=ticket, measure__in=TO_CALLER)
    newest = {one.measure: one for one in held.order_by("round")}
    return [
        OwnPromise(
            measure,
            newest[measure].due_at,
            newest[measure].ended_at,
            _is_kept(newest[measure], at),
            stands=newest[measure].run == Run.STANDS,
        )
        for measure in TO_CALLER
        if measure in newest
    ]


def _is_kept(promise: Promise, at: datetime) -> bool | None:
    """Return whether it is kept; late is known at once, before the machine has written it down."""
    is_late = promise.ended_at is None and promise.due_at is not None and promise.due_at < at
    return False if is_late else promise.kept
