"""A figure of a case: its value, its formula in words, and what went into it."""

from dataclasses import dataclass
from typing import Union

from groundswell.analysis.worth.inputs import Input, Sample
from groundswell.kernel.errors import NotKnown

Part = Union[Input, Sample, "Quantity"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure. Where `value` is None, `not_known` says why."""

    name: str
    value: float | None
    #: "money" stands for the currency of the case
    unit: str
    #: how it is reached, in words
    formula: str
    inputs: tuple[Part, ...] = ()
    not_known: str | None = None
    #: what a reader should know beside the value
    remark: str | None = None

    @property
    def known(self) -> float:
        """Return the value.

        Raises:
            NotKnown: there is none, with the reason.
        """
        if self.value is None:
            raise NotKnown(self.not_known or f"The {self.name} is not known.")
        return self.value


def unknown(name: str, unit: str, formula: str, reason: str) -> Quantity:
    """Return a figure that is not known, with its reason."""
    return Quantity(name, None, unit, formula, not_known=reason)


def why_not(*parts: Quantity) -> str | None:
    """Return the reason of the first figure that is not known, None where all are."""
    return next((part.not_known for part in parts if part.value is None), None)
