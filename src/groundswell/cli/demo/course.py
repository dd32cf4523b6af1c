"""The course of a ticket: who holds it for how long, and what happens in what order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from groundswell.cli.demo.desk import Desk
from groundswell.cli.demo.records import Person, TicketEvent
from groundswell.cli.demo.report import Report
from groundswell.cli.demo.wording import data

Ending = Literal["done", "cancelled", "rejected", "left"]
DAY_MINUTES = 600.0


@dataclass(frozen=True, slots=True)
class Leg:
    """One group's turn: `queue` minutes until somebody takes it, `work` minutes until they let go.

    `hold` working minutes of it are spent waiting for the caller, 0 for none.
    """

    group: str
    agent: Person
    queue: float
    work: float
    hold: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What will happen to a ticket, as far as nobody interferes."""

    legs: tuple[Leg, ...]
    ending: Ending = "done"
    reopens: bool = False
    closes_after: float = 3 * DAY_MINUTES
    approver: Person | None = None


def usual_course(desk: Desk, report: Report, priority: int) -> Course:
    """Return how such a ticket usually goes: first line, perhaps a second group or a detour."""
    dice, shares, trouble = desk.dice, desk.shares, report.trouble
    minutes = dice.around(trouble.hours * 60, trouble.spread) * desk.rules["hurry"][str(priority)]
    at_once = report.channel in {"phone", "walk-up"}
    groups = _way(desk, report)
    legs = []
    for place, group in enumerate(groups):
        part = minutes / len(groups)
        queue = part * (0.02 if at_once and place == 0 else dice.between(0.1, 0.6))
        note = _note(desk, report, groups, place)
        legs.append(
            Leg(
                group,
                desk.agent_of(group, report.opened_at.date(), report.caller.location),
                queue,
                part - queue,
                0.0,
                note,
            )
        )
    if report.channel in {"phone", "walk-up"} and legs[0].agent.login != report.opened_by:
        legs[0] = replace(legs[0], agent=desk.company.by_login[report.opened_by])
    if not trouble.monitoring and dice.chance(shares["on_hold"]):
        legs[-1] = replace(legs[-1], hold=dice.around(300, 1.0))
    return Course(
        legs=tuple(legs),
        ending=_ending(desk, report),
        reopens=not (trouble.once or trouble.monitoring) and dice.chance(shares["reopened"]),
        closes_after=closing_minutes(desk),
        approver=_approver(desk, report),
    )


def closing_minutes(desk: Desk) -> float:
    """Return the working minutes from resolved to closed."""
    if desk.dice.chance(desk.rules["thanks_close"]):
        return desk.dice.around(90, 1.0)
    return float(desk.rules["auto_close_days"]) * DAY_MINUTES


def events_of(desk: Desk, report: Report, course: Course) -> tuple[TicketEvent, ...]:
    """Return every update of the ticket, the future after today included."""
    if report.trouble.kind == "request":
        return tuple(_request_events(desk, report, course))
    return tuple(_incident_events(desk, report, course))


def _way(desk: Desk, report: Report) -> list[str]:
    """Return the groups that get it, in order."""
    dice, shares, trouble = desk.dice, desk.shares, report.trouble
    front = desk.rules["first_group"]
    if trouble.monitoring:
        return [trouble.group]
    if trouble.group == front or dice.chance(trouble.first_line):
        return [front]
    if dice.chance(shares["misrouted"]):
        wrong = dice.pick([name for name in desk.groups if name not in {front, trouble.group}])
        return [front, wrong, trouble.group]
    if dice.chance(shares["ping_pong"] * 2):
        return [front, trouble.group, front, trouble.group]
    return [front, trouble.group]


def _note(desk: Desk, report: Report, groups: list[str], place: int) -> str:
    if place == 0:
        return ""
    talk = data("talk")["en"]
    back = groups[place] in groups[:place]
    wording = desk.dice.pick(talk["returns"] if back else talk["moves"])
    return report.gaps.also(group=groups[place]).fill(wording)


def _ending(desk: Desk, report: Report) -> Ending:
    shares = desk.shares
    if report.trouble.kind == "request":
        refused = desk.dice.chance(shares["rejected"]) and report.trouble.approval > 0
        if refused:
            return "rejected"
    elif not report.trouble.monitoring and desk.dice.chance(shares["cancelled"]):
        return "cancelled"
    return "left" if desk.dice.chance(shares["forgotten"]) else "done"


def _approver(desk: Desk, report: Report) -> Person | None:
    if not desk.dice.chance(report.trouble.approval):
        return None
    head = desk.company.heads.get(report.caller.department)
    return desk.company.heads["Board"] if head is report.caller else head


def _incident_events(desk: Desk, report: Report, course: Course) -> Iterator[TicketEvent]:
    first = course.legs[0]
    yield TicketEvent(report.opened_at, "new", first.group, report.opened_by)
    at, after = report.opened_at, desk.clock.after
    if course.ending == "cancelled":
        yield TicketEvent(after(at, first.queue + 5), "cancelled", first.group, first.agent.login)
        return
    holder, stop = report.opened_by, _stop(desk, course)
    for leg in course.legs:
        at = after(at, leg.queue * 0.4 + 1) if leg is first else at
        yield TicketEvent(
            at, "assigned", leg.group, holder if leg.note else leg.agent.login, leg.note
        )
        halt = stop if leg is course.legs[-1] else None
        if halt == "assigned":
            return
        at = after(at, leg.queue * 0.6 + 1)
        holder = leg.agent.login
        yield TicketEvent(at, "in_progress", leg.group, holder)
        if halt == "in_progress":
            return
        if leg.hold or halt:
            at = after(at, leg.work * 0.4 + 1)
            yield TicketEvent(at, "on_hold", leg.group, holder, "waiting for the caller")
            if halt:
                return
            at = after(at, leg.hold)
            yield TicketEvent(at, "in_progress", leg.group, holder)
        at = after(at, leg.work * (0.6 if leg.hold else 1.0) + 1)
    yield from _endgame(desk, course, at)


def _stop(desk: Desk, course: Course) -> str | None:
    """Return the state in which a forgotten ticket stays, None for one that is not forgotten."""
    if course.ending != "left":
        return None
    return desk.dice.pick(("assigned", "in_progress", "on_hold", "on_hold"))


def _endgame(desk: Desk, course: Course, at: datetime) -> Iterator[TicketEvent]:
    after, last = desk.clock.after, course.legs[-1]
    agent = last.agent.login
    yield TicketEvent(at, "resolved", last.group, agent)
    if course.reopens:
        at = after(at, desk.dice.around(400, 0.7))
        yield TicketEvent(at, "in_progress", last.group, agent, "reopened")
        at = after(at, last.work + 30)
        yield TicketEvent(at, "resolved", last.group, agent)
    yield TicketEvent(after(at, course.closes_after), "closed", last.group, agent)


def _request_events(desk: Desk, report: Report, course: Course) -> Iterator[TicketEvent]:
    after, at, first = desk.clock.after, report.opened_at, course.legs[0]
    yield TicketEvent(at, "submitted", first.group, report.opened_by)
    if course.approver:
        at = after(at, desk.dice.around(240, 1.1))
        if course.ending == "rejected":
            wording = desk.dice.pick(data("talk")["en"]["refusals"])
            reason = report.gaps.fill(wording)
            yield TicketEvent(at, "rejected", first.group, course.approver.login, reason)
            return
        wording = desk.dice.pick(data("talk")["en"]["approvals"])
        yield TicketEvent(at, "approved", first.group, course.approver.login, wording)
    for leg in course.legs:
        at = after(at, leg.queue + 1)
        yield TicketEvent(at, "fulfilling", leg.group, leg.agent.login, leg.note)
        at = after(at, leg.work + leg.hold + 1)
    if course.ending == "left":
        return
    last = course.legs[-1]
    yield TicketEvent(at, "fulfilled", last.group, last.agent.login)
    yield TicketEvent(after(at, course.closes_after), "closed", last.group, last.agent.login)
