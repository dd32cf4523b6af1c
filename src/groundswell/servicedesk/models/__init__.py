"""Tickets, what people wrote on them, the groups that share a queue, views, and surges."""

from groundswell.servicedesk.models.groups import Absence, GroupMember, SupportGroup
from groundswell.servicedesk.models.saved import SavedView, ViewAlert, ViewWatch
from groundswell.servicedesk.models.surges import Surge, SurgeTicket, SurgeWatch
from groundswell.servicedesk.models.tickets import Message, Ticket, TicketQuerySet

__all__ = [
    "Absence",
    "GroupMember",
    "Message",
    "SavedView",
    "SupportGroup",
    "Surge",
    "SurgeTicket",
    "SurgeWatch",
    "Ticket",
    "TicketQuerySet",
    "ViewAlert",
    "ViewWatch",
]
