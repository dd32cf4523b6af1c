"""Which tickets a list shows: who may see them, and how they are narrowed down."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.models.groups import find_closed
from groundswell.servicedesk.models.tickets import sees_all
from groundswell.servicedesk.queries.counted import COUNT_UP_TO, count_up_to, tell_count
from groundswell.servicedesk.queries.folding import count_folded, fold, list_folded
from groundswell.servicedesk.queries.lines import TicketLine, read_lines
from groundswell.servicedesk.queries.narrowing import Narrowing, narrow
from groundswell.servicedesk.queries.plain import count_plain, read_plain
from groundswell.servicedesk.queries.said import Holding, find_holding
from groundswell.servicedesk.queries.shown import FOLDED, QUEUES, order_of, order_to_count, shown

PAGE = 50
#: So many tickets of a kind are looked at for words; the newest, and the list says so.
FIND_UP_TO = 500


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
        named = (self.priority, self.service, self.group)
        return bool(self.words.strip() or self.kind) or any(one is not None for one in named)

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
            this page, in "nobody yet" to any that is open; None where every ticket has a row.
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
    newest first. In the plain lists of open ones and of those that nobody has yet, those that are
    joined to another stand under it, in the second whoever has that one: what ends it ends them.
    What somebody looks for or narrows down is never hidden so. Five joins, two queries, one for
    the search, one for who may see what and one to fold, whatever the number of tickets; one more
    where conditions have no index.
    """
    closed = find_closed(seen_by)
    folds = narrowing is None and _folds(wanted) and not closed
    is_plain = narrowing is None and not wanted.narrows and wanted.page <= 1
    if is_plain and sees_all(seen_by, closed):
        found = _find_plain(wanted.show, folds=folds, person=seen_by.pk)
    else:
        found = _find(wanted, seen_by=seen_by, closed=closed, narrowing=narrowing, folds=folds)
    rows = found.rows[:PAGE]
    told, is_told = tell_count(found.count)
    return TicketPage(
        tickets=rows,
        count=told,
        is_counted=is_told and not found.holding.is_cut and not found.looked_at,
        is_cut=found.holding.is_cut,
        looked_at=found.looked_at,
        page=max(wanted.page, 1),
        has_more=len(found.rows) > PAGE,
        instead=found.holding.instead,
        folded=_count_folded(wanted, rows, seen_by, closed) if folds else None,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A page and one more line, how many there are, and what the search for words gave."""

    rows: Sequence[TicketLine]
    count: int
    holding: Holding = field(default_factory=Holding)
    looked_at: str = ""


def _find_plain(show: str, *, folds: bool, person: int) -> _Found:
    rows = read_plain(show, folds=folds, person=person, most=PAGE + 1)
    if len(rows) <= PAGE:  # the first page that is the last tells itself how many there are
        return _Found(rows, len(rows))
    return _Found(rows, count_plain(show, folds=folds, person=person, most=COUNT_UP_TO + 1))


def _find(
    wanted: TicketFilter,
    *,
    seen_by: User,
    closed: Sequence[int],
    narrowing: Narrowing | None,
    folds: bool,
) -> _Found:
    tickets, holding = filter_tickets(wanted, seen_by, closed=closed)
    order, looked_at = order_of(wanted.show), ""
    if narrowing is not None:
        tickets, looked_at = narrow(tickets, narrowing, is_queue=wanted.show in QUEUES)
        order = narrowing.order or order
    if folds:
        tickets = fold(tickets)
    start = (max(wanted.page, 1) - 1) * PAGE
    tickets = tickets.order_by(*order)
    has_index = narrowing is None or narrowing.is_quick
    if not has_index or len(holding.numbers) > PAGE:
        return _Found(*_read_once(tickets, start), holding, looked_at)
    rows = read_lines(tickets[start : start + PAGE + 1])
    is_all = start == 0 and len(rows) <= PAGE
    count = len(rows) if is_all else count_up_to(tickets, order_to_count(wanted.show))
    return _Found(rows, count, holding, looked_at)


def _read_once(tickets: QuerySet[Ticket], start: int) -> tuple[Sequence[TicketLine], int]:
    """Return a page and one more line, and how many there are, where finding them is the work.

    They are found once, not for the page and for the count, and only the page is read.
    """
    last = max(start + PAGE, COUNT_UP_TO) + 1
    keys = list(tickets.values_list("pk", flat=True)[:last])
    on_page = Ticket.objects.filter(pk__in=keys[start : start + PAGE + 1])
    return read_lines(on_page.order_by(*tickets.query.order_by)), len(keys)


def _count_folded(
    wanted: TicketFilter, rows: Sequence[TicketLine], seen_by: User, closed: Sequence[int]
) -> int:
    if wanted.show != "unassigned":
        return count_folded(rows, seen_by=seen_by, closed=closed)
    folded = list_folded(seen_by=seen_by, closed=closed)
    return sum(some.count for some in folded if some.assignee_id is None)


def list_first(
    show: str, *, seen_by: User, most: int, closed: Sequence[int] | None = None
) -> Sequence[TicketLine]:
    """Return the first tickets of a list as `list_tickets` orders them, without counting them.

    Besides the lists of `SHOW` there is `burning`: what is open and waits for nobody else.
    `closed` are the groups that are closed to this person, where they were looked up already.
    """
    wanted = TicketFilter(show=show)
    closed = find_closed(seen_by) if closed is None else closed
    if sees_all(seen_by, closed):
        return read_plain(show, folds=_folds(wanted), person=seen_by.pk, most=most)
    tickets, _ = filter_tickets(wanted, seen_by, closed=closed)
    if _folds(wanted) and not closed:
        tickets = fold(tickets)
    return read_lines(tickets.order_by(*order_of(show))[:most])


def _folds(wanted: TicketFilter) -> bool:
    return wanted.folds and not wanted.joined


def filter_tickets(
    wanted: TicketFilter, seen_by: User, *, closed: Sequence[int] | None = None
) -> tuple[QuerySet[Ticket], Holding]:
    """Return the tickets that fit, and what the search for their words gave.

    `closed` are the groups that are closed to this person, where they were looked up already.
    """
    tickets = shown(Ticket.objects.visible_to(seen_by, closed=closed), wanted.show, seen_by.pk)
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


def has_tickets(*, seen_by: User) -> bool:
    """Tell whether there is any ticket that this person may see."""
    return Ticket.objects.visible_to(seen_by).exists()
