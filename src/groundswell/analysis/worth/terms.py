"""The terms of a case: how far one looks ahead, at what discount, and what is asked for."""

from dataclasses import dataclass

from groundswell.analysis.worth.inputs import Input, give
from groundswell.analysis.worth.rules import rules
from groundswell.kernel.errors import BadInput


@dataclass(frozen=True, slots=True)
class Hurdle:
    """How many times its cost an option has to bring within the year, and who said so."""

    ratio: Input
    set_by: str
    #: months of that year in which the option can still bring something
    months_left: Input

    def __post_init__(self) -> None:
        if not self.set_by.strip():
            raise BadInput("The hurdle has no name beside it; say who set it.")


@dataclass(frozen=True, slots=True)
class Terms:
    """What every option of a case is reckoned with."""

    horizon: Input
    discount: Input
    growth: Input
    #: what part of a forecast this organisation has delivered so far
    hit_rate: Input
    hurdle: Hurdle | None = None

    @property
    def years(self) -> int:
        """Return the horizon in whole years."""
        return int(self.horizon.value)


def make_hurdle(ratio: Input, set_by: str, *, months_left: Input | None = None) -> Hurdle:
    """Return a hurdle; without `months_left` the year is a whole one.

    Args:
        ratio: an input of key "hurdle".
        set_by: the name of the person who asks for it.
        months_left: an input of key "months_left".
    """
    return Hurdle(ratio, set_by, months_left or give("months_left", 12))


def make_terms(*inputs: Input, hurdle: Hurdle | None = None) -> Terms:
    """Return terms; what is not given is the default of the data file, and marked as such.

    Args:
        inputs: any of horizon, discount, growth and hit_rate.
        hurdle: what the person who decides asks for.

    Raises:
        BadInput: an input does not belong to the terms.
    """
    defaults = {**rules()["terms"], "hit_rate": rules()["hit_rate"]["start"]}
    alien = next((entry for entry in inputs if entry.key not in defaults), None)
    if alien is not None:
        raise BadInput(f"The {alien.name} does not belong to the terms of a case; leave it out.")
    parts = {key: give(key, value) for key, value in defaults.items()}
    return Terms(**parts | {entry.key: entry for entry in inputs}, hurdle=hurdle)
