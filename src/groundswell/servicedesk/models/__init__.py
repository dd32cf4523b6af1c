"""Tickets, what people wrote on them, and the views that agents keep."""

from groundswell.servicedesk.models.tickets import (
    Message,
    SavedView,
    SupportGroup,
    Ticket,
    TicketQuerySet,
)

__all__ = ["Message", "SavedView", "SupportGroup", "Ticket", "TicketQuerySet"]
