"""The planted troubles: what is special about when they come and who settles them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from groundswell.cli.demo.chance import Urn
from groundswell.cli.demo.course import DAY_MINUTES, Course, Leg, closing_minutes, usual_course
from groundswell.cli.demo.desk import YEAR, Desk
from groundswell.cli.demo.occasion import Occasion
from groundswell.cli.demo.records import Change, Ci, Person
from groundswell.cli.demo.report import Report
from groundswell.cli.demo.schedule import Schedule
from groundswell.cli.demo.troubles import Trouble

FREEZE, WAVE, LONELY = "freeze_after_break", "print_change", "edi_stuck"
PAIRING, MORNING = "scanner_pairing", "morning_link"
_NEW_FIRMWARE = "firmware 3"
_OLD_APP = "1."


def wave_occasions(
    desk: Desk, schedule: Schedule, trouble: Trouble, change: Change
) -> Iterator[Occasion]:
    """Return who called in the working days after the change, most of them on the first."""
    callers = schedule.callers(trouble)
    by_day = trouble.plan["calls_by_day"]
    start = change.started_at or change.planned_start_at
    for offset, count in by_day:
        day = start.date() + timedelta(days=offset)
        for _ in range(count):
            caller = callers.draw(desk.dice)
            site = desk.sites[caller.location]
            yield Occasion(site.moment(desk.dice, day, "office"), caller)


def pairing_occasions(desk: Desk, schedule: Schedule, trouble: Trouble) -> Iterator[Occasion]:
    """Return the times when a scanner with the new firmware met a terminal with the old app."""
    pairs = mismatched_pairs(desk)
    for occasion in schedule.occasions(trouble):
        near = [scanner for scanner, _ in pairs if scanner.location == occasion.caller.location]
        if near:
            yield Occasion(occasion.at, occasion.caller, desk.dice.pick(near).name)


def mismatched_pairs(desk: Desk) -> Sequence[tuple[Ci, Ci]]:
    """Return each scanner with the new firmware that talks to a terminal with the old app."""
    by_name = {ci.name: ci for ci in desk.company.cis}
    pairs = []
    for relation in desk.company.relations:
        scanner = by_name.get(relation.source)
        if scanner is None or relation.kind != "connects_to" or scanner.type != "handheld scanner":
            continue
        app = by_name[relation.target.replace("TRM", "PICKTERM")]
        if scanner.version.startswith(_NEW_FIRMWARE) and app.version.startswith(_OLD_APP):
            pairs.append((scanner, app))
    return pairs


@dataclass(frozen=True, slots=True)
class Lonely:
    """The one agent who knows what to do, and when they are away."""

    agent: Person
    leave: tuple[date, date]
    trouble: Trouble

    def knows(self, agent: str) -> bool:
        """Tell whether this is the one."""
        return agent == self.agent.login


def lonely_agent(desk: Desk, trouble: Trouble) -> Lonely:
    """Return who knows the workaround, with a leave of two and a half weeks in the year."""
    first = desk.starts_on + YEAR * trouble.plan["leave_at"]
    first -= timedelta(days=first.weekday())
    return Lonely(
        desk.company.by_name[trouble.plan["agent"]],
        (first, first + timedelta(days=trouble.plan["leave_days"])),
        trouble,
    )


def lonely_course(desk: Desk, lonely: Lonely, report: Report, priority: int) -> Course:
    """Return how a stuck transfer goes: minutes with the one who knows, days without."""
    away = lonely.leave[0] <= report.opened_at.date() <= lonely.leave[1]
    ways: Mapping[str, Callable[[Desk, Lonely, Report], Sequence[Leg]]] = {
        "direct": _direct,
        "passed on": _passed_on,
        "last resort": _last_resort,
        "others": _others,
    }
    shares = lonely.trouble.plan["ways_away" if away else "ways"]
    way = Urn(list(shares), list(shares.values())).draw(desk.dice)
    legs = ways[way](desk, lonely, report)
    usual = usual_course(desk, report, priority)
    return Course(
        tuple(legs), reopens=way == "others" and usual.reopens, closes_after=closing_minutes(desk)
    )


def _direct(desk: Desk, lonely: Lonely, _: Report) -> Sequence[Leg]:
    return [
        Leg(
            lonely.agent.group or "",
            lonely.agent,
            desk.dice.between(0, 4),
            desk.dice.around(9, 0.35),
        )
    ]


def _passed_on(desk: Desk, lonely: Lonely, report: Report) -> Sequence[Leg]:
    front = _front(desk, report, desk.dice.between(2, 14))
    return [front, _hers(desk, lonely, "for {one}", desk.dice.between(2, 25))]


def _last_resort(desk: Desk, lonely: Lonely, report: Report) -> Sequence[Leg]:
    """Return the long way: others try for a day or two, then it goes to the one who knows."""
    dice = desk.dice
    tries = _tries(desk, lonely, dice.around(1.3 * DAY_MINUTES, 0.5))
    until = lonely.leave[1]
    queue = dice.between(5, 40)
    if lonely.leave[0] <= report.opened_at.date() <= until:
        queue = max(queue, _minutes_until(report.opened_at, until))
    return [_front(desk, report, dice.between(5, 30)), tries, _hers(desk, lonely, "{asked}", queue)]


def _others(desk: Desk, lonely: Lonely, report: Report) -> Sequence[Leg]:
    dice = desk.dice
    return [
        _front(desk, report, dice.between(5, 60)),
        _tries(desk, lonely, dice.around(2.4 * DAY_MINUTES, 0.6)),
    ]


def _front(desk: Desk, report: Report, work: float) -> Leg:
    group = desk.rules["first_group"]
    return Leg(group, desk.agent_of(group, report.caller.location), desk.dice.between(1, 12), work)


def _tries(desk: Desk, lonely: Lonely, minutes: float) -> Leg:
    group = desk.dice.pick(lonely.trouble.plan["other_groups"])
    agent = desk.agent_of(group)
    while lonely.knows(agent.login):
        agent = desk.agent_of(group)
    note = desk.dice.pick(lonely.trouble.plan["moves"])
    return Leg(group, agent, minutes * 0.4, minutes * 0.6, note=note)


def _hers(desk: Desk, lonely: Lonely, how: str, queue: float) -> Leg:
    pool = lonely.trouble.plan["asked" if how == "{asked}" else "passed"]
    note = desk.dice.pick(pool).replace("{one}", lonely.agent.first)
    return Leg(lonely.agent.group or "", lonely.agent, queue, desk.dice.around(9, 0.35), note=note)


def _minutes_until(at: datetime, day: date) -> float:
    return max((day - at.date()).days * 5 / 7, 0.0) * DAY_MINUTES
