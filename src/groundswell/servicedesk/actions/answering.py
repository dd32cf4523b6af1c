"""Answering a caller, and having the ticket from then on."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.storage import Upload
from groundswell.foundation.audit import trail
from groundswell.servicedesk.actions.writing import write_message
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.queries.taking import offer_taking
from groundswell.servicedesk.states import WORK, Kind


def answer_ticket(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    text: str,
    take: bool,
    private: bool = False,
    files: Sequence[Upload] = (),
) -> Message:
    """Write on a ticket as `write_message` does, and take one that nobody has with the answer.

    A note among agents takes nothing, and neither does its caller.

    Args:
        ticket: the ticket.
        by: who writes.
        at: when.
        text: the words.
        take: whether it is taken where nobody has it; what is usual says `offer_taking`.
        private: a note among agents.
        files: what comes with it.
    """
    with transaction.atomic():
        message = write_message(ticket, by=by, at=at, text=text, private=private, files=files)
        if take and not private:
            _take(ticket, by=by, at=at)
    return message


def tell_known(ticket: Ticket, *, by: User, at: datetime, text: str, take: bool) -> None:
    """Write what is known elsewhere already to a caller, who reads it as an answer.

    Args:
        ticket: the ticket.
        by: who tells it.
        at: when.
        text: the words, as they stand elsewhere.
        take: as with `answer_ticket`.
    """
    with transaction.atomic():
        write_message(ticket, by=by, at=at, text=text, is_quoted=True)
        if take:
            _take(ticket, by=by, at=at)


def _take(ticket: Ticket, *, by: User, at: datetime) -> None:
    with trail.change(ticket, f"{ticket.kind}.taken_with_answer", by=by, at=at) as fresh:
        offer = offer_taking(fresh, by=by)
        if offer is not None:
            fresh.assignee = by
            if offer.begins:
                fresh.move_to(WORK[Kind(fresh.kind)])
