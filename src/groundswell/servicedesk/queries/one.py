"""One ticket by its number; its page and every act on it ask."""

from django.db.models import QuerySet
from django.http import Http404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.often import Often
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.models.groups import find_closed
from groundswell.servicedesk.models.tickets import sees_all


def get_ticket(number: str, *, seen_by: User) -> Ticket:
    """Return the ticket with this number, if this person may see it.

    Raises:
        Http404: there is none, or it is not theirs to see; the two are not told apart.
    """
    closed = find_closed(seen_by)
    if sees_all(seen_by, closed):
        found: list[Ticket] = _WITH_NUMBER.ask(number)
    else:
        found = list(_with_number(Ticket.objects.visible_to(seen_by, closed=closed), number))
    if not found:
        raise Http404(f"There is no ticket {number} that you may see.")
    return found[0]


def _with_number(tickets: QuerySet[Ticket], number: str) -> QuerySet[Ticket]:
    return tickets.filter(number=number).select_related(
        "caller__department", "service", "ci", "group", "assignee", "parent"
    )


_WITH_NUMBER = Often(lambda number: _with_number(Ticket.objects.all(), number))
