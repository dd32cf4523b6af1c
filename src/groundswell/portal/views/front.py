"""The front door: one box, what helps while it is filled, and what a caller reported before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.catalogue.offerings.queries import has_offerings
from groundswell.foundation.web import PageRequest
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.knowledge.queries import list_quirks, offer
from groundswell.portal.forms import TellingForm, TroubleForm
from groundswell.problems import queries as problems
from groundswell.servicedesk import actions
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.major.queries import fit_open_troubles, known_now, pick_known
from groundswell.servicedesk.requests.queries import count_to_decide


@login_required
def mine(request: PageRequest) -> HttpResponse:
    """Take trouble down in the caller's words, and show what they reported before."""
    form = TroubleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ticket = actions.open_incident(
                by=request.user, at=timezone.now(), new=form.new_ticket()
            )
        except (Refusal, BadInput) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.info(request, f"We have it. Its number is {ticket}.")
            return redirect("portal:ticket", ticket.number)
    context = {
        "form": form,
        "tickets": desk.list_own(request.user)[:50],
        "known": known_now(request.user, at=timezone.now()),
        "offers_something": has_offerings(seen_by=request.user),
        "to_decide": count_to_decide(by=request.user),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/mine.html", context, status=status)


@require_GET
@login_required
def offers(request: PageRequest) -> HttpResponse:
    """Show, while trouble is told, what is known to help and meant for callers."""
    form = TellingForm(request.GET)
    told = form.told() if form.is_valid() else None
    context: dict[str, object] = {"offers": []}
    if told is not None:
        fitting = fit_open_troubles(
            told.summary,
            told.description,
            service=told.service.name if told.service else None,
            announced_only=True,
        )
        words = f"{told.summary} {told.description}"
        context = {
            "known": pick_known(fitting, request.user, at=timezone.now()),
            "offers": problems.offer_known_errors(told, seen_by=None),
            "articles": offer(words, service=told.service, seen_by=request.user),
            "quirks": list_quirks(told.service, seen_by=request.user) if told.service else [],
        }
    return render(request, "portal/offers.html", context)
