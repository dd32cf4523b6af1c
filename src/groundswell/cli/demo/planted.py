"""The planted troubles: what is special about when they come and who settles them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.cli.demo.chance import Dice, Urn
from groundswell.cli.demo.course import DAY_MINUTES, Course, Leg, usual_course
from groundswell.cli.demo.desk import Desk
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
    """The one agent who knows what to do about one trouble."""

    agent: Person
    trouble: Trouble

    def knows(self, agent: Person) -> bool:
        """Tell whether this is the one."""
        return agent is self.agent

    def note(self, dice: Dice, pool: str) -> str:
        """Return a note with which others pass it on to the one."""
        wording: str = dice.pick(self.trouble.plan[pool])
        return wording.replace("{one}", self.agent.first)

    def work(self, dice: Dice, *, queue: float, note: str = "") -> Leg:
        """Return the few minutes that the one needs."""
        minutes = dice.around(self.trouble.plan["known_minutes"], 0.35)
        return Leg(self.agent.group or "", self.agent, queue, minutes, note=note)


def lonely_agent(desk: Desk, trouble: Trouble) -> Lonely:
    """Return who knows the workaround."""
    return Lonely(desk.company.by_name[trouble.plan["agent"]], trouble)


def lonely_course(desk: Desk, lonely: Lonely, report: Report, priority: int) -> Course:
    """Return how a stuck transfer goes: minutes with the one who knows, days without."""
    away = desk.is_away(lonely.agent, report.opened_at.date())
    ways: Mapping[str, Callable[[Desk, Lonely, Report], Sequence[Leg]]] = {
        "direct": _direct,
        "passed on": _passed_on,
        "last resort": _last_resort,
        "others": _others,
    }
    shares = lonely.trouble.plan["ways_away" if away else "ways"]
    way = Urn(list(shares), list(shares.values())).draw(desk.dice)
    usual = usual_course(desk, report, priority)
    return Course(
        tuple(ways[way](desk, lonely, report)),
        reopens=way == "others" and usual.reopens,
        closes_after=usual.closes_after,
    )


def _direct(desk: Desk, lonely: Lonely, _: Report) -> Sequence[Leg]:
    return [lonely.work(desk.dice, queue=desk.dice.between(0, 4))]


def _passed_on(desk: Desk, lonely: Lonely, report: Report) -> Sequence[Leg]:
    dice = desk.dice
    front = _front(desk, report, dice.between(2, 14))
    passed = lonely.note(dice, "passed")
    return [front, lonely.work(dice, queue=dice.between(2, 25), note=passed)]


def _last_resort(desk: Desk, lonely: Lonely, report: Report) -> Sequence[Leg]:
    """Return the long way: others try for a day or two, then it goes to the one who knows."""
    dice = desk.dice
    opened = report.opened_at.date()
    ends = [last for first, last in desk.leaves[lonely.agent.login] if first <= opened <= last]
    queue = _working_minutes(opened, ends[0]) if ends else dice.between(5, 40)
    asked = lonely.note(dice, "asked_away" if ends else "asked")
    return [
        _front(desk, report, dice.between(5, 30)),
        _tries(desk, lonely, report, dice.around(1.3 * DAY_MINUTES, 0.5)),
        lonely.work(dice, queue=queue, note=asked),
    ]


def _others(desk: Desk, lonely: Lonely, report: Report) -> Sequence[Leg]:
    dice = desk.dice
    front = _front(desk, report, dice.between(5, 60))
    return [front, _tries(desk, lonely, report, dice.around(2.4 * DAY_MINUTES, 0.6))]


def _front(desk: Desk, report: Report, work: float) -> Leg:
    group = desk.rules["first_group"]
    agent = desk.agent_of(group, report.opened_at.date(), report.caller.location)
    return Leg(group, agent, desk.dice.between(1, 12), work)


def _tries(desk: Desk, lonely: Lonely, report: Report, minutes: float) -> Leg:
    group = desk.dice.pick(lonely.trouble.plan["other_groups"])
    agent = desk.agent_of(group, report.opened_at.date())
    while lonely.knows(agent):
        agent = desk.agent_of(group, report.opened_at.date())
    note = desk.dice.pick(lonely.trouble.plan["moves"])
    return Leg(group, agent, minutes * 0.4, minutes * 0.6, note=note)


def _working_minutes(first: date, last: date) -> float:
    return max((last - first).days * 5 / 7, 0.1) * DAY_MINUTES
