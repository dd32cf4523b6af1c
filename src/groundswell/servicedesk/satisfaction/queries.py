"""Questions about what callers say of the help they had."""

from django.shortcuts import get_object_or_404

from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.satisfaction.models import Verdict
from groundswell.servicedesk.states import RESTORED, State


def find_verdict(ticket: Ticket) -> Verdict | None:
    """Return what the caller of a ticket said, None while they said nothing."""
    return Verdict.objects.filter(ticket=ticket).first()


def get_verdict(ticket: Ticket) -> Verdict:
    """Return what the caller of a ticket said.

    Raises:
        Http404: they said nothing.
    """
    return get_object_or_404(Verdict, ticket=ticket)


def can_judge(ticket: Ticket) -> bool:
    """Tell whether there was help of which its caller can say something."""
    return ticket.state in {*RESTORED, State.CLOSED}
