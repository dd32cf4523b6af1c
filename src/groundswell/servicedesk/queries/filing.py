"""The service that the machine files a ticket under, where whoever tells it leaves that open."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.catalogue.models import OFFERED, Service
from groundswell.catalogue.queries.naming import find_named
from groundswell.foundation.audit.models import AuditEntry
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.guessing import load_vote
from groundswell.servicedesk.queries.similar import find_similar
from groundswell.servicedesk.states import Kind, State

_WAITING = (State.NEW, State.ASSIGNED, State.SUBMITTED, State.APPROVED)
_FILED = ("filed_by_name", "filed_by_vote")


@dataclass(frozen=True, slots=True)
class Filing:
    """A service that the machine is sure enough of, and why."""

    service: Service
    because: str
    #: the act in the trail: by a name in the words, or by what became of similar tickets
    act: str


def find_filing(summary: str, description: str, *, heading: str = "") -> Filing | None:
    """Return the service that is named, else the one that similar tickets agree on; None: open.

    A name is not believed where similar tickets went elsewhere: "the job EDI_ARCHIVE" is none of
    the service EDI. A service that the machine itself chose by a vote has no vote, until somebody
    says it: else one mistake would bear out the next. `heading` are words under which it was told.
    """
    vote = load_vote(unasked=True)
    asked = Ticket(kind=Kind.INCIDENT, summary=summary, description=description)
    near = [match.ticket for match in find_similar(asked, seen_by=None, top=vote.near)]
    said = Counter(ticket.service for ticket in _said_by_people(near) if ticket.service)
    every = said.total()
    winner, votes = said.most_common(1)[0] if said else (None, 0)
    if named := find_named(summary) or find_named(heading):
        borne_out = votes < vote.least or said[named.service] >= vote.named_share * every
        because = f"“{named.said}” names it"
        return Filing(named.service, because, "filed_by_name") if borne_out else None
    sure = votes >= vote.least and votes >= vote.share * every
    if winner is None or not sure or winner.state not in OFFERED:
        return None
    which = "all" if votes == every else f"{votes} of the"
    return Filing(winner, f"{which} {every} most similar tickets went to it", "filed_by_vote")


def was_filed(ticket: Ticket) -> bool:
    """Tell whether the machine chose the service that the ticket has, and nobody since."""
    return bool(ticket.service_id) and _last_placed([ticket]).get(ticket.number, "") in _FILED


def can_say_service(ticket: Ticket) -> bool:
    """Tell whether its caller can still put it under another service than the machine did."""
    return ticket.state in _WAITING and was_filed(ticket)


def _said_by_people(tickets: Sequence[Ticket]) -> list[Ticket]:
    """Leave out those whose service the machine chose by a vote, and nobody has said since."""
    last = _last_placed(tickets)
    return [one for one in tickets if last.get(one.number) != "filed_by_vote"]


def _last_placed(tickets: Sequence[Ticket]) -> dict[str, str]:
    """Return the last act that said the service of each of these, without its area; one query."""
    acts = {f"{kind}.{act}" for kind in Kind.values for act in (*_FILED, "placed")}
    entries = AuditEntry.objects.filter(number__in=[one.number for one in tickets], act__in=acts)
    rows = entries.order_by("acted_at", "id").values_list("number", "act")
    return {number: act.partition(".")[2] for number, act in rows}
