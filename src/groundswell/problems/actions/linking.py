"""Which tickets show a problem, and why we think so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import Refusal
from groundswell.kernel.sequences import batched
from groundswell.problems.models import Problem, ProblemExclusion, ProblemLink
from groundswell.problems.states import LinkReason
from groundswell.servicedesk.models import Ticket

#: tickets that an entry of the trail names
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why tickets are believed to show a problem."""

    reason: str = LinkReason.SAID
    detail: str = ""
    #: how sure, 0 to 1, by number of the ticket, where the analysis says so
    scores: Mapping[str, float] = field(default_factory=dict)


@needs("problems.work")
def link_ticket(
    problem: Problem, *, by: User, at: datetime, ticket: Ticket, detail: str = ""
) -> Problem:
    """Say that a ticket shows this problem.

    Raises:
        Refusal: it is linked already.
    """
    with transaction.atomic():
        ProblemExclusion.objects.filter(problem=problem, ticket=ticket).delete()
        if not add_links(problem, [ticket], by=by, at=at, evidence=Evidence(detail=detail)):
            raise Refusal(f"{ticket} is linked to {problem} already.")
    return problem


@needs("problems.work")
def unlink_ticket(problem: Problem, *, by: User, at: datetime, ticket: Ticket) -> Problem:
    """Say that a ticket does not show this problem; the analysis will not bring it back.

    Raises:
        Refusal: it is not linked.
    """
    with transaction.atomic():
        gone, _ = ProblemLink.objects.filter(problem=problem, ticket=ticket).delete()
        if not gone:
            raise Refusal(f"{ticket} is not linked to {problem}.")
        keep_out(problem, [ticket], at=at)
        trail.note(
            problem.number, "problem.unlinked", by=by, at=at, changes={"ticket": [str(ticket), ""]}
        )
        gone_from = {"problem": [str(problem), ""]}
        trail.note(ticket.number, "ticket.left_problem", by=by, at=at, changes=gone_from)
    return problem


def join_tickets(
    problem: Problem, *, by: User | None, at: datetime, tickets: Sequence[Ticket], why: Evidence
) -> int:
    """Let the tickets that the analysis saw in the same trouble join; return how many are new.

    Those that a person took out stay out.
    """
    with transaction.atomic():
        out = set(problem.exclusions.values_list("ticket_id", flat=True))
        wanted = [ticket for ticket in tickets if ticket.pk not in out]
        return add_links(problem, wanted, by=by, at=at, evidence=why)


def add_links(
    problem: Problem,
    tickets: Sequence[Ticket],
    *,
    by: User | None,
    at: datetime,
    evidence: Evidence,
) -> int:
    """Link those tickets that are not linked yet, with one entry; must run in a transaction."""
    known = _linked(problem, tickets)
    new = [ticket for ticket in tickets if ticket.pk not in known]
    ProblemLink.objects.bulk_create(
        [
            ProblemLink(
                problem=problem,
                ticket=ticket,
                reason=evidence.reason,
                detail=evidence.detail[:250],
                score=evidence.scores.get(ticket.number),
                linked_at=at,
                linked_by=by,
            )
            for ticket in new
        ],
        batch_size=500,
    )
    if new:
        told = {"tickets": ["", _name_some(new)]}
        trail.note(problem.number, "problem.linked", by=by, at=at, changes=told)
        trail.note_many([_told_on(ticket, problem, by=by, at=at) for ticket in new])
    return len(new)


def _told_on(ticket: Ticket, problem: Problem, *, by: User | None, at: datetime) -> AuditEntry:
    """Return the entry in the ticket's own trail."""
    changes = {"problem": ["", str(problem)]}
    return AuditEntry(
        number=ticket.number, act="ticket.joined_problem", actor=by, acted_at=at, changes=changes
    )


def keep_out(problem: Problem, tickets: Sequence[Ticket], *, at: datetime) -> None:
    """Keep tickets from joining a problem by themselves; must run in a transaction."""
    ProblemExclusion.objects.bulk_create(
        [ProblemExclusion(problem=problem, ticket=ticket, said_at=at) for ticket in tickets],
        ignore_conflicts=True,
    )


def _linked(problem: Problem, tickets: Sequence[Ticket]) -> set[int]:
    """Return the keys of those tickets that are linked already."""
    known: set[int] = set()
    for chunk in batched(tickets, 500):
        links = ProblemLink.objects.filter(problem=problem, ticket__in=chunk)
        known |= set(links.values_list("ticket_id", flat=True))
    return known


def _name_some(tickets: Sequence[Ticket]) -> str:
    told = ", ".join(str(ticket) for ticket in tickets[:_NAMED])
    return f"{told} and {len(tickets) - _NAMED} more" if len(tickets) > _NAMED else told
