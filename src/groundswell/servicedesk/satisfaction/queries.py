"""Questions about what callers say of the help they had."""

from django.shortcuts import get_object_or_404

from groundswell.foundation.audit.models import AuditEntry
from groundswell.servicedesk.links.queries import find_home
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.satisfaction.models import Verdict
from groundswell.servicedesk.states import RESTORED, Kind, State


def find_verdict(ticket: Ticket) -> Verdict | None:
    """Return what the caller of a ticket said, None while they said nothing.

    None too where its caller before said it: whoever is now is asked anew.
    """
    verdict = Verdict.objects.filter(ticket=ticket).first()
    return verdict if verdict and _said_last(ticket) == ticket.caller_id else None


def _said_last(ticket: Ticket) -> int | None:
    """Return who said last how content they are."""
    acts = [f"{kind}.help_judged" for kind in Kind]
    said = AuditEntry.objects.filter(number=ticket.number, act__in=acts).order_by("-id")
    return said.values_list("actor_id", flat=True).first()


def get_verdict(ticket: Ticket) -> Verdict:
    """Return what the caller of a ticket said.

    Raises:
        Http404: they said nothing.
    """
    return get_object_or_404(Verdict, ticket=ticket)


def can_judge(ticket: Ticket, *, home: Ticket | None = None) -> bool:
    """Tell whether there was help of which its caller can say something.

    Args:
        ticket: the ticket.
        home: in which it goes on. Where somebody else reported that, its caller had the same help
            and says on their own ticket what they think of it; else they say it there.
    """
    is_anothers = home is not None and home.caller_id != ticket.caller_id
    helped = home if home is not None and is_anothers else ticket
    return helped.state in {*RESTORED, State.CLOSED}


def say_why_not(ticket: Ticket) -> str:
    """Return why its caller is not asked about the help, and what now; "" where they are."""
    if can_judge(ticket):
        return ""
    home = find_home(ticket)
    if can_judge(ticket, home=home):
        return ""
    if home is not None and home.caller_id == ticket.caller_id:
        return f"{ticket} goes on in {home}; say there how content you are with the help."
    if home is not None and home.is_open:
        return (
            f"{ticket} goes on in what somebody else reported, and that is not solved yet; you are "
            "asked here how the help was once it is."
        )
    if ticket.is_open:
        return f"{ticket} is not solved yet; write to the desk what is missing."
    ended = (home or ticket).get_state_display().lower()
    return (
        f"{ticket} was {ended}, so there was no help to judge; write to the desk what is missing."
    )
