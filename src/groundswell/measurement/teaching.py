"""What the links that people made teach: pairs of a ticket and a problem, put together or not."""

from collections.abc import Iterable, Iterator

from groundswell.analysis.known import read_known
from groundswell.analysis.match import Candidate, Likeness, Pair, PrototypeIndex
from groundswell.foundation.accounts.models import MACHINE
from groundswell.kernel.sequences import batched
from groundswell.measurement.models import Judgement, Verdict
from groundswell.problems.models import ProblemExclusion, ProblemLink
from groundswell.problems.states import LinkReason
from groundswell.servicedesk.models import Ticket

#: of each ticket so many offers are looked at, as many as a person would ever be shown
OFFERS = 5


def list_links_by_people() -> list[tuple[int, str]]:
    """Return ticket and trouble of each link that a person made ticket by ticket, newest first.

    Left out are links that the analysis made, even where somebody agreed to all of them at once,
    and links to problems that the analysis does not know.
    """
    found = (
        ProblemLink.objects.filter(reason=LinkReason.SAID, linked_by__isnull=False)
        .exclude(linked_by__email=MACHINE)
        .filter(problem__finding_key__in=[each.id for each in list_candidates()])
        .order_by("-linked_at", "-id")
    )
    return list(found.values_list("ticket_id", "problem__finding_key"))


def list_candidates() -> list[Candidate]:
    """Return every trouble that people confirmed, as tickets are matched to it."""
    judged = Judgement.objects.filter(verdict=Verdict.CONFIRMED).order_by("key")
    return [candidate for judgement in judged for candidate in read_candidates(judgement)]


def read_candidates(judgement: Judgement) -> list[Candidate]:
    """Return a judged trouble as tickets are matched to it, one for each way it is told."""
    if not judgement.memory.get("prototypes"):
        return []
    title = judgement.given_title or judgement.title
    known = read_known({"members": [], **judgement.memory})
    return [Candidate(judgement.key, "problem", title, terms) for terms in known.prototypes]


def gather_pairs() -> list[Pair]:
    """Return what each ticket that a person linked or took out is offered, and whether it is right.

    An offer that only the analysis linked says nothing and is left out. The offers are those of
    the fixed weights, so that what is learned is not learned from itself.
    """
    right, wrong = _gather(list_links_by_people()), _gather(_list_taken_out())
    keys = sorted(right.keys() | wrong.keys())
    unsure = _gather(_list_linked(keys))
    index = PrototypeIndex(list_candidates())
    pairs: list[Pair] = []
    for ticket in _read(keys):
        yes, no = right.get(ticket.pk, set()), wrong.get(ticket.pk, set())
        for offer in _offers(ticket, index):
            key = offer.candidate.id
            if key in yes or key in no or (yes and key not in unsure.get(ticket.pk, ())):
                pairs.append(Pair(ticket.number, offer.views, key in yes))
    return pairs


def fields_of(ticket: Ticket) -> dict[str, str | None]:
    """Return the coded fields of a ticket by which it is matched."""
    return {
        "service": ticket.service.name if ticket.service else None,
        "ci": ticket.ci.name if ticket.ci else None,
        "category": ticket.category or None,
    }


def _gather(links: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for ticket_id, key in links:
        found.setdefault(ticket_id, set()).add(key)
    return found


def _list_taken_out() -> list[tuple[int, str]]:
    out = ProblemExclusion.objects.exclude(problem__finding_key="").order_by("-id")
    return list(out.values_list("ticket_id", "problem__finding_key"))


def _list_linked(keys: list[int]) -> Iterator[tuple[int, str]]:
    for chunk in batched(keys, 500):  # SQLite takes a limited number of values in one question
        links = ProblemLink.objects.filter(ticket__in=chunk).order_by("id")
        yield from links.values_list("ticket_id", "problem__finding_key")


def _read(keys: list[int]) -> Iterator[Ticket]:
    for chunk in batched(keys, 500):
        found = Ticket.objects.filter(pk__in=chunk).order_by("pk")
        yield from found.select_related("service", "ci")


def _offers(ticket: Ticket, index: PrototypeIndex) -> list[Likeness]:
    best: dict[str, Likeness] = {}
    for offer in index.best(
        ticket.summary, ticket.description, fields_of(ticket), top=OFFERS
    ):  # of the ways in which one trouble is told, the likest counts
        best.setdefault(offer.candidate.id, offer)
    return list(best.values())
