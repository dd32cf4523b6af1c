"""Which tickets: who may see them, how they are filtered and ordered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import Ticket, TicketQuerySet
from groundswell.servicedesk.models.groups import find_closed
from groundswell.servicedesk.models.indexes import PRESSING
from groundswell.servicedesk.queries.folding import count_folded, fold, list_folded
from groundswell.servicedesk.queries.lines import TicketLine, read_lines
from groundswell.servicedesk.queries.narrowing import Narrowing, narrow
from groundswell.servicedesk.queries.said import Holding, find_holding
from groundswell.servicedesk.states import RESTORED, State

PAGE = 50
#: Counting further costs more than it tells: the list says "more than 1,000".
COUNT_UP_TO = 1_000
#: So many tickets of a kind are looked at for words; the newest, and the list says so.
FIND_UP_TO = 500

SHOW = {
    "open": "Open",
    "due": "By due time",
    "mine": "My work",
    "unassigned": "Nobody's yet",
    "hold": "Waiting",
    "resolved": "Resolved",
    "all": "All",
}


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """What the ticket list shows; every field comes from the address of the page."""

    show: str = "open"
    words: str = ""
    kind: str = ""
    priority: int | None = None
    service: int | None = None
    group: int | None = None
    #: a view that somebody keeps, whose conditions hold as well
    view: int | None = None
    #: tickets that are joined to another have rows of their own
    joined: bool = False
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Tell whether anything but the list itself was chosen."""
        return bool(self.words.strip() or self.kind or self.priority or self.service or self.group)

    @property
    def folds(self) -> bool:
        """Tell whether joined tickets stand under another here, unless `joined` asks for them."""
        return self.show in FOLDED and not self.narrows and self.view is None


@dataclass(frozen=True, slots=True)
class TicketPage:
    """One page of the list, and how many there are (at most `COUNT_UP_TO`).

    Attributes:
        tickets: those of this page.
        count: how many were counted.
        is_counted: whether there are no more than that.
        is_cut: whether so many hold the words that only the newest of them were looked at.
        looked_at: which alone were looked at, as no index leads to these; "" where all were.
        page: which page it is, from 1.
        has_more: whether another follows.
        instead: the words looked for where nothing holds those that were typed.
        folded: how many open tickets have no row of their own, as they are joined: to those of
            this page, in "nobody's yet" to any that is open; None where every ticket has a row.
    """

    tickets: Sequence[TicketLine]
    count: int
    is_counted: bool
    is_cut: bool
    page: int
    has_more: bool
    instead: str = ""
    looked_at: str = ""
    folded: int | None = None


def list_tickets(
    wanted: TicketFilter, *, seen_by: User, narrowing: Narrowing | None = None
) -> TicketPage:
    """Return one page of the tickets this person may see, the most pressing first.

    Open tickets come by priority and age, because the queue is worked by harm; finished ones come
    newest first. In the plain lists of open ones and of those that are nobody's yet, those that are
    joined to another stand under it, in the second whoever has that one: what ends it ends them.
    What somebody looks for or narrows down is never hidden so. Five joins, two queries, one for
    the search, one for who may see what and one to fold, whatever the number of tickets; one more
    where conditions have no index.
    """
    closed = find_closed(seen_by)
    tickets, holding = filter_tickets(wanted, seen_by, closed=closed)
    is_queue, looked_at = wanted.show in QUEUES, ""
    order = _ORDERS.get(wanted.show, ("-opened_at", "-id"))
    if narrowing is not None:
        tickets, looked_at = narrow(tickets, narrowing, is_queue=is_queue)
        order = narrowing.order or order
    folds = narrowing is None and _folds(wanted) and not closed
    if folds:
        tickets = fold(tickets)
    start = (max(wanted.page, 1) - 1) * PAGE
    tickets = tickets.order_by(*order)
    has_index = narrowing is None or narrowing.is_quick
    if not has_index or len(holding.numbers) > PAGE:
        rows, count = _read_once(tickets, start)
    else:
        rows = read_lines(tickets[start : start + PAGE + 1])
        # the first page that is the last tells itself how many there are
        is_all = start == 0 and len(rows) <= PAGE
        count = len(rows) if is_all else count_up_to(tickets, wanted.show)
    return TicketPage(
        tickets=rows[:PAGE],
        count=min(count, COUNT_UP_TO),
        is_counted=count <= COUNT_UP_TO and not holding.is_cut and not looked_at,
        is_cut=holding.is_cut,
        looked_at=looked_at,
        page=max(wanted.page, 1),
        has_more=len(rows) > PAGE,
        instead=holding.instead,
        folded=_count_folded(wanted, rows[:PAGE], seen_by, closed) if folds else None,
    )


def _read_once(tickets: QuerySet[Ticket], start: int) -> tuple[Sequence[TicketLine], int]:
    """Return a page and one more line, and how many there are, where finding them is the work.

    They are found once, not for the page and for the count, and only the page is read.
    """
    last = max(start + PAGE, COUNT_UP_TO) + 1
    keys = list(tickets.values_list("pk", flat=True)[:last])
    shown = Ticket.objects.filter(pk__in=keys[start : start + PAGE + 1])
    return read_lines(shown.order_by(*tickets.query.order_by)), len(keys)


def count_up_to(tickets: QuerySet[Ticket], show: str) -> int:
    """Return how many tickets a list holds, at most one more than `COUNT_UP_TO`.

    A queue is counted in its order: asked in none, SQLite looks for those of a person or of nobody
    in an index that holds the ended ones too.
    """
    asked = tickets.order_by(*(_ORDERS[show] if show in QUEUES else ()))
    return asked[: COUNT_UP_TO + 1].count()


def _count_folded(
    wanted: TicketFilter, rows: Sequence[TicketLine], seen_by: User, closed: Sequence[int]
) -> int:
    if wanted.show != "unassigned":
        return count_folded(rows, seen_by=seen_by, closed=closed)
    folded = list_folded(seen_by=seen_by, closed=closed)
    return sum(some.count for some in folded if some.assignee_id is None)


def list_first(show: str, *, seen_by: User, most: int) -> Sequence[TicketLine]:
    """Return the first tickets of a list as `list_tickets` orders them, without counting them.

    Besides the lists of `SHOW` there is `burning`: what is open and waits for nobody else.
    """
    wanted = TicketFilter(show=show)
    closed = find_closed(seen_by)
    tickets, _ = filter_tickets(wanted, seen_by, closed=closed)
    if _folds(wanted) and not closed:
        tickets = fold(tickets)
    order = _ORDERS.get(show, ("-opened_at", "-id"))
    return read_lines(tickets.order_by(*order)[:most])


def _folds(wanted: TicketFilter) -> bool:
    return wanted.folds and not wanted.joined


#: in which joined tickets stand under the one that stands for them
FOLDED = frozenset({"open", "burning", "unassigned"})
#: what shows open tickets alone
QUEUES = frozenset({"open", "mine", "unassigned", "hold"})
_ORDERS: dict[str, tuple[str, ...]] = dict.fromkeys(QUEUES, PRESSING)
_ORDERS["burning"] = _ORDERS["open"]
_ORDERS["due"] = ("due__due_at",)


def filter_tickets(
    wanted: TicketFilter, seen_by: User, *, closed: Sequence[int] | None = None
) -> tuple[QuerySet[Ticket], Holding]:
    """Return the tickets that fit, and what the search for their words gave.

    `closed` are the groups that are closed to this person, where they were looked up already.
    """
    tickets = _shown(Ticket.objects.visible_to(seen_by, closed=closed), wanted.show, seen_by)
    if wanted.kind:
        tickets = tickets.filter(kind=wanted.kind)
    if wanted.priority is not None:
        tickets = tickets.filter(priority=wanted.priority)
    if wanted.service is not None:
        tickets = tickets.filter(service_id=wanted.service)
    if wanted.group is not None:
        tickets = tickets.filter(group_id=wanted.group)
    if not wanted.words.strip():
        return tickets, Holding()
    holding = find_holding(wanted.words, seen_by, most=FIND_UP_TO)
    return tickets.filter(number__in=holding.numbers), holding


def _shown(tickets: TicketQuerySet, show: str, seen_by: User) -> TicketQuerySet:
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
        "mine": Q(assignee=seen_by),
        "unassigned": Q(assignee=None),
    }
    return tickets.open().filter(narrower.get(show, Q()))


def has_tickets(*, seen_by: User) -> bool:
    """Tell whether there is any ticket that this person may see."""
    return Ticket.objects.visible_to(seen_by).exists()


def get_ticket(number: str, *, seen_by: User) -> Ticket:
    """Return the ticket with this number, if this person may see it.

    Raises:
        Http404: there is none, or it is not theirs to see; the two are not told apart.
    """
    tickets = Ticket.objects.visible_to(seen_by).select_related(
        "caller__department", "service", "ci", "group", "assignee", "parent"
    )
    return get_object_or_404(tickets, number=number)
