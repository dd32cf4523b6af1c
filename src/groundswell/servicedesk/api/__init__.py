"""The REST doors of the desk: tickets to read, to open and to work on, and surges."""

from groundswell.servicedesk.api.acts import router as acts
from groundswell.servicedesk.api.ending import router as ending
from groundswell.servicedesk.api.joining import router as joining

# one address, two ways to ask: what opens a ticket is added to the router that lists them
from groundswell.servicedesk.api.opening import by_files
from groundswell.servicedesk.api.opening import router as tickets
from groundswell.servicedesk.api.surges import router as surges
from groundswell.servicedesk.api.tickets import TicketList

routers = (by_files, tickets, acts, ending, joining, surges)

__all__ = ["TicketList", "routers"]
