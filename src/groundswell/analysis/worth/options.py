"""What could be done: nothing, a small fix, a large tool."""

from dataclasses import dataclass, replace

from groundswell.analysis.worth.inputs import Input, Source, give
from groundswell.kernel.errors import BadInput


@dataclass(frozen=True, slots=True)
class Option:
    """One option with what it costs and what it brings.

    Money and own hours stand apart, because they are paid from different pockets.
    """

    name: str
    cash: Input
    hours: Input
    hour_rate: Input
    running_cash: Input
    running_hours: Input
    success: Input
    effectiveness: Input
    lead_months: Input
    life_years: Input
    #: the part of its cost that this problem bears
    share: Input
    #: what its benefit counts for here; below 1 where it is not proven for this problem
    proof: float = 1.0

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise BadInput("An option has no name; give it one, such as “Replace the valve”.")
        if not 0 <= self.proof <= 1:
            raise BadInput(
                f"The benefit of “{self.name}” is to count {self.proof:g} times; "
                "write a share from 0 to 1."
            )
        if (self.hours.high or self.running_hours.high) and not self.hour_rate.value:
            raise BadInput(
                f"“{self.name}” takes own hours, and nothing says what one of them costs; "
                "give its rate of own hours, such as the desk rate."
            )
        fields = set(Option.__dataclass_fields__) - {"name", "proof"}
        for field in sorted(fields):
            entry: Input = getattr(self, field)
            if entry.key != field:
                raise BadInput(
                    f"The {entry.name} stands where “{self.name}” has its {field}; "
                    "exchange the two."
                )

    @property
    def is_nothing(self) -> bool:
        """Tell whether it costs nothing and brings nothing."""
        return not (self.once or self.running or self.success.value * self.effectiveness.value)

    @property
    def own(self) -> float:
        """Return the likely own hours at the beginning, as money, of this problem's share."""
        return self.share.value * self.hours.value * self.hour_rate.value

    @property
    def once(self) -> float:
        """Return the likely one-off cost, money and own hours, of this problem's share."""
        return self.share.value * self.cash.value + self.own

    @property
    def running(self) -> float:
        """Return the likely running cost a year, money and own hours, of this problem's share."""
        hours = self.running_hours.value * self.hour_rate.value
        return self.share.value * (self.running_cash.value + hours)

    def with_share(self, share: float, *, proof: float = 1.0) -> "Option":
        """Return the same option of which one problem bears this share."""
        return replace(self, share=give("share", share, source=self.share.source), proof=proof)


def make_option(name: str, *inputs: Input, proof: float = 1.0) -> Option:
    """Return an option; what is not given costs nothing, is sure, whole, and lasts three years.

    Args:
        name: as it is called on the page.
        inputs: any of the inputs of an option, each at most once.
        proof: see `Option`.

    Raises:
        BadInput: an input belongs elsewhere or stands twice.
    """
    given = {entry.key: entry for entry in inputs}
    if len(given) < len(inputs):
        twice = next(e.name for e in inputs if given[e.key] is not e)
        raise BadInput(f"“{name}” has its {twice} twice; leave one of them out.")
    alien = next((entry for key, entry in given.items() if key not in _UNSAID), None)
    if alien is not None:
        raise BadInput(f"The {alien.name} is no input of an option; leave it out of “{name}”.")
    unsaid = Source("default", note="not given, so taken as this")
    parts = {key: give(key, value, source=unsaid) for key, value in _UNSAID.items()} | given
    return Option(name, **parts, proof=proof)


def do_nothing(name: str = "Do nothing") -> Option:
    """Return the option that costs nothing and brings nothing."""
    return make_option(name, give("success", 0), give("effectiveness", 0))


_UNSAID = {
    "cash": 0.0,
    "hours": 0.0,
    "hour_rate": 0.0,
    "running_cash": 0.0,
    "running_hours": 0.0,
    "success": 1.0,
    "effectiveness": 1.0,
    "lead_months": 0.0,
    "life_years": 3.0,
    "share": 1.0,
}
