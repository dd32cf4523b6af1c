"""What can happen to a ticket: each function is one act with one entry in the trail."""

from groundswell.servicedesk.actions.ending import (
    cancel_ticket,
    close_ticket,
    reopen_ticket,
    resolve_ticket,
)
from groundswell.servicedesk.actions.joining import join_ticket, join_tickets, part_ticket
from groundswell.servicedesk.actions.opening import NewTicket, open_incident, open_request
from groundswell.servicedesk.actions.working import (
    approve_request,
    assign_ticket,
    hold_ticket,
    place_ticket,
    rate_ticket,
    reject_request,
    start_ticket,
)
from groundswell.servicedesk.actions.writing import drop_view, keep_view, write_message

__all__ = [
    "NewTicket",
    "approve_request",
    "assign_ticket",
    "cancel_ticket",
    "close_ticket",
    "drop_view",
    "hold_ticket",
    "join_ticket",
    "join_tickets",
    "keep_view",
    "open_incident",
    "open_request",
    "part_ticket",
    "place_ticket",
    "rate_ticket",
    "reject_request",
    "reopen_ticket",
    "resolve_ticket",
    "start_ticket",
    "write_message",
]
