"""The front door: one box, what helps while it is filled, and what a caller reported before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.catalogue.offerings.queries import has_offerings
from groundswell.foundation.accounts.models import User
from groundswell.foundation.doors import carry_out
from groundswell.foundation.web import PageRequest
from groundswell.portal.forms import MeTooForm, TellingForm, TroubleForm
from groundswell.portal.queries import Suggestions, list_own_services, pick_own, suggest
from groundswell.portal.told import is_asked
from groundswell.servicedesk import actions
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.major.queries import known_now, list_crowds
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.requests.queries import count_to_decide
from groundswell.servicedesk.rules.queries.groups import list_intakes
from groundswell.servicedesk.states import Kind

#: tickets of a caller on the front page, and on one page of all that they reported
TICKETS, PAGE = 20, 50


@login_required
def mine(request: PageRequest) -> HttpResponse:
    """Take trouble down in the caller's words, and show what they reported before.

    Where something fits that was not shown yet (no script ran), it is shown once before sending.
    """
    form = TroubleForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method != "POST" or not form.is_valid():
        return show_front(request, form)
    if not form.cleaned_data["seen"]:
        fitting = suggest(form.told(), wish=form.wish(), seen_by=request.user, at=timezone.now())
        if fitting.fits:
            return show_front(request, form, fitting)
    new = form.new_ticket().filed()
    ticket = carry_out(form, lambda: _take_down(new, by=request.user))
    if ticket is None:
        return show_front(request, form)
    what = "what you ask for" if new.wish else "it"
    messages.info(request, f"We have {what}. Its number is {ticket}.")
    return redirect("portal:ticket", ticket.number)


def _take_down(new: actions.NewTicket, *, by: User) -> Ticket:
    """Take it down, once where a button was pressed twice."""
    at = timezone.now()
    kind, take = (
        (Kind.REQUEST, actions.open_request) if new.wish else (Kind.INCIDENT, actions.open_incident)
    )
    told = new.as_ticket(kind, by=by, at=at)
    again = desk.find_just_told(told, by=by, at=at, files=new.files)
    return again or take(by=by, at=at, new=new)


def show_front(
    request: PageRequest,
    form: TroubleForm,
    fitting: Suggestions | None = None,
    *,
    adding: MeTooForm | None = None,
) -> HttpResponse:
    """Show the front door with what stands in the box, and what fits it where that was asked.

    `adding`: what was refused that somebody wrote of a known trouble, whose address is asked for.
    """
    at = timezone.now()
    known = known_now(request.user, at=at)
    crowds = fitting.all_crowds if fitting else list_crowds(request.user, at=at)
    services = list_own_services(request.user, known, crowds, at=at)
    own = desk.list_own(request.user)
    waiting = list(own.waiting[:TICKETS])
    context = {
        "form": form,
        "found": fitting,
        "tickets": waiting,
        "asked": [ticket for ticket in waiting if is_asked(ticket)],
        "more": own.count - len(waiting),
        "known": known,
        "adding": adding,
        "crowds": pick_own(crowds, services),
        "services": services,
        "offers_something": has_offerings(seen_by=request.user),
        "to_decide": count_to_decide(by=request.user),
        "intakes": list_intakes(),
    }
    return render(
        request, "portal/mine.html", context, status=422 if form.errors or adding else 200
    )


@require_GET
@login_required
def reported(request: PageRequest) -> HttpResponse:
    """Show all that somebody reported, what is open first."""
    own = desk.list_own(request.user)
    page = Paginator(own.tickets, PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/reported.html", {"page": page, "is_counted": own.is_counted})


@require_GET
@login_required
def offers(request: PageRequest) -> HttpResponse:
    """Show, while trouble is told, what is known to help and meant for callers."""
    form = TellingForm(request.GET)
    found = Suggestions()
    if form.is_valid():
        found = suggest(form.told(), wish=form.wish(), seen_by=request.user, at=timezone.now())
    return render(request, "portal/offers.html", {"found": found})
