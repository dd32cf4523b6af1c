"""What impact fits the number of people who have a trouble; see `impacts.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from groundswell.catalogue.business.queries import count_users
from groundswell.foundation.accounts.models import User
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.servicedesk.models import Ticket


@dataclass(frozen=True, slots=True)
class Raising:
    """What a ticket would count as, for how many people, and how pressing that makes it."""

    people: int
    impact: int
    before: str
    after: str
    priority: str


def propose_raising(ticket: Ticket, people: int | None) -> Raising | None:
    """Return what fits so many people where it is worse than what the ticket says, else None.

    Args:
        ticket: that stands for several, or would.
        people: how many have its trouble; None where nobody is named.
    """
    if people is None or not ticket.is_open:
        return None
    matrix = current_matrix()
    fitting = [rank for rank in _fitting(ticket, people) if rank in matrix.impacts]
    impact = min(fitting, default=ticket.impact)
    if impact >= ticket.impact:
        return None
    return Raising(
        people=people,
        impact=impact,
        before=matrix.impacts.get(ticket.impact, ""),
        after=matrix.impacts[impact],
        priority=matrix.priorities[matrix.priority(impact=impact, urgency=ticket.urgency)],
    )


def _fitting(ticket: Ticket, people: int) -> Iterator[int]:
    data = load_impacts()
    yield from (int(rank) for rank, least in data["people"].items() if people >= least)
    shares = {rank: one for rank, one in data["share"].items() if people >= data["least"][rank]}
    if not shares:
        return
    using = count_users(ticket.service) if ticket.service else None
    whole = using or User.objects.people().count()
    yield from (int(rank) for rank, share in shares.items() if people >= share * whole)


@cache
def load_impacts() -> Mapping[str, Mapping[str, float]]:
    """Return the data file."""
    path = Path(__file__).parent.with_name("impacts.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
