"""The figures over everything that was read, as the brief and the first line of a page say them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from groundswell.analysis.cost import list_unused
from groundswell.analysis.cost.problems import count_months, list_months
from groundswell.analysis.cost.totals import Priced, sum_up
from groundswell.analysis.reasons import Reasons
from groundswell.analysis.steps import Situation
from groundswell.evidence import Evidence

#: the departments that are named, those with most tickets
_SHOWN_DEPARTMENTS = 5


def summarise(situation: Situation, ranked: Sequence[Priced], reasons: Reasons) -> dict[str, Any]:
    """Return the counts and sums over all tickets; an absent one gets its reason."""
    facts, estimator = situation.facts, situation.estimator
    if facts is None or estimator is None:
        return {"tickets": None, "callers": None, "first": None, "last": None}
    callers = facts.different("caller") or None
    if callers is None:
        reasons.tell("summary.callers", "no ticket names its caller")
    for scope in list_unused(situation.rates, facts):
        reasons.tell(f"assumptions.{scope}", f"no ticket names the {scope}: its rates are not used")
    if estimator.why_not_yearly:
        reasons.tell("cost_per_year", estimator.why_not_yearly)
    known = facts.opened[~np.isnat(facts.opened)]
    return {
        "tickets": len(facts),
        "callers": callers,
        "first": _moment(known.min()) if known.size else None,
        "last": _moment(known.max()) if known.size else None,
        "years": estimator.years,
        "months": count_months(facts.opened, list_months(facts)),
        "departments": facts.most("department", _SHOWN_DEPARTMENTS) or None,
        "problems": len(ranked),
        "tickets_in_problems": sum(int(priced.rows.size) for priced in ranked),
    } | sum_up(estimator, facts, ranked, situation.rates)


def count_records(evidence: Evidence) -> dict[str, int]:
    """Return how many records each table of the source holds."""
    return {name: int(evidence.table(name).count().execute()) for name in evidence.names}


def _moment(value: np.datetime64) -> datetime:
    return datetime.fromtimestamp(int(value.astype("datetime64[us]").astype(int)) / 1e6, tz=UTC)
