"""One option for several problems: who bears which part of its cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.analysis.worth.options import Option
from groundswell.analysis.worth.pain import Pain
from groundswell.analysis.worth.prices import cost_per_year
from groundswell.analysis.worth.quantity import Quantity, unknown, why_not
from groundswell.analysis.worth.rules import rules
from groundswell.kernel.errors import BadInput, NotKnown


@dataclass(frozen=True, slots=True)
class Served:
    """A problem that an option helps with; `proven` where it has helped with such a problem."""

    problem: str
    pain: Pain
    proven: bool

    @property
    def proof(self) -> float:
        """Return what its benefit counts for."""
        return 1.0 if self.proven else float(rules()["serves"]["unproven"])


def allocate(option: Option, served: Sequence[Served]) -> dict[str, Option]:
    """Return the option for each problem, with the share of its cost that the problem bears.

    Shares go by what each problem costs in a year, as far as the benefit counts there; together
    they are the share that the option has. A problem of unknown cost would make the others pay
    for it, so there must be none.

    Raises:
        BadInput: there is no problem, or one stands twice.
        NotKnown: the cost of a problem is not known, or all cost nothing.
    """
    names = [entry.problem for entry in served]
    if not names or len(set(names)) < len(names):
        raise BadInput(
            f"“{option.name}” serves {len(names)} problems, of which {len(set(names))} differ; "
            "name each problem once, and at least one."
        )
    weights = [entry.proof * cost_per_year(entry.pain).known for entry in served]
    if not sum(weights):
        raise NotKnown(f"The problems that “{option.name}” serves cost nothing, as far as known.")
    return {
        entry.problem: option.with_share(
            option.share.value * weight / sum(weights), proof=option.proof * entry.proof
        )
        for entry, weight in zip(served, weights, strict=True)
    }


def joint_cost(served: Sequence[Served]) -> Quantity:
    """Return what these problems cost together in a year, unproven ones in part."""
    name, unit = "cost of the troubles together", "money a year"
    formula = "sum of what each costs a year × what its benefit counts for"
    costs = [cost_per_year(entry.pain) for entry in served]
    reason = why_not(*costs)
    if reason:
        return unknown(name, unit, formula, reason)
    pairs = zip(served, costs, strict=True)
    return Quantity(name, sum(e.proof * c.known for e, c in pairs), unit, formula, tuple(costs))
