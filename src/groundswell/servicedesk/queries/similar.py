"""Which tickets are most like one: words of the search narrow it down, the ranking decides."""

from collections.abc import Sequence
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

    Two questions, however many tickets there are: one to the index, one for what it found.

    Args:
        ticket: a ticket, or what is told of one that is not there yet.
        seen_by: who asks; None: the machine.
        top: how many at most.
    """
    alike = find_alike(ticket, seen_by=seen_by)
    if not alike:
        return []
    by_number = {other.number: other for other in alike}
    index = match.MatchIndex(Evidence({"tickets": _table(alike)}))
    found = index.best(ticket.summary, ticket.description, _fields(ticket), top=top)
    return [Similar(by_number[one.id], one.score, tuple(one.why)) for one in found]


def _table(tickets: Sequence[Ticket]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "ticket_id": ticket.number,
                "title": ticket.summary,
                "description": ticket.description,
                "opened_at": ticket.opened_at,
                **_fields(ticket),
            }
            for ticket in tickets
        ]
    )


def _fields(ticket: Ticket) -> dict[str, str | None]:
    return {
        "service": ticket.service.name if ticket.service else None,
        "ci": ticket.ci.name if ticket.ci else None,
        "group": ticket.group.name if ticket.group else None,
        "category": ticket.category or None,
    }
