"""How a ticket stands, in the words of its caller."""

from django import template

from groundswell.portal.told import say_how_it_stands
from groundswell.servicedesk.models import Ticket

register = template.Library()


@register.filter
def stands(ticket: Ticket) -> str:
    """Return how a ticket stands, as its caller would say it."""
    return say_how_it_stands(ticket)
