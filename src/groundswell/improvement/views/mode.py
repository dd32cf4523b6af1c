"""In which situation the house is, and the questions that tell."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groundswell.analysis.mode import load_modes
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement.mode import actions, queries
from groundswell.improvement.mode.forms import AnswerForm, LinkForm, QuestionForm
from groundswell.improvement.mode.models import PollAnswer
from groundswell.measurement.queries import latest_run


@require_GET
@for_right("findings.see")
def mode(request: PageRequest) -> HttpResponse:
    """Show the situation, what shows it, and what would settle it."""
    return _show(request)


@require_POST
@for_right("findings.see")
def answers(request: PageRequest) -> HttpResponse:
    """Keep what somebody answered."""
    form = AnswerForm(request.POST)
    if not carry_out(
        form, lambda: actions.record_answer(by=request.user, at=timezone.now(), **form.cleaned_data)
    ):
        return _show(request, answer_form=form)
    return redirect("improvement:mode")


@require_POST
@for_right("findings.make")
def links(request: PageRequest) -> HttpResponse:
    """Make a link by which one person can answer one question."""
    form = QuestionForm(request.POST)
    if not carry_out(
        form, lambda: actions.ask_person(by=request.user, at=timezone.now(), **form.cleaned_data)
    ):
        return _show(request, link_form=form)
    return redirect("improvement:mode")


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever holds the link answer its one question."""
    question = queries.get_by_link(token)
    form = LinkForm(request.POST or None)
    by = request.user if isinstance(request.user, User) else None
    answered = carry_out(
        form,
        lambda: actions.answer_by_link(
            question, by=by, at=timezone.now(), value=form.cleaned_data["value"]
        ),
    )
    context = {
        "question": answered or question,
        "words": load_modes().polls[question.poll].question,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "improvement/answer.html", context, status=status)


def _show(
    request: PageRequest,
    *,
    answer_form: forms.Form | None = None,
    link_form: forms.Form | None = None,
) -> HttpResponse:
    reading = queries.find_reading(latest_run(), as_of=timezone.now())
    book = load_modes()
    makes = may(request.user, "findings.make")
    chosen = {"poll": reading.question[0]} if reading.question else {}
    name = "" if makes else str(request.user)
    context = {
        "reading": reading,
        "traits": book.modes[reading.name],
        "modes": [
            (name, reading.scores[name], [one for one in reading.signals if one.mode == name])
            for name in book.modes
        ],
        "weights": [(name, traits.weights) for name, traits in book.modes.items()],
        "answers": [(one, book.polls[one.poll].question) for one in queries.list_answers()[:30]],
        "waiting": [
            (one, book.polls[one.poll].question, request.build_absolute_uri(_address(one)))
            for one in (queries.list_waiting()[:20] if makes else ())
        ],
        "changes": queries.list_changes()[:12],
        "makes": makes,
        "works": may(request.user, "improvements.work"),
        "sees_names": may(request.user, "support.keep"),
        "may_answer": makes or may(request.user, "problems.decide"),
        "answer_form": answer_form
        or AnswerForm(auto_id="answer_%s", initial={**chosen, "who": name}),
        "link_form": link_form or QuestionForm(auto_id="link_%s", initial=chosen),
    }
    status = 422 if answer_form or link_form else 200
    return render(request, "improvement/mode.html", context, status=status)


def _address(question: PollAnswer) -> str:
    return reverse("improvement:answer", args=[queries.sign_link(question)])
