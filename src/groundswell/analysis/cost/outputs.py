"""What services bring in an hour, where the records say so."""

from dataclasses import replace

from groundswell.analysis.cost.rates import Output, RateCard
from groundswell.analysis.cost.rates_file import describe_output
from groundswell.evidence import Evidence


def with_outputs(rates: RateCard, evidence: Evidence) -> RateCard:
    """Return the card with the output of those services for which only the records know it.

    It is named beside a cost and does not count: the pay of the people hit does, until somebody
    says on the card that it is to be the other way round.
    """
    if not evidence.has("services", "revenue_per_hour"):
        return rates
    described, found = describe_output(rates.currency), {}
    for row in evidence.arrow("services", ("service", "users", "revenue_per_hour")).to_pylist():
        name, amount = row["service"], row["revenue_per_hour"]
        if name in rates.outputs or amount is None or not 0 < amount < float("inf"):
            continue
        entry = replace(
            described,
            value=amount,
            low=amount,
            high=amount,
            source="the records",
            scope=f"service {name}",
        )
        found[name] = Output(name, entry, row["users"])
    return replace(rates, outputs={**rates.outputs, **found})
