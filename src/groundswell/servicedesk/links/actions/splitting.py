"""Making a ticket of its own of a message."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions import NewTicket, open_incident, open_request, write_message
from groundswell.servicedesk.files.actions.keeping import copy_files
from groundswell.servicedesk.links.actions.linking import link_tickets
from groundswell.servicedesk.links.models import LinkKind
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.states import Kind


@needs("desk.work")
def split_ticket(
    ticket: Ticket, *, by: User, at: datetime, message: Message, summary: str = ""
) -> Ticket:
    """Make a ticket of a message that speaks of something else; the message stays where it is.

    A note among agents becomes a note among agents on the new ticket: its caller does not read it.

    Raises:
        Refusal: the message is of another ticket, or a note among agents and nothing is said
            for its caller to read, or it holds files alone.
    """
    if message.ticket_id != ticket.pk:
        raise Refusal(f"That message is not one of {ticket}; choose one of its own.")
    if message.private and not summary.strip():
        raise Refusal(
            "Say in a few words what the new ticket is about: its caller reads that line, and not "
            "what agents noted."
        )
    line = summary.strip() or message.text.strip().partition("\n")[0]
    if not line:
        raise Refusal(
            "Say in a few words what the new ticket is about: the message is a file alone."
        )
    new = NewTicket(
        summary=line[:250],
        description="" if message.private else message.text,
        caller=ticket.caller,
        channel=ticket.channel,
        service=ticket.service,
        ci=ticket.ci,
        impact=ticket.impact,
        urgency=ticket.urgency,
        group=ticket.group,
    )
    verb = open_incident if ticket.kind == Kind.INCIDENT else open_request
    with transaction.atomic():
        made = verb(by=by, at=at, new=new)
        if message.private:
            noted = write_message(
                made, by=by, at=at, text=message.text or line, private=True, is_quoted=True
            )
            copy_files(message, at=at, to=made, onto=noted)
        else:
            copy_files(message, at=at, to=made)
        link_tickets(made, by=by, at=at, to=ticket, kind=LinkKind.SPLIT_FROM)
        told = {"tickets": ["", made.number]}
        trail.note(ticket.number, f"{ticket.kind}.split", by=by, at=at, changes=told)
    return made
