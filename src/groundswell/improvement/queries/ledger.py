"""What was promised, what was forecast and what came of it: derived from records, never stored.

A line stands for one fix of one problem. A fix after which the trouble came back stays on the list,
whatever happened later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from django.db.models import Q, QuerySet

from groundswell.analysis.charts.amounts import money
from groundswell.analysis.results import Span
from groundswell.analysis.worth import (
    Input,
    LedgerEntry,
    Watch,
    appraise,
    cost_per_incident,
    enter,
    find_hit_rate,
    make_terms,
    order_ledger,
    saved_per_year,
)
from groundswell.analysis.worth.rules import rules
from groundswell.foundation.accounts.models import User
from groundswell.improvement.models import Ask, AskAnswer
from groundswell.improvement.queries.given import read_given
from groundswell.improvement.queries.material import Material, gather_material
from groundswell.improvement.queries.options import list_case_options
from groundswell.improvement.queries.pains import Costing, make_pain
from groundswell.problems.models import Problem, RecurrenceCheck
from groundswell.problems.models.checks import Verdict

_VERDICTS = {
    Verdict.CONFIRMED.value: "confirmed",
    Verdict.OPEN.value: "not yet known",
    Verdict.CAME_BACK.value: "came back",
}
_GRANTED = (AskAnswer.GRANTED, AskAnswer.PARTLY)


@dataclass(frozen=True, slots=True)
class Promise:
    """What was said that a fix would save in a year."""

    words: str
    #: as it was told, and before it was cut to what usually comes true; None where not known
    forecast: float | None
    uncut: float | None
    ask: Ask | None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One fix: the promise, and what its newest check says."""

    problem: Problem
    promise: Promise
    fixed_at: datetime
    check: RecurrenceCheck | None
    #: None where nothing was forecast, so that nothing can be compared
    entry: LedgerEntry | None
    result: str
    delivered: Span | None
    #: what came true of the uncut forecast, by which later forecasts are cut
    hit: LedgerEntry | None


def list_fixed() -> QuerySet[Problem]:
    """Return every problem that was ever fixed, whether or not it stayed so."""
    fixed = Q(resolved_at__isnull=False) | Q(checks__isnull=False)
    return Problem.objects.filter(fixed).distinct().order_by("id")


def list_ledger(*, seen_by: User) -> list[LedgerLine]:
    """Return the lines of the ledger that this person may see, misses first."""
    visible = set(Problem.objects.visible_to(seen_by).values_list("pk", flat=True))
    fixed = list(list_fixed())
    lines = make_ledger(fixed, gather_material(fixed))
    return [line for line in lines if line.problem.pk in visible]


def make_ledger(fixed: Sequence[Problem], material: Material) -> list[LedgerLine]:
    """Return a line for each fix that was promised or forecast, misses first."""
    lines = [line for problem in fixed for line in _lines(problem, material)]
    entries = [line.entry for line in lines if line.entry]
    places = {id(entry): place for place, entry in enumerate(order_ledger(entries))}
    silent = [line for line in lines if line.entry is None]
    told = sorted((line for line in lines if line.entry), key=lambda line: places[id(line.entry)])
    return [
        *(line for line in silent if line.result == "missed"),
        *told,
        *(line for line in silent if line.result != "missed"),
    ]


def hit_rate_of(lines: Sequence[LedgerLine]) -> Input:
    """Return what part of a forecast comes true here.

    It is measured on forecasts before they were cut by the hit rate of their time: otherwise a
    forecast cut to 0.7 that comes true to 0.7 would count as wholly kept, and the next one would
    not be cut.
    """
    return find_hit_rate([line.hit for line in lines if line.hit])


def tell_hit_rate(lines: Sequence[LedgerLine]) -> str:
    """Return in a sentence what part of a forecast comes true here, and how that is known."""
    rate = hit_rate_of(lines)
    finished = [line for line in lines if line.hit and line.hit.error is not None]
    least = rules()["hit_rate"]["from_cases"]
    if len(finished) < least:
        return (
            f"Every forecast is cut to {100 * rate.value:.0f} % until {least} fixes are measured; "
            f"{len(finished) or 'none'} {'is' if len(finished) < 2 else 'are'} so far."
        )
    return f"Every forecast is cut to {100 * rate.value:.0f} %, {rate.source}."


def count_results(lines: Sequence[LedgerLine]) -> dict[str, int]:
    """Return how many promises were missed, kept in part, kept, or are too young to tell."""
    order = ("missed", "partly", "kept", "too early")
    return {result: sum(line.result == result for line in lines) for result in order}


def _lines(problem: Problem, material: Material) -> Iterator[LedgerLine]:
    checks = material.checks.get(problem.pk, ())
    fixes = {check.fixed_at for check in checks} | {problem.resolved_at} - {None}
    costing = make_pain(problem, material, read_given(material.inputs.get(problem.pk, ())))
    for fixed_at in sorted(moment for moment in fixes if moment):
        promise = _promise(problem, material, costing, fixed_at)
        if promise is not None:
            mine = [check for check in checks if check.fixed_at == fixed_at]
            newest = max(mine, key=lambda check: check.days, default=None)
            yield _line(problem, promise, fixed_at, newest, costing)


def _line(
    problem: Problem,
    promise: Promise,
    fixed_at: datetime,
    check: RecurrenceCheck | None,
    costing: Costing,
) -> LedgerLine:
    verdict = _VERDICTS[check.verdict] if check else "not yet known"
    day = (check.checked_at if check else fixed_at).date()
    delivered = _delivered(problem, check, costing)

    def entered(forecast: float | None) -> LedgerEntry | None:
        if forecast is None or forecast <= 0:
            return None
        return enter(
            problem.number,
            promise.words,
            forecast=forecast,
            delivered=delivered,
            verdict=verdict,  # type: ignore[arg-type]  # one of the three words above
            checked_on=day,
        )

    entry = entered(promise.forecast)
    result = entry.result if entry else ("missed" if verdict == "came back" else "too early")
    hit = entered(promise.uncut)
    return LedgerLine(problem, promise, fixed_at, check, entry, result, delivered, hit)


def _delivered(problem: Problem, check: RecurrenceCheck | None, costing: Costing) -> Span | None:
    one = cost_per_incident(costing.pain)
    if check is None or one.value is None:
        return None
    return saved_per_year(
        Watch(check.before, check.before_days),
        Watch(check.after, check.after_days),
        per_incident=one.value,
        seed=crc32(problem.number.encode()),
    )


def _promise(
    problem: Problem, material: Material, costing: Costing, fixed_at: datetime
) -> Promise | None:
    """Return what was promised of a fix; None where nobody asked for or priced anything."""
    asks = [ask for ask in material.asks.get(problem.pk, ()) if ask.asked_at <= fixed_at]
    if asks:
        ask = next((ask for ask in asks if ask.answer in _GRANTED), asks[0])
        said = ask.forecast.get("asked_for") or {}
        benefit, hit_rate = said.get("benefit"), ask.forecast.get("hit_rate") or 1.0
        name = ask.option.title if ask.option else problem.title
        return _promised(name, benefit, hit_rate, ask, str(ask.forecast.get("currency", "")))
    terms = make_terms()
    options = [o for o in list_case_options(problem, material, costing.pain) if o.worth]
    worths = [appraise(option.worth, costing.pain, terms) for option in options if option.worth]
    if not worths:
        return None
    best = max(worths, key=lambda worth: worth.net_present_value.value or 0.0)
    currency = material.rates.currency
    return _promised(best.option.name, best.benefit.value, terms.hit_rate.value, None, currency)


def _promised(
    name: str, benefit: float | None, hit_rate: float, ask: Ask | None, currency: str
) -> Promise:
    saves = f"saves about {money(benefit, currency)} a year" if benefit else "saving not known"
    uncut = benefit / hit_rate if benefit and hit_rate else None
    return Promise(f"“{name}” {saves}", benefit, uncut, ask)
