"""The page that explains every second of a ticket's promises."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk.promises import queries
from groundswell.servicedesk.queries import get_ticket


@require_GET
@for_right("desk.see")
def why(request: PageRequest, number: str) -> HttpResponse:
    """Show why each promise of a ticket is due when it is due."""
    ticket = get_ticket(number, seen_by=request.user)
    context = {
        "ticket": ticket,
        "clocks": queries.explain(ticket, at=timezone.now()),
        "escalated": queries.list_escalated(ticket),
    }
    return render(request, "promises/why.html", context)
