"""The pages on which people ask for something, and agree to what others ask for."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.catalogue.offerings import queries as offerings
from groundswell.catalogue.offerings.models import Offering
from groundswell.catalogue.queries import list_offered
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out
from groundswell.foundation.fields import Field, say_gone, settle
from groundswell.foundation.fields.forms import AnswersForm, keys_given
from groundswell.foundation.web import PageRequest
from groundswell.portal.forms import BehalfForm
from groundswell.servicedesk.facts.actions import words_of
from groundswell.servicedesk.facts.queries import list_facts
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.requests import actions, queries
from groundswell.servicedesk.requests.forms import AbsenceForm, DecisionForm
from groundswell.servicedesk.requests.models import Approval


@require_GET
@login_required
def catalogue(request: PageRequest) -> HttpResponse:
    """Show what this person may ask for: what fits their words, or all of it by service."""
    words = request.GET.get("q", "").strip()
    context = {
        "words": words[:200],
        "found": offerings.fitting(words, seen_by=request.user, limit=20) if words else [],
        "services": offerings.list_by_service(seen_by=request.user),
        "to_decide": queries.count_to_decide(by=request.user),
    }
    return render(request, "portal/catalogue.html", context)


@login_required
def offering(request: PageRequest, number: str) -> HttpResponse:
    """Show one offering with its form, and take the request down; agents ask for others too."""
    found = offerings.get_open_offering(number, seen_by=request.user)
    given = request.POST if request.method == "POST" else None
    gone = offerings.list_gone(found, keys_given(request.POST, request.FILES))
    asked = [*offerings.list_fields(found), *gone]
    form = AnswersForm(
        asked, given, request.FILES or None, services=list_offered(), by=request.user
    )
    behalf = BehalfForm(given) if may(request.user, "desk.work") else None
    if behalf is None or behalf.is_valid():
        by = request.user
        caller = (behalf.cleaned_data["caller"] if behalf else None) or by
        ticket = carry_out(form, lambda: _ask_for(found, asked, form, by=by, caller=caller))
        if ticket:
            messages.info(request, f"We have it. Its number is {ticket}. {say_gone(gone)}".strip())
            page = "portal:ticket" if caller == by else "servicedesk:ticket"
            return redirect(page, ticket.number)
    steps = offerings.list_steps(found)
    context = {"offering": found, "form": form, "behalf": behalf, "steps": steps}
    status = 422 if form.errors or (behalf and behalf.errors) else 200
    return render(request, "portal/offering.html", context, status=status)


def _ask_for(
    offering: Offering, asked: Sequence[Field], form: AnswersForm, *, by: User, caller: User
) -> Ticket:
    """Ask for it, once where a button was pressed twice."""
    values, at = form.values(), timezone.now()
    words = words_of(settle(asked, values))
    again = queries.find_just_asked(offering, by=by, at=at, caller=caller, words=words)
    return again or actions.ask_for(offering, by=by, at=at, values=values, caller=caller)


@login_required
def approvals(request: PageRequest) -> HttpResponse:
    """Show what waits for this person's yes or no, and take down who decides while away."""
    form = AbsenceForm(request.POST or None)
    absence = carry_out(
        form,
        lambda: actions.declare_absence(by=request.user, at=timezone.now(), **form.cleaned_data),
    )
    if absence:
        messages.info(request, f"{absence.deputy} decides for you on these days.")
        return redirect("portal:approvals")
    context = {
        "waiting": queries.list_to_decide(by=request.user),
        "decided": queries.list_decided(by=request.user),
        "absence": queries.find_absence(request.user, on=timezone.localdate()),
        "form": form,
    }
    return render(request, "portal/approvals.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def presence(request: PageRequest) -> HttpResponse:
    """Let this person decide themselves again."""
    actions.end_absences(by=request.user, at=timezone.now())
    messages.info(request, "You decide yourself again.")
    return redirect("portal:approvals")


@login_required
def approval(request: PageRequest, number: str) -> HttpResponse:
    """Show a request to one who has to agree to it, and take their answer down."""
    found = queries.get_approval(number, seen_by=request.user)
    if request.method != "POST":
        return _show(request, found, DecisionForm())
    form = DecisionForm(request.POST)
    if "answer" in form.errors:
        form.add_error(None, "Say yes or no.")
    if not carry_out(
        form,
        lambda: actions.decide(found, by=request.user, at=timezone.now(), **form.said()),
    ):
        return _show(request, found, form)
    messages.info(request, f"{found.ticket}: your answer is kept.")
    return redirect("portal:approvals")


def _show(request: PageRequest, found: Approval, form: forms.Form) -> HttpResponse:
    decision = queries.find_decision(found, by=request.user)
    is_asked = found.state == "open" and found.ticket.state == "submitted"
    context = {
        "approval": found,
        "ticket": found.ticket,
        "asked_for": queries.find_asked_for(found.ticket),
        "facts": list_facts(found.ticket),
        "approvals": queries.list_approvals(found.ticket),
        "decision": decision,
        "may_decide": is_asked and (decision is None or decision.decided_at is None),
        "form": form,
    }
    return render(request, "portal/approval.html", context, status=422 if form.errors else 200)
