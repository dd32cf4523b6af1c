"""Tickets, what people wrote on them, the groups that share a queue, views, and surges."""

from groundswell.servicedesk.models.groups import Absence, GroupMember, SupportGroup
from groundswell.servicedesk.models.messages import SAID, Message, kind_of, tickets_of
from groundswell.servicedesk.models.saved import SavedView, ViewAlert, ViewWatch
from groundswell.servicedesk.models.surges import Surge, SurgeTicket, SurgeWatch
from groundswell.servicedesk.models.tickets import Ticket, TicketQuerySet

__all__ = [
    "SAID",
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
    "kind_of",
    "tickets_of",
]
