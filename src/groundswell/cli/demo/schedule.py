"""When each trouble comes, and to whom."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from groundswell.cli.demo.chance import Urn
from groundswell.cli.demo.desk import YEAR, Desk
from groundswell.cli.demo.occasion import Occasion
from groundswell.cli.demo.records import Person
from groundswell.cli.demo.report import MONITOR
from groundswell.cli.demo.troubles import Trouble

HOURS_IN_A_BURST = 3


class Schedule:
    """Draws the occasions of the year."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def occasions(self, trouble: Trouble) -> Iterator[Occasion]:
        """Return every occasion of one trouble in the year."""
        dice = self._desk.dice
        callers = self.callers(trouble)
        count = len(trouble.words["en"].says) if trouble.once else trouble.per_year
        for _ in range(round(count if trouble.once else count * dice.between(0.95, 1.05))):
            yield self._occasion(trouble, callers.draw(dice))
        if trouble.burst:
            yield from self._burst(trouble, callers)

    def callers(self, trouble: Trouble) -> Urn[Person]:
        """Return the people whom the trouble can meet, as often as it does."""
        desk = self._desk
        if trouble.monitoring:
            return Urn([desk.company.by_login[MONITOR]], [1.0])
        people = [
            person
            for person in desk.company.employees
            if not trouble.sites or person.location in trouble.sites
        ]
        by_department = trouble.departments
        rest = by_department.get("others", 1.0 if not by_department else 0.0)
        weights = [
            desk.traits[person.login].calls * by_department.get(person.department, rest)
            for person in people
        ]
        return Urn(people, weights)

    def _occasion(self, trouble: Trouble, caller: Person) -> Occasion:
        days = self._desk.days_of(caller)
        day = days.any_day(self._desk.dice, worked=not trouble.monitoring)
        while not self._fits(trouble, day):
            day = days.any_day(self._desk.dice, worked=not trouble.monitoring)
        return Occasion(self._moment(trouble, caller, day), caller)

    def _fits(self, trouble: Trouble, day: date) -> bool:
        passed = (day - self._desk.starts_on) / YEAR
        if passed < trouble.starts:
            return False
        # thinning: a growing trouble keeps early days less often than late ones
        return self._desk.dice.chance((1 + trouble.growth * passed) / (1 + trouble.growth))

    def _moment(self, trouble: Trouble, caller: Person, day: date) -> datetime:
        days = self._desk.days_of(caller)
        usual = "shift" if caller.department in self._desk.floor else "office"
        at = days.moment(self._desk.dice, day, trouble.clock or usual)
        return min(at, self._desk.now - timedelta(minutes=5))

    def _burst(self, trouble: Trouble, callers: Urn[Person]) -> Iterator[Occasion]:
        """Return a short wave: one cause, several callers within hours."""
        desk, burst = self._desk, trouble.burst or {}
        day = desk.starts_on + YEAR * burst["at"]
        first = callers.draw(desk.dice)
        while desk.sites[first.location].weight(day) < 0.5:
            day += timedelta(days=1)
        start = desk.sites[first.location].moment(desk.dice, day, "office")
        for _ in range(burst["size"]):
            minutes = desk.dice.between(0, 60.0 * burst.get("hours", HOURS_IN_A_BURST))
            yield Occasion(start + timedelta(minutes=minutes), callers.draw(desk.dice))
