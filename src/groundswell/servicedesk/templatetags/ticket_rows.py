"""The rows of a list of tickets, written in one go.

A list of fifty is what the desk looks at all day. Row by row through the template language it took
a third of the page's processor time; a format that is filled in takes a fifth of that, and all but
the times stays as it is until something of the ticket changes.
"""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from groundswell.foundation.accounts.words import NOBODY_YET
from groundswell.foundation.richtext import fill_in, join_markup
from groundswell.foundation.templatetags.moments import write_when
from groundswell.foundation.templatetags.ranks import rank
from groundswell.servicedesk.promises.templatetags.dues import write_due
from groundswell.servicedesk.queries import TicketLine

register = template.Library()

#: rows of the tickets shown last, about a kilobyte each
_ROWS_KEPT = 2_000

_ROW = """{cells}
  <td class="col-when">{opened}{due}</td>
</tr>"""

_CELLS = """<tr>
  <td class="col-what">{pick}
    <a class="row-link" data-row-link href="{address}">{summary}</a>
    <span class="row-more"><span class="ref">{number}</span>{told}{joined}{turn}</span>
  </td>
  <td class="col-rank">{rank}</td>
  <td class="col-state">
    <span class="state state-{state}">{label}</span>
    <span class="row-more">{person}</span>
  </td>"""

_PICK = (
    '<input class="pick" type="checkbox" form="bulk" name="numbers" value="{number}"'
    ' aria-label="Choose {number}">'
)

_TURN = fill_in(" · <b>the caller wrote</b>")


@register.simple_tag
def ticket_rows(tickets: Iterable[TicketLine], *, picks: bool = False) -> SafeString:
    """Return a table row for each ticket.

    Args:
        tickets: in the order of the list.
        picks: whether each can be chosen for an act on many.
    """
    # The list is shown now: for all its rows the clock is read here.
    now = timezone.now()  # noqa: TID251
    zone = timezone.get_current_timezone()
    return join_markup(
        fill_in(
            _ROW,
            cells=_cells(ticket, rank(ticket.priority), picks=picks),
            opened=write_when(ticket.opened_at, now=now, zone=zone),
            due=write_due(ticket.due_at, now=now, zone=zone),
        )
        for ticket in tickets
    )


@lru_cache(maxsize=_ROWS_KEPT)
def _cells(ticket: TicketLine, rank: SafeString, *, picks: bool) -> SafeString:
    """Return the beginning of a row; whatever is said in it is given."""
    return fill_in(
        _CELLS,
        pick=fill_in(_PICK, number=ticket.number) if picks else "",
        address=ticket.address,
        summary=ticket.summary,
        number=ticket.number,
        told="".join(f" · {part}" for part in (ticket.caller, ticket.service) if part),
        joined=_joined(ticket),
        turn=_TURN if ticket.is_unanswered else "",
        rank=rank,
        state=ticket.state,
        label=ticket.state_label,
        person=ticket.assignee or ticket.group or NOBODY_YET,
    )


def _joined(ticket: TicketLine) -> str:
    if ticket.joined:
        return fill_in(" · <b>stands for {others} more</b>", others=ticket.joined)
    return f" · joined to {ticket.parent}" if ticket.parent else ""
