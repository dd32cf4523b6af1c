"""Which tickets are most like one: words of the search narrow it down, the ranking decides."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from groundswell.evidence import Evidence
from groundswell.foundation.accounts.models import User
from groundswell.kernel.late import LateModule
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.alike import find_alike

if TYPE_CHECKING:
    from groundswell.analysis import match
else:
    match = LateModule("groundswell.analysis.match")

#: what is compared: column of the evidence → field of a ticket
_COMPARED = {
    "ticket_id": "number",
    "title": "summary",
    "description": "description",
    "opened_at": "opened_at",
    "service": "service__name",
    "ci": "ci__name",
    "group": "group__name",
    "category": "category",
}
#: so many are shown beside a ticket
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Similar:
    """A ticket like the one asked about, how like (0 to 1), and why."""

    ticket: Ticket
    score: float
    why: tuple[str, ...]


def find_similar(ticket: Ticket, *, seen_by: User | None, top: int = SHOWN) -> list[Similar]:
    """Return the tickets most like this one, best first, among those this person may see.

    Three questions, however many tickets there are: one to the index, one for what is compared of
    what it found, and one for those that are most alike.

    Args:
        ticket: a ticket, or what is told of one that is not there yet.
        seen_by: who asks; None: the machine.
        top: how many at most.
    """
    rows = list(find_alike(ticket, seen_by=seen_by).values_list(*_COMPARED.values()))
    if not rows:
        return []
    columns = dict(zip(_COMPARED, zip(*rows, strict=True), strict=True))
    index = match.MatchIndex(Evidence({"tickets": pa.table(columns)}))
    found = index.best(ticket.summary, ticket.description, _fields(ticket), top=top)
    best = Ticket.objects.filter(number__in=[one.id for one in found])
    by_number = {one.number: one for one in best.select_related("service", "group", "ci")}
    return [Similar(by_number[one.id], one.score, tuple(one.why)) for one in found]


def _fields(ticket: Ticket) -> dict[str, str | None]:
    return {
        "service": ticket.service.name if ticket.service else None,
        "ci": ticket.ci.name if ticket.ci else None,
        "group": ticket.group.name if ticket.group else None,
        "category": ticket.category or None,
    }
