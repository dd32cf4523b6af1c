"""What a problem costs in a year, from what one incident costs and how often it happens."""

from collections.abc import Iterator
from dataclasses import dataclass

from groundswell.analysis.worth.inputs import Input, Sample, Source, give
from groundswell.kernel.errors import BadInput


@dataclass(frozen=True, slots=True)
class Counted:
    """So many incidents in so many years."""

    incidents: int
    years: float

    def __post_init__(self) -> None:
        if self.incidents < 0:
            raise BadInput(f"{self.incidents} incidents cannot be; write 0 or more.")
        if not 0 < self.years <= 100:
            raise BadInput(
                f"Incidents were counted in {self.years:g} years; "
                "write a time of more than 0 and at most 100 years."
            )

    @property
    def per_year(self) -> Input:
        """Return the rate that was seen."""
        return give("per_year", self.incidents / self.years, source=Source("counted"))


@dataclass(frozen=True, slots=True)
class Hit:
    """People who lose working time in each incident."""

    users: Input | Sample
    minutes: Input | Sample
    factor: Input
    #: who they are, so that nobody is counted twice
    people: str = "users"
    #: what the number of people is multiplied with (a part of the incidents, say)
    weight: float = 1.0

    @property
    def hours(self) -> float:
        """Return the likely working hours lost in one incident."""
        lost = self.users.value * self.minutes.value / 60 * self.factor.value
        return self.weight * lost


@dataclass(frozen=True, slots=True)
class Revenue:
    """Revenue that stops in each incident because these people cannot work."""

    loss: Input
    people: str = "users"


@dataclass(frozen=True, slots=True)
class Workaround:
    """A way to live with it, whose own cost keeps counting."""

    uses: Input
    minutes: Input
    days: Input

    @property
    def hours(self) -> float:
        """Return the likely hours a year that it takes."""
        return self.uses.value * self.minutes.value / 60 * self.days.value


@dataclass(frozen=True, slots=True)
class Outage:
    """A large loss from the same cause; only where somebody can name it."""

    probability: Input
    loss: Input


@dataclass(frozen=True, slots=True)
class Pain:
    """Everything that one problem costs.

    Without `user_rate` or `agent_rate` time cannot be told as money: every figure is then not
    known, with that reason.
    """

    frequency: Counted | Input
    hits: tuple[Hit, ...] = ()
    agent_minutes: Input | Sample | None = None
    contact_minutes: Input | None = None
    user_rate: Input | None = None
    agent_rate: Input | None = None
    external: Input | None = None
    revenue: tuple[Revenue, ...] = ()
    workaround: Workaround | None = None
    outage: Outage | None = None

    def __post_init__(self) -> None:
        both = {hit.people for hit in self.hits} & {part.people for part in self.revenue}
        if both:
            raise BadInput(
                f"Lost working time and lost revenue are both counted for {', '.join(sorted(both))}"
                ": the same hour would be paid twice. Keep one of them, the one you can prove."
            )

    @property
    def per_year(self) -> Input:
        """Return how often it happens: as counted, or the likely value of what is believed."""
        return self.frequency.per_year if isinstance(self.frequency, Counted) else self.frequency

    @property
    def not_known(self) -> str | None:
        """Return why its cost is not known, None where it is."""
        if not self.per_year.value:
            return "No incident is counted, so how often this happens is not known."
        users = self.hits or self.contact_minutes or self.workaround
        if (users and self.user_rate is None) or (self.agent_minutes and self.agent_rate is None):
            return (
                "No hourly rate is set, so lost time cannot be told as money; "
                "give the rates in the rate card."
            )
        if not (users or self.agent_minutes or self.external or self.revenue or self.outage):
            return "Nothing says what one incident costs; say who is hit and for how long."
        return None

    def inputs(self) -> Iterator[Input | Sample]:
        """Yield every input once, how often it happens first."""
        yield self.per_year
        for hit in self.hits:
            yield from (hit.users, hit.minutes, hit.factor)
        rest = (
            self.user_rate, self.agent_minutes, self.agent_rate, self.contact_minutes, self.external
        )  # fmt: skip
        yield from (entry for entry in rest if entry is not None)
        yield from (part.loss for part in self.revenue)
        if self.workaround:
            yield from (self.workaround.uses, self.workaround.minutes, self.workaround.days)
        if self.outage:
            yield from (self.outage.probability, self.outage.loss)


def keep_one(
    hits: tuple[Hit, ...], revenue: tuple[Revenue, ...], *, keep: str
) -> tuple[tuple[Hit, ...], tuple[Revenue, ...], str | None]:
    """Return lost time and revenue with nobody in both, and a sentence on what was left out.

    Args:
        hits: lost working time.
        revenue: lost revenue.
        keep: "users" or "revenue", for the people who stand in both.
    """
    if keep not in {"users", "revenue"}:
        raise BadInput(f'"{keep}" cannot be kept; write "users" or "revenue".')
    both = {hit.people for hit in hits} & {part.people for part in revenue}
    if not both:
        return hits, revenue, None
    names = ", ".join(sorted(both))
    if keep == "users":
        kept = tuple(part for part in revenue if part.people not in both)
        return hits, kept, f"Lost revenue is left out for {names}: their time is counted already."
    left = tuple(hit for hit in hits if hit.people not in both)
    return left, revenue, f"Lost time is left out for {names}: their revenue is counted already."
