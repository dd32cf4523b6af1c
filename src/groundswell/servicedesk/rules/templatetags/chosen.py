"""The columns that a view chose."""

from django import template

from groundswell.foundation.templatetags.moments import when
from groundswell.foundation.templatetags.ranks import rank
from groundswell.servicedesk.queries import TicketLine

register = template.Library()

_TIMES = frozenset({"opened_at", "resolved_at"})


@register.simple_tag
def cell(ticket: TicketLine, name: str) -> str:
    """Return what a column of COLUMNS says of a ticket."""
    value = getattr(ticket, name)
    if name in _TIMES:
        return when(value)
    if name == "priority":
        return rank(ticket.priority)
    if name == "state":
        return ticket.state_label
    if name == "kind":
        return str(value).capitalize()
    return "" if value is None else str(value)
