"""What hangs on one ticket, found with one question: on most hangs nothing, and every page asks."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from groundswell.foundation.often import Often
from groundswell.servicedesk.links.models import Merge
from groundswell.servicedesk.major.models import MajorIncident, MeToo
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.joined import Affected, gather

_WROTE, _SAID, _MERGED, _MAJOR = range(4)


@dataclass(frozen=True, slots=True)
class Around:
    """What hangs on one ticket.

    Attributes:
        affected: who has its trouble, besides its own caller.
        merged: keys of the tickets that go on in it.
        has_major: whether it, or the one it is joined to, heads a major incident, over or not.
    """

    affected: Affected
    merged: tuple[int, ...]
    has_major: bool


def look_around(ticket: Ticket) -> Around:
    """Return what hangs on a ticket; one query."""
    found = _HANGS.ask(ticket.pk, ticket.parent_id or ticket.pk)
    people = [(ticket.pk, key, told) for what, key, told in found if what in {_WROTE, _SAID}]
    return Around(
        affected=gather(people).get(ticket.pk, Affected()),
        merged=tuple(sorted(key for what, key, _ in found if what == _MERGED)),
        has_major=any(what == _MAJOR for what, *_ in found),
    )


def _what_hangs(key: int, head: int) -> QuerySet[Any, Any]:
    wrote = Ticket.objects.filter(parent=key)
    said = MeToo.objects.filter(ticket=key, withdrawn_at=None)
    merged = Merge.objects.filter(into=key, undone_at=None)
    majors = MajorIncident.objects.filter(parent=head)
    return _rows(wrote, _WROTE, "caller_id", F("number")).union(
        _rows(said, _SAID, "person_id"),
        _rows(merged, _MERGED, "ticket_id"),
        _rows(majors, _MAJOR, "pk"),
        all=True,
    )


def _rows(found: QuerySet[Any], what: int, key: str, told: Any = None) -> QuerySet[Any, Any]:
    told = told or Value("", output_field=CharField())
    return found.order_by().values_list(Value(what, IntegerField()), F(key), told)


_HANGS = Often(_what_hangs)
