"""The board: open tickets in columns, by state, group or person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.models.groups import find_closed
from groundswell.servicedesk.queries import TicketLine, list_agents, read_lines
from groundswell.servicedesk.queries.folding import Folded, fold, list_folded
from groundswell.servicedesk.states import LIFE, OPEN, RESTORED, Kind, State

WAYS: Mapping[str, str] = {"state": "State", "group": "Group", "assignee": "Person"}
#: cards in a column, and columns; the rest is counted
MOST_CARDS, MOST_COLUMNS = 30, 12
#: the key of the column of those that belong to nobody
NOBODY = "none"
#: what a state asks for before a ticket goes there
_ASKS: Mapping[str, str] = {
    State.ON_HOLD: "What does it wait for?",
    State.RESOLVED: "What ended it?",
    State.FULFILLED: "What ended it?",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board.

    Attributes:
        key: a state, the key of a group or a person, or NOBODY.
        label: in words.
        cards: the most pressing of its tickets.
        count: all of its tickets; None where they are not counted.
        asks: what has to be said before a ticket goes there; empty: nothing.
        takes: whether tickets can be moved there.
    """

    key: str
    label: str
    cards: Sequence[TicketLine]
    count: int | None
    asks: str = ""
    takes: bool = True


@dataclass(frozen=True, slots=True)
class Board:
    """The columns, and how many tickets have no card as they are joined to one that is open.

    `folded`: None where every ticket has a card, as somebody narrowed the board or asked for them.
    """

    columns: Sequence[Column]
    folded: int | None = None


def list_board(
    *,
    way: str,
    kind: str,
    seen_by: User,
    group: int | None = None,
    mine: bool = False,
    joined: bool = False,
) -> Board:
    """Return the board, each column with the most pressing of its tickets.

    Joined tickets stand under the one that stands for them as in the list, unless the board is
    narrowed to a group or a person, or `joined` asks for them. Three queries, one more to fold, and
    a small one for each column that holds something.
    """
    closed = find_closed(seen_by)
    tickets = Ticket.objects.visible_to(seen_by, closed=closed).open().filter(kind=kind)
    if group is not None:
        tickets = tickets.filter(group_id=group)
    if mine:
        tickets = tickets.filter(assignee=seen_by)
    is_plain = group is None and not mine and not joined
    folds = kind == Kind.INCIDENT and is_plain and not closed
    folded = list_folded(seen_by=seen_by, closed=closed) if folds else []
    return Board(
        columns=_fill(tickets, way, kind, folded),
        folded=sum(some.count for some in folded) if folds else None,
    )


def _fill(tickets: QuerySet[Ticket], way: str, kind: str, folded: Sequence[Folded]) -> list[Column]:
    """Return the columns with these tickets, without those that are folded."""
    field = {"group": "group_id", "assignee": "assignee_id"}.get(way, "state")
    # An index alone counts all of them; those that are folded, few and counted, are taken off.
    counts: Counter[object] = Counter()
    counts.update(dict(tickets.order_by().values_list(field).annotate(count=Count("*"))))
    for some in folded:
        counts[getattr(some, field)] -= some.count
    if folded:
        tickets = fold(tickets)
    columns = _columns(way, kind, counts)
    first = {
        key: _first_of(tickets.filter(**{field: key})) for key, _ in columns if counts.get(key)
    }
    shown = Ticket.objects.filter(number__in=[number for some in first.values() for number in some])
    lines = {line.number: line for line in read_lines(shown)} if first else {}
    return [
        Column(
            key=NOBODY if key is None else str(key),
            label=label,
            cards=[lines[number] for number in first.get(key, ()) if number in lines],
            count=None if key in RESTORED else counts.get(key, 0),
            asks=_ASKS.get(str(key), ""),
            takes=key not in {None, State.NEW, State.SUBMITTED},
        )
        for key, label in columns
    ]


def _first_of(tickets: QuerySet[Ticket]) -> Sequence[str]:
    """Return the numbers of the most pressing tickets of a column."""
    pressing = tickets.order_by("priority", "opened_at", "pk")
    return list(pressing.values_list("number", flat=True)[:MOST_CARDS])


def _columns(way: str, kind: str, counts: Mapping[object, int]) -> list[tuple[object, str]]:
    if way == "group":
        named: list[tuple[object, str]] = list(
            SupportGroup.objects.order_by("name").values_list("pk", "name")
        )
    elif way == "assignee":
        named = list(list_agents().values_list("pk", "name"))
    else:
        own = LIFE[Kind(kind)].moves
        return [
            (str(one), State(one).label)
            for one in State
            if one in own and one in {*OPEN, *RESTORED}
        ]
    busiest = sorted(named, key=lambda one: -counts.get(one[0], 0))[: MOST_COLUMNS - 1]
    shown = {key for key, _ in busiest}
    nobody = "No group" if way == "group" else "Nobody yet"
    return [(None, nobody), *(one for one in named if one[0] in shown)]
