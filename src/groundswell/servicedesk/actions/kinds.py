"""An incident that is a request after all, or a request that is an incident."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions.ownership import need_no_major
from groundswell.servicedesk.actions.watching import watch_arrivals
from groundswell.servicedesk.major.models import MeToo
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.requests.models import AskedFor
from groundswell.servicedesk.states import ACROSS, Kind, State
from groundswell.servicedesk.waiting.models import Waiting


@needs("desk.work")
def change_kind(ticket: Ticket, *, by: User, at: datetime, kind: Kind) -> Ticket:
    """Say that an incident is a request, or the other way round; it goes on from where it stands.

    Its number stays, as its caller was told it and nothing reads the kind from it. What is promised
    follows from the kind.

    Raises:
        Refusal: it is of that kind or over already, or it has what only its own kind can have.
    """
    kind = Kind(kind)
    with trail.change(ticket, f"{kind}.became_{kind}", by=by, at=at) as fresh:
        _check(fresh, kind)
        fresh.kind, fresh.state = kind, ACROSS[State(fresh.state)]
        if fresh.state == State.NEW and fresh.assignee_id is not None:
            fresh.state = State.ASSIGNED
        if kind == Kind.REQUEST:
            _keep_from_ending(fresh, at=at)
        else:
            # robust: whatever goes wrong with the watch, the ticket is an incident now
            transaction.on_commit(lambda: watch_arrivals(at=at), robust=True)
    return fresh


def _check(ticket: Ticket, kind: Kind) -> None:
    label = kind.label.lower()
    if ticket.kind == kind:
        raise Refusal(f"{ticket} is {_a(kind)} already; choose the other kind, or leave it.")
    if not ticket.is_open:
        ended = ticket.get_state_display().lower()
        raise Refusal(
            f"{ticket} is {ended} already, and stays what it was. Open it again first, or open "
            f"{_a(kind)} of its own."
        )
    if kind == Kind.REQUEST:
        _need_alone(ticket)
        return
    asked = AskedFor.objects.filter(ticket=ticket).select_related("offering").first()
    if asked is not None:
        raise Refusal(
            f"{ticket} asks for “{asked.offering}”, with its form and whoever agrees to it. Open "
            f"an {label} of its own and link the two, and call off the request if nothing is "
            "needed any more."
        )


def _need_alone(ticket: Ticket) -> None:
    """Pass an incident that is the trouble of nobody else.

    Raises:
        Refusal: with whom it is shared.
    """
    need_no_major(ticket)
    if ticket.parent is not None:
        raise Refusal(
            f"{ticket} is joined to {ticket.parent}, and only incidents can be the same trouble; "
            "say first that it is another trouble."
        )
    if Ticket.objects.filter(parent=ticket).exists():
        raise Refusal(
            f"{ticket} stands for other tickets, which a request cannot; take them out first."
        )
    if MeToo.objects.filter(ticket=ticket, withdrawn_at=None).exists():
        raise Refusal(
            f"Others said that they have {ticket} too, so it is their trouble as well. Open a "
            "request of its own for what is needed, and link the two."
        )


def _keep_from_ending(ticket: Ticket, *, at: datetime) -> None:
    """Take back that it ends by itself while it waits: a request does not."""
    waits = Waiting.objects.filter(ticket=ticket, ended_at=None, close_at__isnull=False)
    waits.filter(remind_at=None, ask_at=None).update(ended_at=at)
    waits.update(close_at=None, close_text="")


def _a(kind: Kind) -> str:
    return "an incident" if kind == Kind.INCIDENT else "a request"
