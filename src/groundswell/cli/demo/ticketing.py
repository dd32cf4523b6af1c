"""From a report and its course to the record as it stands today."""

from collections.abc import Sequence
from datetime import datetime

from groundswell.cli.demo.chance import Urn
from groundswell.cli.demo.company import MAIN_SITE
from groundswell.cli.demo.course import Course, events_of
from groundswell.cli.demo.desk import Desk
from groundswell.cli.demo.records import Message, Ticket, TicketEvent
from groundswell.cli.demo.report import Report
from groundswell.cli.demo.talk import DONE, PATIENCE, Talk

OVER = {"closed", "cancelled", "rejected"}
_STEP = 5


def weigh(desk: Desk, report: Report) -> tuple[int, int]:
    """Return impact and urgency of the ticket: the usual ones, or a step up or down."""
    drawn, shares = desk.dice.share(), desk.shares
    impact = report.trouble.impact
    if report.trouble.kind == "incident" and desk.dice.chance(shares["raised_impact"]):
        impact -= 1
    urgency = report.trouble.urgency
    if drawn < shares["raised_urgency"]:
        urgency -= 1
    elif drawn < shares["raised_urgency"] + shares["lowered_urgency"]:
        urgency += 1
    return max(impact, 1), min(max(urgency, 1), 3)


def ticket_of(
    desk: Desk, report: Report, course: Course, *, weight: tuple[int, int], fixes: Sequence[str]
) -> Ticket:
    """Return the ticket as it stands at the end of the story; it has no number yet.

    Args:
        desk: where it is worked on.
        report: as it came in.
        course: what happens to it; whatever lies after today is cut off.
        weight: impact and urgency, 1 to 3 each; the priority follows from them.
        fixes: wordings for what was done.
    """
    future = events_of(desk, report, course)
    events = tuple(event for event in future if event.at <= desk.now)
    resolved_at, last, trouble = _resolved_at(events), events[-1], report.trouble
    said = Talk(desk, report, future).messages()
    label = None if desk.dice.chance(desk.shares["unlabelled"]) else report.service
    return Ticket(
        number="",
        kind="request" if trouble.kind == "request" else "incident",
        title=report.title,
        description=report.description,
        plain=report.plain,
        language=report.language,
        caller=report.caller.login,
        opened_by=report.opened_by,
        department="IT" if trouble.monitoring else report.caller.department,
        location=MAIN_SITE if trouble.monitoring else report.caller.location,
        channel=report.channel,
        category=report.category,
        service=label,
        ci=report.ci,
        impact=weight[0],
        urgency=weight[1],
        priority=desk.priority(*weight),
        group=last.group,
        assignee=_holder(events),
        state=last.activity,
        opened_at=report.opened_at,
        resolved_at=resolved_at,
        closed_at=last.at if last.activity in OVER else None,
        resolution=_resolution(desk, report, fixes) if resolved_at else "",
        closure_code=_code(desk, report, last.activity, resolved=resolved_at is not None),
        effort_minutes=_effort(desk, report, events) if _holder(events) else None,
        satisfaction=_rating(desk, report, events),
        events=events,
        messages=_heard(desk, said, last),
    )


def _resolved_at(events: Sequence[TicketEvent]) -> datetime | None:
    if events[-1].activity not in {*DONE, "closed"}:
        return None
    return max(event.at for event in events if event.activity in DONE)


def _holder(events: Sequence[TicketEvent]) -> str | None:
    working = {"in_progress", "fulfilling"}
    return next((event.actor for event in reversed(events) if event.activity in working), None)


def _resolution(desk: Desk, report: Report, fixes: Sequence[str]) -> str:
    return report.fix or report.gaps.fill(desk.dice.pick(fixes))


def _code(desk: Desk, report: Report, state: str, *, resolved: bool) -> str | None:
    codes = desk.rules["codes"]
    if state == "rejected":
        return str(codes["rejected"])
    if state == "cancelled":
        return str(desk.dice.pick(codes["cancelled"]))
    if not resolved:
        return None
    pool: Sequence[str] = (
        codes["request"] if report.trouble.kind == "request" else report.trouble.codes
    )
    return desk.dice.pick(pool)


def _effort(desk: Desk, report: Report, events: Sequence[TicketEvent]) -> float:
    hands = len(
        {event.actor for event in events if event.activity in {"in_progress", "fulfilling"}}
    )
    minutes = desk.dice.around(report.trouble.effort, 0.5) + 8.0 * (hands - 1)
    return float(max(_STEP, _STEP * round(minutes / _STEP)))


def _rating(desk: Desk, report: Report, events: Sequence[TicketEvent]) -> int | None:
    if report.trouble.monitoring or events[-1].activity != "closed":
        return None
    if not desk.dice.chance(desk.shares["rated"]):
        return None
    ended = _resolved_at(events)
    slow = ended is not None and ended - report.opened_at > PATIENCE
    weights = desk.rules["satisfaction"]["slow" if slow else "quick"]
    return Urn([1, 2, 3, 4, 5], weights).draw(desk.dice)


def _heard(desk: Desk, messages: Sequence[Message], last: TicketEvent) -> tuple[Message, ...]:
    """Return what was written up to today and before the closing; later nobody reads it."""
    until = last.at if last.activity in OVER else desk.now
    return tuple(said for said in messages if said.at <= min(until, desk.now))
