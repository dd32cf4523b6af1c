"""Which problem a ticket may be one more case of, in milliseconds, while it is looked at."""

from dataclasses import dataclass
from functools import lru_cache

from groundswell.analysis.match import (
    FIXED,
    LEAST_LINKS,
    WORTH_SHOWING,
    Learned,
    Likeness,
    PrototypeIndex,
    Trial,
    read_learned,
    read_trial,
)
from groundswell.analysis.match.options import default_options
from groundswell.foundation.accounts.models import User
from groundswell.measurement.models import Judgement, MatchWeights, WeightState
from groundswell.measurement.teaching import fields_of, list_links_by_people, read_candidates
from groundswell.problems.models import Problem
from groundswell.servicedesk.models import Ticket

_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Matching:
    """How tickets are matched: what was learned last, from how many links, and what counts."""

    newest: MatchWeights | None
    #: those that count now; None: the fixed ones do
    used: MatchWeights | None
    links: int
    least_links: int
    #: how much a view counts, of all: its name, by the fixed weights, by the newest learned ones
    views: tuple[tuple[str, float, float | None], ...]
    trial: Trial | None


def weights_in_use() -> MatchWeights | None:
    """Return the learned weights that count, None while the fixed ones do."""
    return MatchWeights.objects.filter(state=WeightState.IN_USE).first()


def newest_weights() -> MatchWeights | None:
    """Return what was learned last, in use or not."""
    return MatchWeights.objects.order_by("-learned_at", "-id").first()


def tell_matching() -> Matching:
    """Return everything that the page of matching shows."""
    newest = newest_weights()
    learned = _shares(read_learned(newest.weights)) if newest else (None, None, None)
    names = (
        "words that they share",
        "same service, item or category",
        "spelling of the titles",
    )
    return Matching(
        newest=newest,
        used=weights_in_use(),
        links=len(list_links_by_people()),
        least_links=LEAST_LINKS,
        views=tuple(zip(names, _shares(FIXED), learned, strict=True)),
        trial=read_trial(newest.trial) if newest and newest.trial else None,
    )


def is_worth_learning() -> bool:
    """Tell whether the machine should learn by itself: enough links, some new, none against."""
    newest = newest_weights()
    if newest is not None and newest.state == WeightState.SET_ASIDE:
        return False
    links = len(list_links_by_people())
    return links >= LEAST_LINKS and (newest is None or links != newest.links)


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
    used = weights_in_use()
    index = _index(stamps, used.number if used else "")
    found = index.best(ticket.summary, ticket.description, fields_of(ticket), top=_SHOWN * 2)
    linked = set(ticket.problem_links.values_list("problem_id", flat=True))
    least = WORTH_SHOWING if used else default_options().worth_showing
    best: dict[str, Likeness] = {}
    for likeness in found:  # of the ways in which one trouble is told, the likest counts
        if likeness.score >= least:
            best.setdefault(likeness.candidate.id, likeness)
    matched = [(open_ones[key], likeness) for key, likeness in best.items()]
    return [pair for pair in matched if pair[0].pk not in linked][:_SHOWN]


@lru_cache(maxsize=2)
def _index(stamps: tuple[tuple[str, object], ...], weights: str) -> PrototypeIndex:
    """Return the index over what these troubles were when people judged them."""
    judged = Judgement.objects.filter(key__in=[key for key, _ in stamps]).order_by("key")
    learned = MatchWeights.objects.filter(number=weights).first()
    return PrototypeIndex(
        [candidate for judgement in judged for candidate in read_candidates(judgement)],
        learned=read_learned(learned.weights) if learned else None,
    )


def _shares(learned: Learned) -> tuple[float, ...]:
    whole = sum(learned.weights) or 1.0
    return tuple(weight / whole for weight in learned.weights)
