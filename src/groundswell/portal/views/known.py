"""What somebody says of a trouble that is known already: me too, or not me."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from groundswell.catalogue.queries import get_offered
from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.portal.forms import MeTooForm, TroubleForm
from groundswell.portal.views.front import show_front
from groundswell.servicedesk.actions import NewTicket
from groundswell.servicedesk.major.actions import join_in, me_too, withdraw_me_too
from groundswell.servicedesk.major.queries import get_known


@require_POST
@login_required
def affected(request: PageRequest, number: str) -> HttpResponse:
    """Say that one has an announced trouble too, with words of one's own or without."""
    found = get_known(number, seen_by=request.user)
    form = MeTooForm(request.POST)
    made = carry_out(
        form,
        lambda: (me_too(found, by=request.user, at=timezone.now(), **form.cleaned_data),),
    )
    if made is None:
        return show_front(request, TroubleForm(user=request.user), adding=form)
    messages.info(request, "You are counted. What is new stands here.")
    (ticket,) = made
    return redirect("portal:ticket", ticket.number) if ticket else redirect("portal:mine")


@require_POST
@login_required
def unaffected(request: PageRequest, number: str) -> HttpResponse:
    """Say that one does not have it after all, or no longer."""
    with told_refusals(request):
        known = get_known(number, seen_by=request.user)
        withdraw_me_too(known, by=request.user, at=timezone.now())
    return redirect("portal:mine")


@require_POST
@login_required
def joined(request: PageRequest, number: str) -> HttpResponse:
    """Say that one has it too where many wrote of a service, with what stands in the box."""
    service, new = get_offered(number), NewTicket(summary="", channel="portal")
    if request.POST.get("summary", "").strip():
        form = TroubleForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return show_front(request, form)
        new = form.new_ticket()
    try:
        ticket = join_in(service, by=request.user, at=timezone.now(), new=new)
    except (Refusal, BadInput) as refusal:
        messages.warning(request, str(refusal))
        return redirect("portal:mine")
    messages.info(request, f"You are counted. {ticket} is your ticket for it.")
    return redirect("portal:ticket", ticket.number)
