"""What people say of a level, and what is decided of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from groundswell.analysis.maturity import QUESTIONS, load_practices, load_questions
from groundswell.foundation.accounts.models import Role, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.measurement.levels.models import Contest, Decision, View
from groundswell.measurement.levels.queries.profile import (
    find_level,
    latest_snapshot,
    say_practice,
)


@dataclass(frozen=True, slots=True)
class NewView:
    """Three answers, each the place of what was chosen from 0, and what went wrong in words."""

    answers: Mapping[str, int]
    trouble: str = ""


@needs("findings.see")
def give_view(*, by: User, at: datetime, practice: str, new: NewView) -> View:
    """Keep how somebody with an account sees a practice.

    Raises:
        BadInput: there is no such practice, or an answer is none of those offered.
    """
    view = _ask(practice, str(by), manages=Role.MANAGER in by.role_names, at=at)
    _answer(view, new, at=at)
    return trail.begin(view, "view.given", by=by, at=at)


@needs("findings.make")
def ask_view(*, by: User, at: datetime, practice: str, who: str, manages: bool) -> View:
    """Make the three questions for one person, to be answered by a link without an account.

    Raises:
        Refusal: nobody is named.
        BadInput: there is no such practice.
    """
    return trail.begin(_ask(practice, who, manages=manages, at=at), "view.put", by=by, at=at)


def give_view_by_link(view: View, *, by: User | None, at: datetime, new: NewView) -> View:
    """Keep what the person answered who holds the link; each link answers once.

    Raises:
        Refusal: it is answered already.
        BadInput: an answer is none of those offered.
    """
    with trail.change(view, "view.given", by=by, at=at) as fresh:
        if fresh.answered_at is not None:
            raise Refusal("This is answered already; thank you.")
        _answer(fresh, new, at=at)
    return fresh


@needs("findings.see")
def contest_level(*, by: User, at: datetime, practice: str, comment: str, evidence: str) -> Contest:
    """Say that a level is wrong, and what shows it.

    Raises:
        Refusal: it is not said what is wrong or what shows it, or no level was ever shown.
        BadInput: there is no such practice.
    """
    _check(practice)
    snapshot = latest_snapshot()
    if snapshot is None:
        raise Refusal("No level was shown yet; there is nothing to contest.")
    if not comment.strip() or not evidence.strip():
        raise Refusal(
            "Say what is wrong and what shows it: numbers of records, or where it can be seen."
        )
    contest = Contest(
        practice=practice,
        snapshot=snapshot,
        shown=say_practice(snapshot.document, practice),
        comment=comment.strip(),
        evidence=evidence.strip(),
        raised_by=by,
        raised_at=at,
    )
    return trail.begin(contest, "contest.raised", by=by, at=at)


@needs("findings.make")
def decide_contest(
    contest: Contest, *, by: User, at: datetime, decision: str, reason: str
) -> Contest:
    """Decide a contest, with the reason; it is decided once and kept for ever.

    Raises:
        Refusal: it is decided already, or no reason is given.
        BadInput: there is no such decision.
    """
    if decision not in Decision.values:
        raise BadInput(f'"{decision}" is no decision; choose one of the list.')
    if not reason.strip():
        raise Refusal("Give the reason: whoever contested it has a right to it.")
    with trail.change(contest, "contest.decided", by=by, at=at) as fresh:
        if fresh.decision:
            raise Refusal(f"{fresh} is decided already: {fresh.get_decision_display().lower()}.")
        fresh.decision, fresh.reason = decision, reason.strip()
        fresh.decided_by, fresh.decided_at = by, at
    return fresh


def _ask(practice: str, who: str, *, manages: bool, at: datetime) -> View:
    _check(practice)
    if not who.strip():
        raise Refusal("Say who is asked; an answer without a name speaks for nobody.")
    return View(practice=practice, who=who.strip()[:150], is_manager=manages, asked_at=at)


def _answer(view: View, new: NewView, *, at: datetime) -> None:
    for key in QUESTIONS:
        answer, question = new.answers.get(key), load_questions()[key]
        if answer is None or not 0 <= answer < len(question.answers):
            raise BadInput(f"“{question.words}” has no such answer; choose one of those offered.")
    view.knows, view.followed, view.went = (new.answers[key] for key in QUESTIONS)
    view.trouble, view.answered_at = new.trouble.strip(), at
    view.shown = find_level(view.practice)


def _check(practice: str) -> None:
    if practice not in load_practices():
        raise BadInput(f"There is no practice {practice}.")
