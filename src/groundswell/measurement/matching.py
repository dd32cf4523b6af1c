"""Which problem a ticket may be one more case of, in milliseconds, while it is looked at."""

from functools import lru_cache

from groundswell.analysis.discovery import read_known
from groundswell.analysis.match import Candidate, Likeness, PrototypeIndex
from groundswell.analysis.match.options import default_options
from groundswell.foundation.accounts.models import User
from groundswell.measurement.models import Judgement
from groundswell.problems.models import Problem
from groundswell.servicedesk.models import Ticket

_SHOWN = 2


def match_problems(ticket: Ticket, *, seen_by: User) -> list[tuple[Problem, Likeness]]:
    """Return the open problems that a ticket is most like and not linked to, best first, and why.

    Compared is what the tickets of each problem have in common, not every ticket, so it takes the
    same time however many tickets there are.
    """
    open_ones = {
        problem.finding_key: problem
        for problem in Problem.objects.visible_to(seen_by).open().exclude(finding_key="")
    }
    memories = Judgement.objects.filter(key__in=open_ones).order_by("key")
    stamps = tuple(memories.values_list("key", "judged_at"))
    if not stamps:
        return []
    fields = {
        "service": ticket.service.name if ticket.service else None,
        "ci": ticket.ci.name if ticket.ci else None,
        "category": ticket.category or None,
    }
    found = _index(stamps).best(ticket.summary, ticket.description, fields, top=_SHOWN * 2)
    linked = set(ticket.problem_links.values_list("problem_id", flat=True))
    least = default_options().worth_showing
    matched = [
        (open_ones[likeness.candidate.id], likeness)
        for likeness in found
        if likeness.score >= least
    ]
    return [pair for pair in matched if pair[0].pk not in linked][:_SHOWN]


@lru_cache(maxsize=2)
def _index(stamps: tuple[tuple[str, object], ...]) -> PrototypeIndex:
    """Return the index over what these troubles were when people judged them."""
    keys = [key for key, _ in stamps]
    judged = Judgement.objects.filter(key__in=keys).order_by("key")
    return PrototypeIndex(
        [
            Candidate(judgement.key, "problem", judgement.given_title or judgement.title, terms)
            for judgement in judged
            if judgement.memory.get("prototypes")
            for terms in read_known({"members": [], **judgement.memory}).prototypes
        ]
    )
