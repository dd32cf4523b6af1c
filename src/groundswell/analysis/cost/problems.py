"""Recurring problems with their price, their trend and the way the price was reached."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from groundswell.analysis.cost.members import TicketFacts
from groundswell.analysis.cost.model import Estimator
from groundswell.analysis.cost.totals import Priced
from groundswell.analysis.discovery import Cluster
from groundswell.analysis.results import RecurringProblem

#: A trend longer than this is no picture any more; the oldest months are left out.
_LONGEST = 240
#: Above this share of requests the tickets are work that was asked for.
_MOSTLY = 0.5


def price_problems(
    clusters: Sequence[Cluster], facts: TicketFacts, estimator: Estimator
) -> list[tuple[RecurringProblem, Priced]]:
    """Return the problems with their cost, trouble before requests and the dearest first."""
    months = list_months(facts)
    found: list[tuple[RecurringProblem, Priced]] = []
    for cluster in clusters:
        rows = facts.rows(cluster.tickets)
        cost = estimator.estimate(cluster.id, rows, machine_made=cluster.machine_made)
        found.append((_problem(cluster, Priced(rows, cost), facts, months), Priced(rows, cost)))
    return sorted(found, key=lambda pair: pair[0].order)


def _problem(
    cluster: Cluster, priced: Priced, facts: TicketFacts, months: tuple[str, ...]
) -> RecurringProblem:
    cost = priced.estimate
    missing = {}
    if cost.why_not_yearly:
        missing = dict.fromkeys(
            ("per_year", "cost_per_year", "minutes_per_year"), cost.why_not_yearly
        )
    return RecurringProblem(
        id=cluster.id,
        title=cluster.title,
        tickets=cluster.tickets,
        confidence=cluster.confidence,
        why=cluster.why,
        callers=cluster.callers,
        first=cluster.first,
        last=cluster.last,
        per_year=cost.per_year,
        cost_per_year=cost.cost_per_year,
        cost_of_tickets=cost.observed,
        minutes_per_year=cost.minutes_per_year,
        trend=count_months(facts.opened[priced.rows], months),
        department=cluster.department,
        service=cluster.service,
        machine_made=cluster.machine_made,
        asked_for=float(facts.requests[priced.rows].mean()) > _MOSTLY,
        family=cluster.family,
        precision=cluster.precision.span if cluster.precision else None,
        to_check=cluster.to_check,
        formula=cost.formula,
        spent=facts.sum_spent(priced.rows),
        not_known=missing,
    )


def list_months(facts: TicketFacts) -> tuple[str, ...]:
    """Return every month from the first opening to the last, oldest first."""
    known = facts.opened[~np.isnat(facts.opened)].astype("datetime64[M]")
    if not known.size:
        return ()
    return tuple(str(month) for month in np.arange(known.min(), known.max() + 1)[-_LONGEST:])


def count_months(
    opened: npt.NDArray[np.datetime64], months: tuple[str, ...]
) -> tuple[tuple[str, int], ...]:
    """Return how many of these were opened in each of the months."""
    if not months:
        return ()
    known = opened[~np.isnat(opened)].astype("datetime64[M]").astype(np.int64)
    places = known - np.datetime64(months[0], "M").astype(np.int64)
    counts = np.bincount(places[places >= 0], minlength=len(months))
    return tuple((month, int(count)) for month, count in zip(months, counts, strict=True))
