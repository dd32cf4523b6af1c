"""The form that takes a ticket down, and what helps while it is filled."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.catalogue.queries import list_services
from groundswell.foundation.accounts.callers import label_of, list_callers, write_down_caller
from groundswell.foundation.accounts.models import User
from groundswell.foundation.doors import carry_out
from groundswell.foundation.fields import say_gone
from groundswell.foundation.fields.forms import AnswersForm, keys_given
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk import queries
from groundswell.servicedesk.facts import queries as facts
from groundswell.servicedesk.facts.actions import find_just_taken_down, take_down
from groundswell.servicedesk.facts.models import TicketField
from groundswell.servicedesk.forms import ASKS, SketchForm, TicketForm, with_taken
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.guessing import Guess, find_voters, guess

#: what an agent is told who sent the same twice, be it that they meant to
_AGAIN = (
    "The same came a moment before, so it is kept once. For one more of the same, add a word that "
    "tells them apart."
)


@for_right("desk.work")
def new_ticket(request: PageRequest) -> HttpResponse:
    """Take down a ticket, from a template or without one.

    Without scripts one can first ask what similar tickets say; nothing is opened by that.
    """
    is_asked = not request.POST.keys().isdisjoint(ASKS)
    given = with_taken(request.POST) if is_asked else request.POST
    form = TicketForm(
        given or None,
        request.FILES or None,
        template=facts.find_template(request.GET.get("template", "")),
    )
    gone = facts.list_gone_fields(keys_given(request.POST, request.FILES))
    fields = [*facts.list_ticket_fields(), *gone]
    answers = AnswersForm(
        facts.list_shown_fields(fields),
        given or None,
        request.FILES or None,
        services=list_services(),
    )
    if is_asked:
        return _ask(request, form, answers)
    found = None
    if answers.is_valid():
        found = carry_out(form, lambda: _take_down(request, form, answers, fields))
    if found is None:
        return _show(request, form, answers)
    ticket, is_again = found
    told = _AGAIN if is_again else say_gone(facts.list_shown_fields(gone))
    messages.info(request, f"{ticket} is open. {told}".strip())
    return redirect("servicedesk:ticket", ticket.number)


def _show(
    request: PageRequest, form: TicketForm, answers: AnswersForm, **more: object
) -> HttpResponse:
    form.offer(queries.list_categories(seen_by=request.user))
    context = {"form": form, "answers": answers, "templates": facts.list_templates(), **more}
    status = 422 if form.errors or answers.errors else 200
    return render(request, "servicedesk/new_ticket.html", context, status=status)


def _ask(request: PageRequest, form: TicketForm, answers: AnswersForm) -> HttpResponse:
    """Show the form as it is, not yet judged, with what similar tickets say of it."""
    for one in (form, answers):
        one.is_valid()
        one.errors.clear()
    sketch = SketchForm(form.data)
    found = _guess(sketch, seen_by=request.user)
    return _show(request, form, answers, guesses=found, asked=True)


def _guess(sketch: SketchForm, *, seen_by: User) -> list[Guess]:
    if not sketch.is_valid():
        return []
    told = sketch.ticket()
    return guess(told, find_voters(told, seen_by=seen_by))


@require_GET
@for_right("desk.work")
def guesses(request: PageRequest) -> HttpResponse:
    """Show, while a ticket is taken down, what similar tickets say of its service and category."""
    found = _guess(SketchForm(request.GET), seen_by=request.user)
    return render(request, "servicedesk/guesses.html", {"guesses": found})


def _take_down(
    request: PageRequest, form: TicketForm, answers: AnswersForm, fields: Sequence[TicketField]
) -> tuple[Ticket, bool]:
    """Take it down, once where a button was pressed twice; tell whether it was there already."""
    at, said = timezone.now(), form.cleaned_data
    caller, newcomer = said["caller"], (said["newcomer"], said["email"])
    given = {
        "by": request.user,
        "at": at,
        "kind": said["kind"],
        "values": answers.values(),
        "fields": fields,
    }
    again = find_just_taken_down(**given, new=form.new_ticket(caller), newcomer=newcomer)
    if again is not None:
        return again, True
    if said["newcomer"]:
        caller = write_down_caller(
            by=request.user, at=at, name=said["newcomer"], email=said["email"]
        )
    return take_down(**given, new=form.new_ticket(caller)), False


@require_GET
@for_right("desk.see")
def callers(request: PageRequest) -> HttpResponse:
    """Show, while a name is typed, who could be meant: who calls, or who answers for a service."""
    people = list_callers(request.GET.get("caller") or request.GET.get("owner", ""))
    context = {"labels": [label_of(person) for person in people]}
    return render(request, "servicedesk/callers.html", context)
