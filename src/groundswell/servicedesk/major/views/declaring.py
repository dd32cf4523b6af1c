"""Declaring a major incident, from the page of a ticket or of a surge."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from groundswell.foundation.doors import carry_out
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.major import actions
from groundswell.servicedesk.major.forms import DeclarationForm
from groundswell.servicedesk.models import Surge, Ticket

PAGE = "major/declaration.html"


@for_right("desk.work")
def declaration(request: PageRequest, number: str) -> HttpResponse:
    """Declare what a ticket stands for a major incident."""
    ticket = desk.get_ticket(number, seen_by=request.user)
    form = _form(request, ticket)
    major = carry_out(
        form,
        lambda: actions.declare_major(
            ticket, by=request.user, at=timezone.now(), new=form.declaration()
        ),
    )
    if major is None:
        return _show(request, form, ticket)
    return redirect("major:major", major.number)


@for_right("desk.work")
def of_surge(request: PageRequest, number: str) -> HttpResponse:
    """Join a surge and declare it a major incident, in one act."""
    surge = desk.get_surge(number, seen_by=request.user)
    proposal = desk.propose_joining(surge)
    form = _form(request, proposal.parent)
    major = carry_out(
        form,
        lambda: actions.declare_surge(
            surge,
            by=request.user,
            at=timezone.now(),
            new=form.declaration(),
            **desk.read_joining(surge, "", [], seen_by=request.user),
        ),
    )
    if major is None:
        return _show(request, form, proposal.parent, surge)
    return redirect("major:major", major.number)


def _form(request: PageRequest, ticket: Ticket | None) -> DeclarationForm:
    if request.method == "POST":
        return DeclarationForm(request.POST)
    if ticket is None:
        return DeclarationForm()
    return DeclarationForm(initial={"title": ticket.summary, "urgency": ticket.urgency})


def _show(
    request: PageRequest, form: forms.Form, ticket: Ticket | None, surge: Surge | None = None
) -> HttpResponse:
    proposal = desk.propose_joining(surge) if surge else None
    context = {"form": form, "ticket": ticket, "surge": surge, "proposal": proposal}
    return render(request, PAGE, context, status=422 if form.errors else 200)
