"""What to do first, in the order that holds now: newest findings, situation, what is open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from groundswell.analysis.mode import Reading, load_modes
from groundswell.analysis.results import Span
from groundswell.analysis.steps import (
    Candidate,
    Chosen,
    Standing,
    Touched,
    choose_steps,
    load_book,
    propose,
    read_candidates,
)
from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import rate_card
from groundswell.cmdb.models import Relation
from groundswell.foundation.templatetags.amounts import say_amount
from groundswell.improvement.mode.queries import find_reading, latest_change
from groundswell.improvement.models import Ask
from groundswell.measurement.models import AnalysisRun
from groundswell.measurement.queries import find_problems, latest_run
from groundswell.problems.models import KnownError, Problem
from groundswell.servicedesk.models import Ticket

#: of the draws that try whether the order holds; the same records give the same steps
_SEED = 20260101
#: an ask without an answer is worth a reminder after so many days
_PATIENCE = 14
_SHOWN_ASKS = 5
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The steps to take now, and everything that their order rests on."""

    #: as in the document, each with `about`: the recurring problem it is for, or None
    steps: Sequence[Mapping[str, Any]]
    chosen: Chosen
    standing: Standing
    reading: Reading
    #: None before the first analysis: the steps are those for any house
    run: AnalysisRun | None


def find_next(*, as_of: datetime, open_improvements: int = 0) -> NextSteps:
    """Return at most three steps in the order that holds now.

    Args:
        as_of: for when the situation is read.
        open_improvements: how many are open; with three of them, finishing one is the step.
    """
    run = latest_run()
    document: Mapping[str, Any] = (run.findings or {}) if run else {}
    reading = find_reading(as_of=as_of)
    standing = Standing(
        shown=frozenset(document.get("reached") or ()) | _list_kept(),
        weights=load_modes().modes[reading.name].weights,
        levels={one["practice"]: one["level"] for one in document.get("maturity") or ()},
        open=open_improvements,
    )
    currency = document.get("currency") or rate_card().currency
    proposed = [
        *read_candidates(document.get("candidates") or ()),
        *_of_asks(as_of, currency),
        *_of_mode(reading, currency),
    ]
    chosen = choose_steps(proposed, standing, currency=currency, seed=_SEED)
    return NextSteps(_with_problems(chosen, run), chosen, standing, reading, run)


def _list_kept() -> frozenset[str]:
    """Return what the registers of this installation show since the newest run."""
    kept = {
        "PRB.1": Problem.objects.all(),
        "KNW.1": KnownError.objects.all(),
        "CFG.1": Relation.objects.all(),
        "SVC.1": Service.objects.all(),
        "INC.1": Ticket.objects.all(),
    }
    return frozenset(node for node, records in kept.items() if records.exists())


def list_steps(*, as_of: datetime) -> Sequence[Mapping[str, Any]] | None:
    """Return the first steps, or None before the first analysis."""
    return find_next(as_of=as_of).steps if latest_run() is not None else None


def _with_problems(chosen: Chosen, run: AnalysisRun | None) -> list[dict[str, Any]]:
    keys = [step.id.partition(":")[2] for step in chosen.steps]
    problems = find_problems(run, keys=keys) if run else {}
    return [
        asdict(step) | {"about": problems.get(key)}
        for step, key in zip(chosen.steps, keys, strict=True)
    ]


def _of_asks(as_of: datetime, currency: str) -> Iterator[Candidate]:
    """Yield reminders of what nobody answered, and asks that a new situation re-opened."""
    book = load_book().instances
    waiting = Ask.objects.filter(answer="").select_related("problem").order_by("asked_at")
    for ask in waiting[:_SHOWN_ASKS]:
        days = (as_of - ask.asked_at).days
        if days >= _PATIENCE and not ask.problem.security:
            words = _words(ask) | {"days": f"{days}", "month": f"{ask.asked_at:%B}"}
            yield propose(book["answer-due"], _touched(ask), words, currency=currency)
    change = latest_change()
    if change is None:
        return
    for ask in change.asks.select_related("problem").order_by("-amount")[:_SHOWN_ASKS]:
        if ask.problem.security or ask.problem.resolved_at or ask.answered_at is None:
            continue
        if ask.problem.asks.filter(asked_at__gt=ask.answered_at).exists():
            continue  # somebody asked again already
        words = _words(ask) | {
            "day": f"{ask.answered_at:%d %B %Y}",
            "since": f"The situation is {change.mode}",
            "why": "what was refused in one situation may be welcome in the next.",
        }
        yield propose(book["ask-again"], _touched(ask), words, currency=currency)


def _of_mode(reading: Reading, currency: str) -> Iterator[Candidate]:
    if reading.question is None or not (reading.assumed or _is_close(reading)):
        return
    words = {"question": reading.question[1], "why": reading.why}
    pattern = load_book().instances["settle-mode"]
    yield propose(pattern, Touched(confidence=_SHARE), words, currency=currency)


def _is_close(reading: Reading) -> bool:
    return reading.margin is not None and reading.margin < load_modes().rules.clear_margin


def _words(ask: Ask) -> dict[str, str]:
    return {
        "who": ask.asked_of,
        "amount": f"{say_amount(float(ask.amount))} {ask.currency}",
        "title": ask.problem.title,
    }


def _touched(ask: Ask) -> Touched:
    """Return what the ask is about, with the yearly cost as it was forecast with it."""
    cost = (ask.forecast or {}).get("cost_per_year")
    span = (
        Span(**cost) if isinstance(cost, dict) and set(cost) == {"low", "likely", "high"} else None
    )
    return Touched(cost=span, confidence=1.0, subject=ask.number)
