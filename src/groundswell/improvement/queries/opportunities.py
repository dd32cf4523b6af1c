"""Steps that the registers ask for: asks without an answer, questions, an unclear situation."""

from collections.abc import Iterator
from datetime import datetime

from groundswell.analysis.mode import Reading, load_modes
from groundswell.analysis.results import Span
from groundswell.analysis.steps import Candidate, Touched, load_book, propose
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.templatetags.amounts import say_amount
from groundswell.foundation.templatetags.moments import say_local_day
from groundswell.improvement.mode.queries import latest_change
from groundswell.improvement.models import Ask, Question, Stakeholder
from groundswell.improvement.models.asks import AskQuerySet
from groundswell.improvement.queries.cases import make_case
from groundswell.problems.models import Problem
from groundswell.problems.states import OPEN

#: an ask without an answer is worth a reminder after so many days
_PATIENCE = 14
#: so many of each kind are looked at; each needs a case or a record of its own
_FEW = 5
#: a case is reckoned anew at each look, so few are
_CASES = 2
#: how sure a question to people is worth it, where the records say little
_HALF = 0.5


def list_opportunities(
    reading: Reading, *, as_of: datetime, seen_by: User | None, currency: str
) -> Iterator[Candidate]:
    """Yield what the registers propose, as this person may see it."""
    yield from _of_mode(reading, currency)
    yield from _reminders(as_of, currency, seen_by)
    yield from _asks_again(currency, seen_by)
    yield from _new_asks(as_of, currency)
    if seen_by is not None and may(seen_by, "support.keep"):
        yield from _questions(seen_by, currency)


def _reminders(as_of: datetime, currency: str, seen_by: User | None) -> Iterator[Candidate]:
    waiting = _visible(seen_by).filter(answer="").select_related("problem").order_by("asked_at")
    for ask in waiting[:_FEW]:
        days = (as_of - ask.asked_at).days
        if days >= _PATIENCE:
            words = _words(ask) | {"days": f"{days}", "month": f"{ask.asked_at:%B}"}
            pattern = load_book().instances["answer-due"]
            yield propose(pattern, _touched(ask), words, currency=currency)


def _asks_again(currency: str, seen_by: User | None) -> Iterator[Candidate]:
    """Yield asks that a new situation put on the table again, and nobody asked again since."""
    change = latest_change()
    if change is None:
        return
    asks = _visible(seen_by).filter(mode_changes=change, problem__state__in=OPEN)
    for ask in asks.select_related("problem").order_by("-amount", "id")[:_FEW]:
        later = ask.problem.asks.filter(asked_at__gt=ask.answered_at or ask.asked_at)
        if later.exists():
            continue
        words = _words(ask) | {
            "day": say_local_day(ask.answered_at or ask.asked_at),
            "since": f"The situation is {change.mode}",
            "why": "what was refused in one situation may be welcome in the next.",
        }
        yield propose(load_book().instances["ask-again"], _touched(ask), words, currency=currency)


def _new_asks(as_of: datetime, currency: str) -> Iterator[Candidate]:
    """Yield asks for fixes that pay, of problems for which nobody was asked."""
    problems = Problem.objects.filter(
        security=False, state__in=OPEN, asks__isnull=True, option_shares__isnull=False
    )
    for problem in problems.distinct().order_by("-id")[:_CASES]:
        case = make_case(problem, as_of=as_of)
        outcome = case.outcome(case.best) if case.best else None
        if case.best is None or outcome is None or outcome.expected <= 0:
            continue
        words = {
            "who": "whoever may say yes",
            "amount": f"{say_amount(case.best.cost_once.value or 0)} {case.currency}",
            "title": problem.title,
            "cost": f"{say_amount(case.cost.value or 0)} {case.currency}",
            "chance": f"{outcome.chance_of_gain:.0%}",
        }
        pattern = load_book().instances["ask-for"]
        cost = case.simulation.cost_per_year if case.simulation else None
        touched = Touched(cost=cost, confidence=1.0, subject=problem.number)
        yield propose(pattern, touched, words, currency=currency)


def _questions(seen_by: User, currency: str) -> Iterator[Candidate]:
    """Yield the questions of people who decide that nobody answered, the oldest first."""
    people = Stakeholder.objects.visible_to(seen_by)
    waiting = Question.objects.filter(answered_on__isnull=True, stakeholder__in=people)
    for question in waiting.select_related("stakeholder").order_by("asked_on", "id")[:_FEW]:
        words = {
            "who": question.stakeholder.name,
            "month": f"{question.asked_on:%B}",
            "question": question.text,
        }
        touched = Touched(confidence=1.0, subject=f"question-{question.pk}")
        yield propose(load_book().instances["answer-question"], touched, words, currency=currency)


def _of_mode(reading: Reading, currency: str) -> Iterator[Candidate]:
    close = reading.margin is not None and reading.margin < load_modes().rules.clear_margin
    if reading.question is None or not (reading.assumed or close):
        return
    words = {"question": reading.question[1], "why": reading.why}
    pattern = load_book().instances["settle-mode"]
    yield propose(pattern, Touched(confidence=_HALF), words, currency=currency)


def _visible(seen_by: User | None) -> AskQuerySet:
    """Return the asks that may be named: to nobody in particular, none of a security problem."""
    if seen_by is None:
        return Ask.objects.filter(problem__security=False)
    return Ask.objects.visible_to(seen_by)


def _words(ask: Ask) -> dict[str, str]:
    return {
        "who": ask.asked_of or "whoever decides",
        "amount": f"{say_amount(float(ask.amount))} {ask.currency}",
        "title": ask.problem.title,
    }


def _touched(ask: Ask) -> Touched:
    """Return what the ask is about, with the yearly cost as it was forecast with it."""
    cost = (ask.forecast or {}).get("cost_per_year")
    span = Span(cost["low"], cost["likely"], cost["high"]) if cost else None
    return Touched(cost=span, confidence=1.0, subject=ask.number)
