"""The board: open tickets in columns, by state, group or person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Coalesce

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.words import NOBODY_YET
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.models.groups import find_closed
from groundswell.servicedesk.models.indexes import PRESSING
from groundswell.servicedesk.queries import (
    TicketLine,
    count_up_to,
    list_agents,
    read_lines,
    tell_count,
)
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
        count: its tickets, at most as many as are told; None where they are not counted.
        asks: what has to be said before a ticket goes there; empty: nothing.
        takes: whether tickets can be moved there.
        is_counted: whether there are no more than `count`.
    """

    key: str
    label: str
    cards: Sequence[TicketLine]
    count: int | None
    asks: str = ""
    takes: bool = True
    is_counted: bool = True


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
    narrowed to a group or a person, or `joined` asks for them. Two queries, one more to fold, and
    two small ones for each column, however many tickets it holds.
    """
    closed = find_closed(seen_by)
    tickets = Ticket.objects.visible_to(seen_by, closed=closed).open()
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
    """Return the columns with those of these tickets that are of a kind and not folded."""
    field = {"group": "group_id", "assignee": "assignee_id"}.get(way, "state")
    named = _named(way, kind)
    # An index alone counts all of them; those that are folded, few and counted, are taken off.
    hidden: Counter[object] = Counter()
    for some in folded:
        hidden[getattr(some, field)] += some.count
    counts = _count(tickets, kind, field, named, hidden)
    tickets = tickets.filter(kind=kind)
    if folded:
        tickets = fold(tickets)
    columns = _busiest(named, counts)
    first = {
        key: _first_of(tickets.filter(**{field: key})) for key, _ in columns if counts.get(key)
    }
    shown = Ticket.objects.filter(number__in=[number for some in first.values() for number in some])
    lines = {line.number: line for line in read_lines(shown)} if first else {}
    told = {key: tell_count(counts.get(key, 0)) for key, _ in columns}
    return [
        Column(
            key=NOBODY if key is None else str(key),
            label=label,
            cards=[lines[number] for number in first.get(key, ()) if number in lines],
            count=None if key in RESTORED else told[key][0],
            asks=_ASKS.get(str(key), ""),
            takes=key not in {None, State.NEW, State.SUBMITTED},
            is_counted=told[key][1],
        )
        for key, label in columns
    ]


def _first_of(tickets: QuerySet[Ticket]) -> Sequence[str]:
    """Return the numbers of the most pressing tickets of a column."""
    pressing = tickets.order_by(*PRESSING).values_list("number", flat=True)
    return list(pressing[:MOST_CARDS])


def _named(way: str, kind: str) -> list[tuple[object, str]]:
    """Return each column that there may be, by key and label."""
    if way == "group":
        groups = SupportGroup.objects.order_by("name").values_list("pk", "name")
        return [(None, "No group"), *groups]
    if way == "assignee":
        return [(None, NOBODY_YET.capitalize()), *list_agents().values_list("pk", "name")]
    own = LIFE[Kind(kind)].moves
    shown = {*OPEN, *RESTORED}.intersection(own)
    return [(str(one), State(one).label) for one in State if one in shown]


def _count(
    tickets: QuerySet[Ticket],
    kind: str,
    field: str,
    named: Sequence[tuple[object, str]],
    hidden: Counter[object],
) -> Mapping[object, int]:
    """Return how many tickets each column holds, as `count_up_to` does.

    Columns are counted one by one, as far as is told; so many that some have no room are counted
    together, to the last, as the busiest are shown.
    """
    if len(named) > MOST_COLUMNS:
        # the kind inside an expression: its index would go before those of groups and people
        of_kind = tickets.annotate(of=Coalesce("kind", Value(""))).filter(of=kind).order_by()
        found = of_kind.values_list(field).annotate(count=Count("*"))
        return {key: count - hidden[key] for key, count in found}
    own = tickets.filter(kind=kind)
    return {
        key: count_up_to(own.filter(**{field: key}), PRESSING, besides=hidden[key])
        for key, _ in named
        if key not in RESTORED
    }


def _busiest(
    named: Sequence[tuple[object, str]], counts: Mapping[object, int]
) -> Sequence[tuple[object, str]]:
    if len(named) <= MOST_COLUMNS:
        return named
    nobody, *others = named
    busiest = sorted(others, key=lambda one: -counts.get(one[0], 0))[: MOST_COLUMNS - 1]
    shown = {key for key, _ in busiest}
    return [nobody, *(one for one in others if one[0] in shown)]
