"""What was asked, priced and delivered, as plain values for the brief."""

from collections.abc import Sequence
from datetime import date, datetime

from groundswell.analysis.brief import (
    Decisions,
    Missed,
    PricedCase,
    PricedOption,
    TurnedDown,
)
from groundswell.improvement.models import AskAnswer
from groundswell.improvement.queries.cases import Case, make_open_cases
from groundswell.improvement.queries.ledger import (
    LedgerLine,
    count_results,
    list_fixed,
    make_ledger,
)
from groundswell.improvement.queries.material import gather_material
from groundswell.improvement.queries.waiting import Waited, list_waited


def read_decisions(*, as_of: datetime) -> Decisions:
    """Return what was asked, priced and delivered.

    The page is passed on, so what is under a security path is left out.
    """
    cases = make_open_cases(as_of=as_of)
    waited = sorted((one for case in cases for one in list_waited(case)), key=_since)
    fixed = list(list_fixed().filter(security=False))
    lines = make_ledger(fixed, gather_material(fixed))
    results = count_results(lines)
    return Decisions(
        case=next((_priced(case) for case in cases if case.best), None),
        turned_down=tuple(_turned_down(one) for one in waited if one.goes_on),
        missed=_latest_miss(lines),
        results={name: results[name] for name in ("kept", "partly", "missed")},
    )


def _since(waited: Waited) -> date:
    return waited.since


def _priced(case: Case) -> PricedCase:
    best = case.best
    cheap_first = sorted(case.appraisals[1:], key=lambda one: one.cost_once.known)
    shown = sorted(cheap_first, key=lambda one: one is not best)
    return PricedCase(
        title=case.problem.title,
        finding=case.problem.finding_key,
        cost=case.simulation.cost_per_year if case.simulation else None,
        options=tuple(_option(case, one.option.name) for one in shown),
    )


def _option(case: Case, name: str) -> PricedOption:
    appraisal = next(one for one in case.appraisals if one.option.name == name)
    outcome = case.outcome(appraisal)
    return PricedOption(
        name=name,
        once=round(appraisal.cost_once.known, 2),
        running=round(appraisal.cost_running.known, 2),
        saving=outcome.saving if outcome else None,
        payback_months=outcome.payback.likely if outcome and outcome.payback else None,
        chance=outcome.chance_of_gain if outcome else None,
        ratio=appraisal.in_year_ratio.value,
    )


def _turned_down(waited: Waited) -> TurnedDown:
    ask = waited.ask
    title = ask.option.title if ask.option else ask.problem.title
    put_off = ask.answer == AskAnswer.DEFERRED
    return TurnedDown(title, float(ask.amount), waited.since, put_off, waited.lost.value)


def _latest_miss(lines: Sequence[LedgerLine]) -> Missed | None:
    missed = [line for line in lines if line.result == "missed"]
    if not missed:
        return None
    line = max(missed, key=lambda one: one.fixed_at)
    delivered = line.delivered.likely if line.delivered else None
    return Missed(line.problem.title, line.promise.forecast, delivered)
