"""One year at the invented company, from a seed: the same seed tells the same year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from groundswell.cli.demo.changes import changes_of_the_year, planted_change
from groundswell.cli.demo.company import MAIN_SITE
from groundswell.cli.demo.course import usual_course
from groundswell.cli.demo.desk import YEAR, Desk, open_desk
from groundswell.cli.demo.occasion import Occasion
from groundswell.cli.demo.planted import (
    LONELY,
    PAIRING,
    WAVE,
    Lonely,
    lonely_agent,
    lonely_course,
    pairing_occasions,
    wave_occasions,
)
from groundswell.cli.demo.records import Change, Person, StakeholderNote, Story, Ticket
from groundswell.cli.demo.report import Report, Writer
from groundswell.cli.demo.schedule import Schedule
from groundswell.cli.demo.ticketing import ticket_of, weigh
from groundswell.cli.demo.troubles import Trouble, background_troubles, planted_troubles
from groundswell.cli.demo.truth import tell_truth
from groundswell.cli.demo.wording import data

DEFAULT_SEED = 20


def default_end() -> date:
    """Return the last day of the year that the demo tells when nobody names another."""
    day: date = data("company")["default_ends_on"]
    return day


def generate(*, seed: int, ends_on: date) -> Story:
    """Return a year of an invented company of 120 people.

    Args:
        seed: any number; the same seed and day give exactly the same year.
        ends_on: the last day told; nothing in the story happens after 16:30 UTC of that day.
    """
    desk = open_desk(seed=seed, ends_on=ends_on)
    changes = changes_of_the_year(desk)
    told = _Teller(desk, planted_change(changes)).tell()
    facts = data("company")
    tickets = tuple(ticket for _, ticket in told)
    company = desk.company
    notes = tuple(sorted(_notes(desk), key=lambda note: note.at))
    return Story(
        company=facts["name"],
        mail_domain=facts["mail_domain"],
        currency=facts["currency"],
        starts_on=desk.starts_on,
        ends_on=ends_on,
        now=desk.now,
        people=company.people,
        departments=company.departments,
        services=company.services,
        cis=company.cis,
        relations=company.relations,
        tickets=tickets,
        changes=changes,
        notes=notes,
        truth=tell_truth(desk, told, planted_change(changes), notes),
    )


@dataclass(frozen=True)
class _Teller:
    """Tells every trouble of the year, one after the other, and numbers the tickets by time."""

    desk: Desk
    change: Change

    def tell(self) -> Sequence[tuple[str, Ticket]]:
        """Return the tickets with the id of the trouble behind each, in order of opening."""
        schedule, writer = Schedule(self.desk), Writer(self.desk)
        planted = planted_troubles()
        lonely = lonely_agent(self.desk, planted[LONELY])
        told: list[tuple[str, Ticket]] = []
        for trouble in (*planted.values(), *background_troubles()):
            told.extend(
                (trouble.id, self._ticket(writer, trouble, occasion, lonely))
                for occasion in self._occasions(schedule, trouble)
            )
        told.sort(key=lambda pair: (pair[1].opened_at, pair[1].title, pair[1].caller))
        return _numbered(told)

    def _occasions(self, schedule: Schedule, trouble: Trouble) -> Iterator[Occasion]:
        if trouble.id == WAVE:
            return wave_occasions(self.desk, schedule, trouble, self.change)
        if trouble.id == PAIRING:
            return pairing_occasions(self.desk, schedule, trouble)
        return schedule.occasions(trouble)

    def _ticket(
        self, writer: Writer, trouble: Trouble, occasion: Occasion, lonely: Lonely
    ) -> Ticket:
        desk = self.desk
        report = writer.write(trouble, occasion)
        weight = weigh(desk, report)
        priority = desk.priority(*weight)
        if trouble.id == LONELY:
            course = lonely_course(desk, lonely, report, priority)
        else:
            course = usual_course(desk, report, priority)
        fixes = _fixes(report, course.legs[-1].agent, lonely)
        ticket = ticket_of(desk, report, course, weight=weight, fixes=fixes)
        if trouble.id == WAVE and desk.dice.chance(trouble.plan["linked"]):
            return replace(ticket, caused_by_change=self.change.number)
        return ticket


def _fixes(report: Report, agent: Person, lonely: Lonely) -> Sequence[str]:
    """Return what such an agent writes when it is done, in the language both have or English."""
    words = report.trouble.words
    if report.trouble.id == LONELY and lonely.knows(agent):
        known: Sequence[str] = report.trouble.plan["known_fixes"]
        return known
    own = words[report.language].fixes if agent.language == report.language else ()
    return own or words["en"].fixes


def _numbered(told: Sequence[tuple[str, Ticket]]) -> Sequence[tuple[str, Ticket]]:
    prefixes = data("company")["prefixes"]
    counts = dict.fromkeys(prefixes, 0)
    numbered = []
    for trouble, ticket in told:
        counts[ticket.kind] += 1
        number = f"{prefixes[ticket.kind]}-{counts[ticket.kind]:06}"
        numbered.append((trouble, replace(ticket, number=number)))
    return numbered


def _notes(desk: Desk) -> Iterator[StakeholderNote]:
    """Return what the heads said about IT."""
    days = desk.sites[MAIN_SITE]
    for entry in data("notes")["note"]:
        day = desk.starts_on + (YEAR - timedelta(days=1)) * entry["at"]
        while not days.weight(day):
            day -= timedelta(days=1)
        yield StakeholderNote(
            at=days.moment(desk.dice, day, "office"),
            person=desk.company.by_name[entry["person"]].login,
            kind=entry["kind"],
            text=entry["text"],
            rating=entry.get("rating"),
        )
