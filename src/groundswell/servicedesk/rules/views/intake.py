"""The form of a department, for everyone who has an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.foundation.doors import carry_out
from groundswell.foundation.web import PageRequest
from groundswell.servicedesk.actions import NewTicket, open_request
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import find_just_told
from groundswell.servicedesk.rules.forms.intake import IntakeForm
from groundswell.servicedesk.rules.queries.groups import get_intake
from groundswell.servicedesk.states import Kind


@login_required
def intake(request: PageRequest, pk: int) -> HttpResponse:
    """Take down what somebody asks a department for; it goes to the queue of that group."""
    group = get_intake(pk)
    form = IntakeForm(request.POST or None, group=group)
    # which service it names is worked out here: nobody else can write while it is taken down
    new = form.new_ticket() if form.is_valid() else None
    ticket = carry_out(form, lambda: _take_down(new, by=request.user)) if new else None
    if ticket:
        messages.info(request, f"{group} has it. Its number is {ticket}.")
        return redirect("portal:ticket", ticket.number)
    status = 422 if form.errors else 200
    return render(request, "rules/intake.html", {"form": form, "group": group}, status=status)


def _take_down(new: NewTicket, *, by: User) -> Ticket:
    """Take it down, once where a button was pressed twice."""
    at = timezone.now()
    told = new.as_ticket(Kind.REQUEST, by=by, at=at)
    again = find_just_told(told, by=by, at=at)
    return again or open_request(by=by, at=at, new=new)
