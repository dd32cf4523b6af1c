"""The lists that everyone has: which tickets stand in each, and in which order."""

from django.db.models import Q

from groundswell.foundation.accounts.words import NOBODY_YET
from groundswell.servicedesk.models import TicketQuerySet
from groundswell.servicedesk.models.indexes import PRESSING
from groundswell.servicedesk.states import RESTORED, State

SHOW = {
    "open": "Open",
    "due": "By due time",
    "mine": "My work",
    "unassigned": NOBODY_YET.capitalize(),
    "hold": "Waiting",
    "resolved": "Resolved",
    "all": "All",
}
#: in which joined tickets stand under the one that stands for them
FOLDED = frozenset({"open", "burning", "unassigned"})
#: what shows open tickets alone
QUEUES = frozenset({"open", "mine", "unassigned", "hold"})
_ORDERS: dict[str, tuple[str, ...]] = dict.fromkeys({*QUEUES, "burning"}, PRESSING)
_ORDERS["due"] = ("due__due_at",)


def order_of(show: str) -> tuple[str, ...]:
    """Return in which order a list stands: a queue by harm, the ended ones newest first."""
    return _ORDERS.get(show, ("-opened_at", "-id"))


def order_to_count(show: str) -> tuple[str, ...]:
    """Return in which order a list is counted: a queue in its own, see `count_up_to`."""
    return order_of(show) if show in QUEUES else ()


def shown(tickets: TicketQuerySet, show: str, person: int) -> TicketQuerySet:
    """Return those of these tickets that stand in a list.

    Args:
        tickets: what somebody may see.
        show: a key of SHOW, or `burning`: what is open and waits for nobody else.
        person: the key of whose list it is.
    """
    if show == "all":
        return tickets
    if show == "resolved":
        return tickets.filter(state__in=RESTORED)
    narrower = {
        "due": Q(due__due_at__isnull=False),
        "hold": Q(state=State.ON_HOLD),
        # What waits for somebody else does not burn. Said by what it is not, as in `open`: the
        # index of open tickets by priority is read from its top, and those are passed over.
        "burning": ~Q(state=State.ON_HOLD),
        "mine": Q(assignee=person),
        "unassigned": Q(assignee=None),
    }
    return tickets.open().filter(narrower.get(show, Q()))
