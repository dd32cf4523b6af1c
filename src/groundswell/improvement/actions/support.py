"""What was seen of somebody who decides, our contacts, their questions, and private notes."""

from datetime import date, datetime

from django.db import transaction

from groundswell.analysis.support import load_book
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.improvement.models import PrivateNote, Question, Signal, Stakeholder, Touch
from groundswell.improvement.states import PreferredForm
from groundswell.kernel.errors import BadInput, Refusal


@needs("support.keep")
def take_signal(
    stakeholder: Stakeholder, *, by: User, at: datetime, kind: str, seen_on: date, source: str
) -> Signal:
    """Write down something that this person did or said, and where it can be looked up.

    Raises:
        BadInput: there is no such kind, or the day is yet to come.
        Refusal: it has no source.
    """
    kinds = load_book().kinds
    if kind not in kinds:
        raise BadInput(f'"{kind}" is no kind of signal; use one of {", ".join(kinds)}.')
    _refuse_future(seen_on, at)
    if not source.strip():
        raise Refusal(
            "Say where this was seen: a mail, a meeting, minutes. No source, no evidence."
        )
    with transaction.atomic():
        signal = stakeholder.signals.create(
            kind=kind, seen_on=seen_on, source=source.strip()[:250], taken_at=at
        )
        trail.note(stakeholder.number, "stakeholder.signal_seen", by=by, at=at)
    return signal


@needs("support.keep")
def strike_signal(signal: Signal, *, by: User, at: datetime) -> None:
    """Take a signal out that was none."""
    with transaction.atomic():
        number = signal.stakeholder.number
        signal.delete()
        trail.note(number, "stakeholder.signal_struck", by=by, at=at)


@needs("support.keep")
def note_touch(
    stakeholder: Stakeholder, *, by: User, at: datetime, touched_on: date, how: str, about: str
) -> Touch:
    """Write down a contact of ours.

    Raises:
        BadInput: there is no such way, or the day is yet to come.
        Refusal: it does not say what it was about.
    """
    if how not in PreferredForm.values:
        raise BadInput(f'"{how}" is no way; use one of {", ".join(PreferredForm.values)}.')
    _refuse_future(touched_on, at)
    if not about.strip():
        raise Refusal("Say in a few words what it was about.")
    with transaction.atomic():
        touch = stakeholder.touches.create(
            touched_on=touched_on, how=how, about=about.strip()[:250]
        )
        trail.note(stakeholder.number, "stakeholder.touched", by=by, at=at)
    return touch


@needs("support.keep")
def take_question(
    stakeholder: Stakeholder, *, by: User, at: datetime, text: str, asked_on: date
) -> Question:
    """Write down what somebody asked: a question is interest, and wants an answer within two days.

    Raises:
        Refusal: there are no words.
        BadInput: the day is yet to come.
    """
    if not text.strip():
        raise Refusal("Write the question as it was asked.")
    _refuse_future(asked_on, at)
    with transaction.atomic():
        question = stakeholder.questions.create(text=text.strip()[:500], asked_on=asked_on)
        trail.note(stakeholder.number, "stakeholder.question_kept", by=by, at=at)
    return question


@needs("support.keep")
def answer_question(
    question: Question, *, by: User, at: datetime, answer: str, answered_on: date
) -> Question:
    """Keep the answer that was given, and its day.

    Raises:
        Refusal: there are no words, or it is answered already.
        BadInput: it would be answered before it was asked.
    """
    if not answer.strip():
        raise Refusal("Write the answer as it was given.")
    if answered_on < question.asked_on:
        raise BadInput(f"It was asked on {question.asked_on}; an answer comes after that.")
    _refuse_future(answered_on, at)
    with transaction.atomic():
        fresh = trail.lock(question)
        if fresh.answered_on:
            raise Refusal(f"It was answered on {fresh.answered_on}.")
        fresh.answer, fresh.answered_on = answer.strip(), answered_on
        Question.objects.filter(pk=fresh.pk).update(
            answer=fresh.answer, answered_on=fresh.answered_on
        )
        trail.note(fresh.stakeholder.number, "stakeholder.question_answered", by=by, at=at)
    return fresh


@needs("support.keep")
def keep_private_note(
    stakeholder: Stakeholder, *, by: User, at: datetime, text: str
) -> PrivateNote:
    """Keep words for oneself; nobody else ever reads them, and the trail does not know of them.

    Raises:
        Refusal: there are no words.
    """
    if not text.strip():
        raise Refusal("Write something to keep, or leave it.")
    return PrivateNote.objects.create(
        stakeholder=stakeholder, writer=by, text=text.strip(), written_at=at
    )


@needs("support.keep")
def drop_private_note(note: PrivateNote, *, by: User, at: datetime) -> None:  # noqa: ARG001
    """Throw a note of one's own away; nothing of it stays.

    Raises:
        Refusal: somebody else wrote it.
    """
    if note.writer_id != by.pk:
        raise Refusal("There is no such note of yours.")
    note.delete()


def _refuse_future(day: date, at: datetime) -> None:
    if day > at.date():
        raise BadInput(f"{day} is yet to come; write down what has happened.")
