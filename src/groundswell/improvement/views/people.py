"""People who decide: the register with the curve, and the page of one with its doors."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.analysis.support import load_book
from groundswell.foundation.accounts.models import User
from groundswell.foundation.doors import Doors, carry_out, keep_written, show_forms
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement import actions
from groundswell.improvement.forms.people import (
    KeyForm,
    NoteForm,
    QuestionForm,
    ReplyForm,
    SignalForm,
    StakeholderForm,
    TouchForm,
)
from groundswell.improvement.models import Question, Stakeholder
from groundswell.improvement.queries import people as queries
from groundswell.improvement.queries.moments import list_moments
from groundswell.problems.queries import tell_acts

RECORD = "improvement/stakeholder.html"
_FACTS = (
    "name", "position", "goals", "watches", "form", "minutes", "channel", "approves", "limit",
    "budget_on", "hurdle", "hurdle_by", "power", "desired", "is_middle",
)  # fmt: skip


@require_GET
@for_right("support.keep")
def stakeholders(request: PageRequest) -> HttpResponse:
    """Show who decides, where each stands by the evidence, and how that moved."""
    today = timezone.localdate()
    lines = queries.list_stakeholders(seen_by=request.user, on=today)
    curve, quarters = queries.follow_curve(lines, until=today)
    context = {
        "lines": lines,
        "figure": queries.draw_curve(curve),
        "now": curve[-1] if curve else None,
        "quarters": quarters,
        "moments": list_moments(seen_by=request.user, on=today),
    }
    return render(request, "improvement/stakeholders.html", context)


@for_right("support.keep")
def new_stakeholder(request: PageRequest) -> HttpResponse:
    """Take somebody who decides into the register."""
    form = StakeholderForm(request.POST or None)
    kept = carry_out(
        form,
        lambda: actions.add_stakeholder(by=request.user, at=timezone.now(), about=form.about()),
    )
    if kept:
        messages.info(request, "Kept. Write down what was seen; the stage follows from it.")
        return redirect("improvement:stakeholder", kept.number)
    status = 422 if form.errors else 200
    return render(request, "improvement/new_stakeholder.html", {"form": form}, status=status)


@require_GET
@for_right("support.keep")
def stakeholder(request: PageRequest, number: str) -> HttpResponse:
    """Show one person: the stage with its evidence, questions, contacts, facts, private notes."""
    return _show(request, queries.get_stakeholder(number, seen_by=request.user))


def _show(
    request: PageRequest, record: Stakeholder, failed: forms.Form | None = None
) -> HttpResponse:
    facts = {name: getattr(record, name) for name in _FACTS}
    refs = {"department": record.department_id, "account": record.account_id}
    context: dict[str, Any] = {
        "person": record,
        "line": queries.stand(record, on=timezone.localdate()),
        "stages": load_book().stages.values(),
        "signals": [
            {"record": one, "says": load_book().kinds[one.kind].says}
            for one in record.signals.order_by("-seen_on", "-id")
        ],
        "touches": record.touches.order_by("-touched_on", "-id"),
        "questions": [
            (question, _reply_form(question, failed))
            for question in record.questions.order_by("-asked_on", "-id")
        ],
        "asks": record.asks.select_related("problem", "option").order_by("-asked_at"),
        "notes": queries.list_private_notes(record, of=request.user),
        "acts": tell_acts(record.number)[:40],
        "about_form": StakeholderForm(auto_id="about_%s", initial={**facts, **refs}),
        "signal_form": SignalForm(auto_id="signal_%s"),
        "touch_form": TouchForm(auto_id="touch_%s", initial={"how": record.form}),
        "question_form": QuestionForm(auto_id="question_%s"),
        "note_form": NoteForm(auto_id="note_%s"),
    }
    return show_forms(request, RECORD, context, failed, part="record")


def _reply_form(question: Question, failed: forms.Form | None) -> ReplyForm:
    form = ReplyForm(auto_id=f"reply_{question.pk}_%s", initial={"question": question.pk})
    is_of_it = isinstance(failed, ReplyForm) and failed["question"].value() == str(question.pk)
    return keep_written(form, failed if is_of_it else None)


door = Doors(
    right="support.keep",
    get=queries.get_stakeholder,
    show=_show,
    page="improvement:stakeholder",
)


def _as_about(_: NumberedRecord, said: Mapping[str, Any], __: User) -> Mapping[str, Any]:
    return {"about": actions.About(**said)}


def _strike(record: Stakeholder, *, by: User, at: Any, line: int) -> None:
    """Take out the signal of this person that the form names."""
    actions.strike_signal(queries.get_signal(line, of=record), by=by, at=at)


def _answer(
    record: Stakeholder, *, by: User, at: Any, question: int, answer: str, answered_on: Any
) -> None:
    """Keep the answer to the question of this person that the form names."""
    found = queries.get_question(question, of=record)
    actions.answer_question(found, by=by, at=at, answer=answer, answered_on=answered_on)


def _drop_note(_: Stakeholder, *, by: User, at: Any, line: int) -> None:
    """Throw away the note of one's own that the form names."""
    actions.drop_private_note(queries.get_private_note(line, of=by), by=by, at=at)


facts = door(StakeholderForm, actions.describe_stakeholder, translate=_as_about)
signals = door(SignalForm, actions.take_signal)
signal_end = door(KeyForm, _strike)
touches = door(TouchForm, actions.note_touch)
questions = door(QuestionForm, actions.take_question)
replies = door(ReplyForm, _answer)
notes = door(NoteForm, actions.keep_private_note)
note_end = door(KeyForm, _drop_note)


@require_POST
@for_right("support.keep")
def removal(request: PageRequest, number: str) -> HttpResponse:
    """Take somebody out for good, with everything that is known of them."""
    record = queries.get_stakeholder(number, seen_by=request.user)
    actions.remove_stakeholder(record, by=request.user, at=timezone.now())
    messages.info(request, "Taken out. What was asked of them stays, without the name.")
    return redirect("improvement:stakeholders")
