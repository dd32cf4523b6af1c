"""The service desk of the demo: its rules, its clock, its people, and the dice behind them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from groundswell.cli.demo.chance import Dice, Urn
from groundswell.cli.demo.company import MAIN_SITE, Company, found_company
from groundswell.cli.demo.records import Person
from groundswell.cli.demo.rhythm import DeskClock, SiteDays, site_days
from groundswell.cli.demo.typing_style import Typist
from groundswell.cli.demo.wording import data

YEAR = timedelta(days=365)
LAST_HOUR = time(16, 30)
_TRIES = 5


@dataclass(frozen=True)
class Traits:
    """What somebody is like at the keyboard and how readily they call."""

    style: str
    signature: str
    disclaimer: bool
    calls: float
    laptop: str


@dataclass(frozen=True)
class Desk:
    """Everything that the making of a ticket needs."""

    dice: Dice
    company: Company
    sites: Mapping[str, SiteDays]
    clock: DeskClock
    typist: Typist
    traits: Mapping[str, Traits]
    starts_on: date
    ends_on: date
    now: datetime
    leaves: Mapping[str, Sequence[tuple[date, date]]]

    @property
    def rules(self) -> Mapping[str, Any]:
        """Return how this desk works."""
        return data("rules")

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """Return how often what happens."""
        shares: Mapping[str, float] = self.rules["shares"]
        return shares

    @cached_property
    def _agents(self) -> Mapping[str, Urn[Person]]:
        shares = {entry["name"]: entry.get("share", 1.0) for entry in data("company")["cast"]}
        groups: dict[str, list[Person]] = {}
        for person in self.company.people:
            if person.group:
                groups.setdefault(person.group, []).append(person)
        return {
            group: Urn(members, [shares.get(person.name, 1.0) for person in members])
            for group, members in groups.items()
        }

    @cached_property
    def groups(self) -> Sequence[str]:
        """Return the names of the groups."""
        return sorted(self._agents)

    @cached_property
    def floor(self) -> frozenset[str]:
        """Return the departments that work in halls rather than at desks."""
        return frozenset(self.rules["channels"]["floor_departments"])

    def days_of(self, person: Person) -> SiteDays:
        """Return the calendar that somebody lives by."""
        return self.sites.get(person.location, self.sites[MAIN_SITE])

    def local_time(self, at: datetime, person: Person) -> datetime:
        """Return the moment as the person's clock shows it."""
        return at.astimezone(self.days_of(person).zone)

    def agent_of(self, group: str, on: date, location: str = MAIN_SITE) -> Person:
        """Return somebody of the group who is at work, a local one more often than not."""
        agent = self._agents[group].draw(self.dice)
        for _ in range(_TRIES):
            if location in {MAIN_SITE, agent.location} and not self.is_away(agent, on):
                break
            agent = self._agents[group].draw(self.dice)
        return agent

    def is_away(self, agent: Person, on: date) -> bool:
        """Tell whether the agent is on leave that day."""
        return any(first <= on <= last for first, last in self.leaves.get(agent.login, ()))

    def priority(self, impact: int, urgency: int) -> int:
        """Return the priority that the matrix gives."""
        return int(self.rules["priority"][impact - 1][urgency - 1])


def open_desk(*, seed: int, ends_on: date) -> Desk:
    """Return the desk of a company as the seed draws it, for the year that ends on that day."""
    dice = Dice(seed)
    company = found_company(dice)
    rhythm = data("rhythm")
    starts_on = ends_on - YEAR + timedelta(days=1)
    sites = {
        name: site_days(site, starts_on, ends_on, rhythm)
        for name, site in data("company")["sites"].items()
    }
    hours = rhythm["desk"]
    typist = Typist(data("typos"))
    return Desk(
        dice=dice,
        company=company,
        sites=sites,
        clock=DeskClock(
            sites[MAIN_SITE],
            time.fromisoformat(hours["from"]),
            time.fromisoformat(hours["until"]),
        ),
        typist=typist,
        traits=_traits(company, typist, dice),
        starts_on=starts_on,
        ends_on=ends_on,
        now=datetime.combine(ends_on, LAST_HOUR, UTC),
        leaves=_leaves(company, starts_on),
    )


def _leaves(company: Company, starts_on: date) -> dict[str, list[tuple[date, date]]]:
    """Return when agents are on leave; a leave begins on a Monday."""
    leaves: dict[str, list[tuple[date, date]]] = {}
    for entry in data("company")["cast"]:
        for leave in entry.get("leaves", ()):
            first = starts_on + YEAR * leave["at"]
            first -= timedelta(days=first.weekday())
            span = first, first + timedelta(days=leave["days"])
            leaves.setdefault(company.by_name[entry["name"]].login, []).append(span)
    return leaves


def _traits(company: Company, typist: Typist, dice: Dice) -> dict[str, Traits]:
    letters = data("letters")
    facts = data("company")
    signatures: Urn[str] = Urn(list(letters["signatures"]), list(letters["signatures"].values()))
    by_department = {part["name"]: part["calls"] for part in facts["departments"]}
    by_name = {entry["name"]: entry["calls"] for entry in facts["cast"] if "calls" in entry}
    laptops = {
        site: [ci.name for ci in company.cis if ci.type == "laptop" and ci.location == site]
        for site in facts["sites"]
    }
    traits = {}
    for person in company.people:
        own = by_name.get(person.name) or min(dice.around(1.0, 0.4), 1.8)
        signature = signatures.draw(dice)
        traits[person.login] = Traits(
            style=typist.style(dice),
            signature=signature,
            disclaimer=signature == "full" and dice.chance(letters["disclaimer"]["share"]),
            calls=own * by_department.get(person.department, 0.0),
            laptop=dice.pick(laptops.get(person.location) or laptops[MAIN_SITE]),
        )
    return traits
