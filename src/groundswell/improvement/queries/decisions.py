"""What was asked, priced and delivered, as plain values for the brief."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from groundswell.analysis.brief import (
    Decisions,
    Delivered,
    Missed,
    PricedCase,
    PricedOption,
    TurnedDown,
)
from groundswell.improvement.models import AskAnswer, Stakeholder
from groundswell.improvement.queries.cases import Case, open_cases_and_ledger
from groundswell.improvement.queries.ledger import LedgerLine, count_results
from groundswell.improvement.queries.underway import (
    count_carried,
    find_levels_before,
    list_coming,
    list_outcomes,
)
from groundswell.improvement.queries.waiting import Waited, list_waited

Dated = TypeVar("Dated", Missed, Delivered)


def read_decisions(*, as_of: datetime, names_people: bool = False) -> Decisions:
    """Return what was asked, priced and delivered, and what is under way.

    The page is passed on, so what is under a security path is left out.

    Args:
        as_of: for when.
        names_people: whether who may approve the money is named; only for those who keep the
            register of people who decide.
    """
    cases, lines = open_cases_and_ledger(as_of=as_of)
    waited = sorted((one for case in cases for one in list_waited(case)), key=_since)
    results = count_results(lines)
    best = next((case for case in cases if case.best), None)
    outcomes = list_outcomes()
    approver = _find_approver(best) if names_people else None
    return Decisions(
        case=_priced(best) if best else None,
        turned_down=tuple(_turned_down(one) for one in waited if one.goes_on),
        missed=_latest([*_misses(lines), *outcomes.missed]),
        results={
            name: results[name] + outcomes.results.get(name, 0)
            for name in ("kept", "partly", "missed")
        },
        delivered=_latest([*_deliveries(lines), *outcomes.delivered]),
        coming=list_coming(),
        carried=count_carried(),
        approver=approver.name if approver else "",
        approves=float(approver.limit) if approver and approver.limit is not None else None,
        levels_before=find_levels_before(),
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
        number=case.problem.number,
        tickets=len(case.opened),
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
    return TurnedDown(
        title,
        float(ask.amount),
        waited.since,
        put_off,
        waited.lost.value,
        by=ask.answered_by,
        reason=ask.reason,
    )


def _misses(lines: Sequence[LedgerLine]) -> Iterator[Missed]:
    for line in lines:
        if line.result == "missed":
            saved = line.delivered.likely if line.delivered else None
            day = line.fixed_at.date()
            yield Missed(line.problem.title, line.promise.forecast, saved, day)


def _deliveries(lines: Sequence[LedgerLine]) -> Iterator[Delivered]:
    for line in lines:
        if line.result in {"kept", "partly"} and line.delivered and line.promise.forecast:
            saved, day = line.delivered.likely, line.fixed_at.date()
            yield Delivered(line.problem.title, line.promise.forecast, saved, day)


def _latest(found: Sequence[Dated]) -> Dated | None:
    return max(found, key=_day, default=None)


def _day(one: Missed | Delivered) -> date:
    return one.on or date.min


def _find_approver(case: Case | None) -> Stakeholder | None:
    """Return who may approve what the best option costs, with the lowest limit that covers it."""
    if case is None or case.best is None:
        return None
    cost = Decimal(str(round(case.best.cost_once.known, 2)))
    return Stakeholder.objects.filter(limit__gte=cost).order_by("limit", "name", "id").first()
