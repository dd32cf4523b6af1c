"""The beginning of the lists that everyone has, for those who see every ticket.

It is what the desk looks at all day, so each question is put together once (`foundation/often.py`).
"""

from functools import cache

from django.db.models import QuerySet

from groundswell.foundation.often import Often
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.folding import fold
from groundswell.servicedesk.queries.lines import TicketLine, lines_of
from groundswell.servicedesk.queries.shown import order_of, order_to_count, shown


def read_plain(show: str, *, folds: bool, person: int, most: int) -> list[TicketLine]:
    """Return the first lines of a list, of all tickets; one query.

    Args:
        show: a key of SHOW, or `burning`.
        folds: whether joined tickets stand under the one that stands for them.
        person: the key of whose list it is.
        most: how many.
    """
    found = _lines(show, folds=folds, most=most).ask(*_given(show, person))
    return [TicketLine(*line) for line in found]


def count_plain(show: str, *, folds: bool, person: int, most: int) -> int:
    """Return how many tickets a list holds, at most so many; one query."""
    return _keys(show, folds=folds, most=most).count(*_given(show, person))


def _given(show: str, person: int) -> tuple[int, ...]:
    return (person,) if show == "mine" else ()


# Of whom a list is one's own is asked for in one of them alone; the others get no person.


@cache
def _lines(show: str, *, folds: bool, most: int) -> Often:
    def ask(person: int = 0) -> QuerySet[Ticket, object]:
        return lines_of(_of(show, person, folds=folds).order_by(*order_of(show))[:most])

    return Often(ask)


@cache
def _keys(show: str, *, folds: bool, most: int) -> Often:
    order = order_to_count(show)

    def ask(person: int = 0) -> QuerySet[Ticket, object]:
        return _of(show, person, folds=folds).order_by(*order).values_list("pk")[:most]

    return Often(ask)


def _of(show: str, person: int, *, folds: bool) -> QuerySet[Ticket]:
    found = shown(Ticket.objects.all(), show, person)
    return fold(found) if folds else found
