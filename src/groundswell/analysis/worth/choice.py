"""Chooses among options from cheap to dear: each further expense has to be worth itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.analysis.worth.appraisal import Appraisal
from groundswell.analysis.worth.quantity import why_not
from groundswell.kernel.errors import BadInput, NotKnown


@dataclass(frozen=True, slots=True)
class Move:
    """A step to a dearer option: what it adds to the net present value, and whether it is taken."""

    to: str
    instead_of: str
    adds: float
    taken: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The option to take, and the steps that led to it."""

    best: Appraisal
    moves: tuple[Move, ...]


def choose(appraisals: Sequence[Appraisal]) -> Choice:
    """Return the option to take by the incremental test.

    The start is the cheapest; a dearer one takes its place only where what it adds to the net
    present value is more than nothing.

    Args:
        appraisals: at least one; where nothing needs to be done, do nothing is among them.

    Raises:
        BadInput: there is no option.
        NotKnown: the worth of an option is not known.
    """
    if not appraisals:
        raise BadInput("There is no option to choose from; add one.")
    reason = why_not(*(entry.net_present_value for entry in appraisals))
    if reason:
        raise NotKnown(reason)
    best, *dearer = sorted(appraisals, key=_expense)
    moves = []
    for entry in dearer:
        adds = entry.net_present_value.known - best.net_present_value.known
        moves.append(Move(entry.option.name, best.option.name, adds, taken=adds > 0))
        best = entry if adds > 0 else best
    return Choice(best, tuple(moves))


def _expense(entry: Appraisal) -> tuple[float, float, str]:
    return (entry.cost_once.known, entry.annual_cost.known, entry.option.name)
