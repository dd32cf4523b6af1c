"""The line on a ticket's page that says who else is there."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk.presence import actions, queries
from groundswell.servicedesk.presence.forms import PresenceForm
from groundswell.servicedesk.queries import get_ticket


@require_POST
@for_right("desk.work")
def presence(request: PageRequest, number: str) -> HttpResponse:
    """Say that one is there, and show who else is."""
    ticket, at = get_ticket(number, seen_by=request.user), timezone.now()
    form = PresenceForm(request.POST)
    writing = form.is_valid() and form.cleaned_data["writing"]
    actions.be_seen(ticket, by=request.user, at=at, writing=writing)
    context = {"others": queries.list_others(ticket, besides=request.user, at=at)}
    return render(request, "presence/others.html", context)
