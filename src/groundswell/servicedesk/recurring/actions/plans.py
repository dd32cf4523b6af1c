"""Planning tickets that come again, and stopping and going on with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.kernel.recurrence import Rhythm
from groundswell.servicedesk.facts.models import TicketTemplate
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.promises.models import BusinessCalendar
from groundswell.servicedesk.recurring.models import Plan, PlanState
from groundswell.servicedesk.recurring.queries import why_not
from groundswell.servicedesk.recurring.reckoning import say_rule, upcoming
from groundswell.servicedesk.states import Kind

#: lines to tick off on one ticket
_MOST_TICKS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What is opened, for whom, and on which days; see the record and `kernel.recurrence`."""

    summary: str
    caller: User
    description: str = ""
    kind: str = Kind.REQUEST
    template: TicketTemplate | None = None
    offering: Offering | None = None
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    group: SupportGroup | None = None
    service: Service | None = None
    checklist: Sequence[str] = ()
    rhythm: str
    every: int = 1
    weekdays: Sequence[int] = ()
    place: int = 1
    first_day: date
    last_possible_day: date | None = None
    at_time: time
    zone: str
    calendar: BusinessCalendar | None = None
    puts_off: bool = False


@needs("catalogue.keep")
def add_plan(*, by: User, at: datetime, facts: PlanFacts) -> Plan:
    """Plan a ticket that comes again; what lies behind is not made up for.

    Raises:
        Refusal: nothing says what it is, no day fits, or what it needs is gone.
        BadInput: the days do not go together, or the time zone is not known.
    """
    plan = Plan(since=at, reckoned_at=at)
    _write(plan, facts)
    _reckon(plan, at=at)
    return trail.begin(plan, "plan.plan_made", by=by, at=at)


@needs("catalogue.keep")
def alter_plan(plan: Plan, *, by: User, at: datetime, facts: PlanFacts) -> Plan:
    """Say anew what is opened and when; what was opened stays. See `add_plan`.

    Raises:
        Refusal: it is ended.
    """
    with trail.change(plan, "plan.altered", by=by, at=at) as fresh:
        if fresh.state == PlanState.ENDED:
            raise Refusal(f"“{fresh}” is ended; plan it anew.")
        is_due = fresh.next_at is not None and fresh.next_at <= at
        _write(fresh, facts)
        if not is_due:  # what is due this minute is still opened, once
            fresh.since = at
        if fresh.state == PlanState.RUNNING:
            _reckon(fresh, at=at)
    return fresh


@needs("catalogue.keep")
def pause_plan(plan: Plan, *, by: User, at: datetime, reason: str) -> Plan:
    """Open nothing until somebody goes on with it.

    Raises:
        Refusal: no reason is given.
        ForbiddenMove: it does not run.
    """
    if not reason.strip():
        raise Refusal("Say why it is paused; whoever looks at it later needs to know.")
    with trail.change(plan, "plan.paused", by=by, at=at) as fresh:
        fresh.move_to(PlanState.PAUSED)
        fresh.reason, fresh.next_at = reason.strip()[:500], None
    return fresh


@needs("catalogue.keep")
def resume_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Go on with a plan; what fell into the pause is not made up for.

    Raises:
        Refusal: no day is left, or what it needs is gone.
        ForbiddenMove: it runs, or is ended.
    """
    with trail.change(plan, "plan.resumed", by=by, at=at) as fresh:
        fresh.move_to(PlanState.RUNNING)
        fresh.reason, fresh.since = "", at
        _reckon(fresh, at=at)
    return fresh


@needs("catalogue.keep")
def end_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Open nothing more; what was opened stays.

    Raises:
        ForbiddenMove: it is ended.
    """
    with trail.change(plan, "plan.plan_ended", by=by, at=at) as fresh:
        fresh.move_to(PlanState.ENDED)
        fresh.next_at = None
    return fresh


def _reckon(plan: Plan, *, at: datetime) -> None:
    gone = why_not(plan)
    if gone:
        raise Refusal(gone)
    following = next(upcoming(plan, since=plan.since), None)
    if following is None:
        raise Refusal(
            f"No day is left on which it would be opened ({say_rule(plan)}); choose other days, a "
            "later end, or another calendar."
        )
    plan.next_at, plan.reckoned_at = following[1], at


def _write(plan: Plan, facts: PlanFacts) -> None:
    summary = facts.summary.strip() or _usual_words(facts)
    if not summary:
        raise Refusal("Say in a few words what is opened; the first line is empty.")
    if facts.template and facts.offering:
        raise BadInput("A ticket begins from a template or from a request, not from both.")
    _check_days(facts)
    plan.summary, plan.description = summary[:250], facts.description
    plan.kind = Kind.REQUEST if facts.offering else facts.kind
    plan.template, plan.offering = facts.template, facts.offering
    plan.answers = {name: list(said) for name, said in facts.answers.items()}
    plan.caller, plan.group, plan.service = facts.caller, facts.group, facts.service
    plan.checklist = _read_checklist(facts.checklist)
    days: dict[str, Any] = {
        name: getattr(facts, name)
        for name in ("rhythm", "every", "place", "first_day", "last_possible_day", "at_time",
                     "zone", "calendar", "puts_off")
    }  # fmt: skip
    for name, value in days.items():
        setattr(plan, name, value)
    plan.weekdays = sorted(set(facts.weekdays))


def _usual_words(facts: PlanFacts) -> str:
    if facts.template is not None:
        return str(facts.template.preset.get("summary") or facts.template.name)
    return facts.offering.name if facts.offering else ""


def _read_checklist(lines: Sequence[str]) -> list[str]:
    ticks = [line.strip()[:200] for line in lines if line.strip()]
    if len(ticks) > _MOST_TICKS:
        raise BadInput(f"{len(ticks)} lines to tick off are too many; {_MOST_TICKS} are the most.")
    return ticks


def _check_days(facts: PlanFacts) -> None:
    if facts.rhythm not in [*Rhythm]:
        raise BadInput(f'"{facts.rhythm}" is no rhythm; use {", ".join(Rhythm)}.')
    if not 1 <= facts.every <= 366:
        raise BadInput(f"Every {facts.every} cannot be; from 1 to 366 days, weeks or months.")
    if not set(facts.weekdays) <= set(range(7)):
        raise BadInput("A day of the week is a number from 0, Monday, to 6, Sunday.")
    if facts.rhythm == Rhythm.WEEKDAYS and not facts.weekdays:
        raise BadInput("Choose at least one day of the week.")
    if facts.rhythm == Rhythm.MONTH_WEEKDAY and len(set(facts.weekdays)) != 1:
        raise BadInput("Choose the one day of the week that is meant.")
    most = 4 if facts.rhythm == Rhythm.MONTH_WEEKDAY else 31
    if facts.place != -1 and not 1 <= facts.place <= most:
        raise BadInput(f"Choose the first to the {most}th, or the last: not every month has more.")
    if facts.last_possible_day and facts.last_possible_day < facts.first_day:
        raise BadInput(
            f"It would end on {facts.last_possible_day}, before it begins on {facts.first_day}; "
            "write a later end, or none."
        )
    try:
        ZoneInfo(facts.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput(
            f'"{facts.zone[:60]}" is no time zone; write one such as Europe/Berlin.'
        ) from None
