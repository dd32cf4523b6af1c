"""Tickets, what people wrote on them, and the surges that were seen among them."""

from groundswell.servicedesk.models.surges import Surge, SurgeTicket, SurgeWatch
from groundswell.servicedesk.models.tickets import (
    Message,
    SavedView,
    SupportGroup,
    Ticket,
    TicketQuerySet,
)

__all__ = [
    "Message",
    "SavedView",
    "SupportGroup",
    "Surge",
    "SurgeTicket",
    "SurgeWatch",
    "Ticket",
    "TicketQuerySet",
]
