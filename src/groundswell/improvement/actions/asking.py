"""Asking for a fix, and what came back: each function is one act with one entry in the trail."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.improvement.models import Ask, AskAnswer, Stakeholder
from groundswell.improvement.queries.cases import Case, make_case
from groundswell.improvement.queries.snapshot import snapshot
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.problems.actions import plan_granted_fix
from groundswell.problems.models import FixOption, Problem

#: what the column of the amount holds
_MOST = Decimal(10) ** 12
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAsk:
    """What is asked for, of whom, until when."""

    asked_of: str
    option: FixOption | None = None
    #: None: what the option costs once
    amount: Decimal | None = None
    needed_by: date | None = None
    #: the ask that was turned down, where this is a smaller part of it
    follows: Ask | None = None


@needs("problems.work")
def ask_for_fix(problem: Problem, *, by: User, at: datetime, new: NewAsk) -> Ask:
    """Ask somebody who decides for a fix; the case as it stands is kept with the ask.

    Raises:
        Refusal: nobody is named, the option is none of this problem's, or it is asked for already.
        BadInput: the amount is negative or beyond reason.
    """
    if not new.asked_of.strip():
        raise Refusal("Name the one who is asked; an ask to nobody gets no answer.")
    if new.option and not new.option.shares.filter(problem=problem).exists():
        raise Refusal(f"{new.option} is no option of {problem}; choose one of its own.")
    case = make_case(problem, as_of=at)
    amount = _amount(new, case)
    with transaction.atomic():
        # Two people who ask at the same moment are one ask: the problem is locked meanwhile.
        trail.lock(problem)
        waiting = problem.asks.filter(option=new.option, answer="").first()
        if waiting is not None:
            raise Refusal(f"{waiting} asks {waiting.asked_of} for this already; record the answer.")
        return trail.begin(
            Ask(
                problem=problem,
                option=new.option,
                amount=amount,
                currency=case.currency,
                asked_of=new.asked_of.strip()[:150],
                stakeholder=Stakeholder.objects.filter(
                    name__iexact=new.asked_of.strip()[:150]
                ).first(),
                follows=new.follows,
                asked_at=at,
                needed_by=new.needed_by,
                forecast=snapshot(case, asked_for=new.option),
            ),
            "fix.asked",
            by=by,
            at=at,
        )


def answer_ask(
    ask: Ask, *, by: User, at: datetime, answer: str, answered_by: str = "", reason: str = ""
) -> Ask:
    """Keep what came back: by whoever records it, or by the one who decides herself.

    Granted, whole or in part, the fix is planned where the problem allows it, whoever answered:
    that is the consequence of the answer, not an act of theirs.

    Raises:
        NotAllowed: the person neither records asks nor decides.
        Refusal: there is an answer already, or nobody is named for it.
    """
    decides = may(by, "problems.decide")
    if not decides and not may(by, "problems.work"):
        raise NotAllowed(f"{by} may not answer {ask}; somebody who decides or records can.")
    if answer not in AskAnswer.values:
        raise BadInput(f'"{answer}" is no answer; use one of {", ".join(AskAnswer.values)}.')
    who = answered_by.strip() or (str(by) if decides and not may(by, "problems.work") else "")
    if not who and answer != AskAnswer.NO_ANSWER:
        raise Refusal("Say who gave this answer; it is kept with the name.")
    with transaction.atomic():
        with trail.change(ask, "fix.answered", by=by, at=at) as fresh:
            if fresh.answer:
                raise Refusal(f"{ask} is answered: {fresh.get_answer_display().lower()}. Ask anew.")
            fresh.answer, fresh.answered_at = answer, at
            fresh.answered_by, fresh.reason = who[:150], reason.strip()[:500]
        if answer in {AskAnswer.GRANTED, AskAnswer.PARTLY}:
            _plan(fresh, at=at)
    return fresh


def _plan(ask: Ask, *, at: datetime) -> None:
    """Plan what was granted: it follows from the answer, whoever gave it."""
    problem = Problem.objects.get(pk=ask.problem_id)
    if problem.is_open:
        granted = ask.option.title if ask.option else "what was asked for"
        plan_granted_fix(problem, by=None, at=at, next_step=f"Granted: {granted}")


def _amount(new: NewAsk, case: Case) -> Decimal:
    """Return what is asked for: as said, or what the option costs once."""
    amount = new.amount
    if amount is None:
        worth = next((o.worth for o in case.options if o.record == new.option), None)
        amount = Decimal(str(worth.once)) if worth else Decimal(0)
    if not 0 <= amount < _MOST:
        raise BadInput(f"The amount is {amount:,f}; write 0 or more, and less than {_MOST:,f}.")
    return amount.quantize(_CENT)
