"""A case as plain values: what is kept with an ask, and what programs read."""

from typing import Any

from groundswell.analysis.results import Span
from groundswell.analysis.worth import Appraisal
from groundswell.improvement.queries.cases import Case
from groundswell.improvement.queries.telling import tell_case, tell_reasons, tell_verdict
from groundswell.problems.models import FixOption


def snapshot(case: Case, *, asked_for: FixOption | None = None) -> dict[str, Any]:
    """Return the figures of a case; money in its currency, chances and shares from 0 to 1.

    Args:
        case: of the problem.
        asked_for: the option that is asked for; its figures stand under `asked_for` too.
    """
    simulation = case.simulation
    by_record = {o.record.pk: o.worth.name for o in case.options if o.worth}
    name = by_record.get(asked_for.pk) if asked_for else None
    figures = {a.option.name: _figures(case, a) for a in case.appraisals}
    return {
        "as_of": case.as_of.isoformat(),
        "currency": case.currency,
        "seed": case.seed,
        "runs": simulation.runs if simulation else None,
        "not_known": case.not_known,
        "sentence": tell_case(case),
        "verdict": tell_verdict(case),
        "reasons": tell_reasons(case),
        "hit_rate": case.terms.hit_rate.value,
        "years": case.terms.years,
        "per_year": span_of(simulation.per_year if simulation else None),
        "cost_per_year": span_of(simulation.cost_per_year if simulation else None),
        "cost_of_waiting": case.waiting.value,
        "best": case.best.option.name if case.best else None,
        "expected": case.expected,
        "options": figures,
        "not_priced": {o.record.title: o.not_priced for o in case.options if o.not_priced},
        "asked_for": figures.get(name) if name else None,
        "inputs": [str(entry) for entry in case.costing.pain.inputs()],
    }


def span_of(span: Span | None) -> dict[str, float] | None:
    """Return a range as plain values, None where it is not known."""
    if span is None:
        return None
    return {"low": span.low, "likely": span.likely, "high": span.high}


def _figures(case: Case, appraisal: Appraisal) -> dict[str, Any]:
    outcome = case.outcome(appraisal)
    payback = outcome.payback if outcome else None
    return {
        "cost_once": appraisal.cost_once.value,
        "cost_a_year": appraisal.cost_running.value,
        "benefit": appraisal.benefit.value,
        "net_present_value": appraisal.net_present_value.value,
        "payback_months": appraisal.payback.value,
        "return_on_investment": appraisal.return_on_investment.value,
        "internal_rate": appraisal.internal_rate.value,
        "annual_cost": appraisal.annual_cost.value,
        "in_year_ratio": appraisal.in_year_ratio.value,
        "passes": appraisal.passes,
        "break_even_frequency": appraisal.break_even_frequency.value,
        "break_even_effectiveness": appraisal.break_even_effectiveness.value,
        "saving": span_of(outcome.saving if outcome else None),
        "net_value": span_of(outcome.net_present_value if outcome else None),
        "payback": {"low": payback.low, "likely": payback.likely, "high": payback.high}
        if payback
        else None,
        "chance_of_gain": outcome.chance_of_gain if outcome else None,
        "expected": outcome.expected if outcome else None,
    }
