"""What can happen between tickets: each function is one act with its entries in the trail."""

from groundswell.servicedesk.links.actions.linking import link_tickets, unlink_tickets
from groundswell.servicedesk.links.actions.merging import merge_ticket, undo_merge
from groundswell.servicedesk.links.actions.splitting import split_ticket

__all__ = ["link_tickets", "merge_ticket", "split_ticket", "undo_merge", "unlink_tickets"]
