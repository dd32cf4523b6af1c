"""Ranks the possible steps and chooses at most three: one relieves, one shows, one builds."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np
import numpy.typing as npt

from groundswell.analysis.mode.book import TERMS, check_weights, load_modes
from groundswell.analysis.results import Step
from groundswell.analysis.steps.book import StepBook, load_book
from groundswell.analysis.steps.candidate import ROLES, Candidate, Role
from groundswell.analysis.steps.general import propose_finishing, propose_general
from groundswell.analysis.steps.graph import complete_nodes
from groundswell.analysis.steps.on_problems import propose_for_problems
from groundswell.analysis.steps.on_process import propose_for_gaps, propose_for_process
from groundswell.analysis.steps.on_registers import propose_for_registers
from groundswell.analysis.steps.situation import Situation, Standing
from groundswell.analysis.steps.telling import Ranking, tell_step
from groundswell.analysis.steps.terms import (
    find_benefits,
    find_factors,
    find_waiting,
    score,
    weigh_terms,
)

Reals = npt.NDArray[np.float64]
Picks = dict[Role, int]

#: the term in which a step must be strong to play a role
STRENGTH: Mapping[Role, str] = {"relieves": "pain", "shows": "visible", "builds": "enable"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The steps to take, and what they were chosen from."""

    steps: tuple[Step, ...]
    ranking: Ranking
    #: whether the best three are so near to one another that taste may decide
    alike: bool


def propose_steps(situation: Situation) -> tuple[Candidate, ...]:
    """Return every step that the records ask for; the general ones come on top when choosing."""
    return tuple(
        chain(
            propose_for_problems(situation),
            propose_for_process(situation),
            propose_for_gaps(situation),
            propose_for_registers(situation),
        )
    )


def find_standing(
    situation: Situation,
    weights: Mapping[str, float],
    levels: Mapping[str, int | None] | None = None,
) -> Standing:
    """Return where an export's records show the house to be."""
    shown = set(situation.reached)
    if any(problem.machine_made for problem in situation.problems):
        shown.add("EVT.1")
    if any(problem.cost_per_year for problem in situation.problems):
        shown.add("CASE")
    return Standing(shown=frozenset(shown), weights=weights, levels=levels or {})


def choose_steps(
    candidates: Iterable[Candidate],
    standing: Standing,
    *,
    currency: str,
    seed: int,
    taken: Collection[str] = (),
) -> Chosen:
    """Return at most three steps, the highest score first.

    One relieves (it ends most of the cost), one shows (somebody outside the desk notices), one
    builds (it opens up the rest). At least one needs nobody's permission and at most two hours.
    With three improvements open, the one step is to finish or drop one of them.

    Args:
        candidates: what the records, and those who keep a register, propose.
        standing: how far the house is, and what decides the order.
        currency: code of the money.
        seed: of the draws that try whether the choice holds when the weights change.
        taken: ids of general steps that somebody is at already.

    Raises:
        BadInput: the weights do not add up to one.
    """
    book = load_book()
    room = book.scoring.open_limit - standing.open
    if room <= 0:
        candidates, room = [propose_finishing(standing, book, currency)], 1
    else:
        general = propose_general(standing, book, currency)
        candidates = [*candidates, *(one for one in general if one.id not in taken)]
    weights = _weights(standing)
    ranking = rank(candidates, standing, weights, book)
    picks = choose(ranking, ranking.scores, standing, book, room=room)
    holds = _stability(ranking, standing, weights, book, room=room, seed=seed)
    order = sorted(picks.items(), key=lambda pick: (-ranking.scores[pick[1]], pick[0]))
    steps = tuple(tell_step(ranking, role, place, float(holds[place])) for role, place in order)
    return Chosen(steps, ranking, _alike(steps, book))


def rank(
    candidates: Sequence[Candidate], standing: Standing, weights: Reals, book: StepBook
) -> Ranking:
    """Return every possible step with its terms, factors and score."""
    reached = complete_nodes(standing.shown, standing.levels, finished=standing.finished)
    terms = weigh_terms(candidates, standing, reached, book)
    factors = find_factors(candidates, standing, reached, book)
    waiting = find_waiting(candidates, reached)
    benefits = find_benefits(terms, weights, waiting)
    scores = score(benefits, factors)
    return Ranking(tuple(candidates), terms, factors, benefits, scores, weights, waiting)


def choose(
    ranking: Ranking, scores: Reals, standing: Standing, book: StepBook, *, room: int
) -> Picks:
    """Return the place of the step for each role; a role without a step is left out.

    No two of them build the same thing. Each is the strongest in the term of its role, the higher
    score where two are equally strong; what relieves must also be easy enough.
    """
    picks: Picks = {}
    for role in ROLES:
        taken = {ranking.candidates[place].pattern.builds for place in picks.values()}
        strength = ranking.terms[:, TERMS.index(STRENGTH[role])]
        fit = [
            place
            for place, candidate in enumerate(ranking.candidates)
            if role in candidate.pattern.roles
            and scores[place] > 0
            and candidate.pattern.builds not in taken
            and (role != "relieves" or ranking.factors[place, 0] >= book.scoring.ease_to_relieve)
        ]
        if fit:
            picks[role] = max(fit, key=partial(_preference, strength, scores))
    picks = _within(picks, scores, room)
    if _faces_somebody(standing, book):
        picks = _with_one(ranking, scores, picks, _faces, room=room)
    return _with_one(ranking, scores, picks, _is_quick, room=room)


def _preference(strength: Reals, scores: Reals, place: int) -> tuple[float, float, int]:
    return float(strength[place]), float(scores[place]), -place


def _within(picks: Picks, scores: Reals, room: int) -> Picks:
    """Keep as many as there is room for, the best first."""
    kept = sorted(picks, key=lambda role: (-scores[picks[role]], role))[:room]
    return {role: picks[role] for role in picks if role in kept}


def _is_quick(candidate: Candidate) -> bool:
    return candidate.is_quick


def _faces(candidate: Candidate) -> bool:
    return candidate.pattern.faces_management


def _faces_somebody(standing: Standing, book: StepBook) -> bool:
    """Tell whether one step has to face somebody who decides: now and then, where nobody asks."""
    return standing.signs == 0 and standing.round % book.scoring.facing_every == 0


def _with_one(
    ranking: Ranking,
    scores: Reals,
    picks: Picks,
    wanted: Callable[[Candidate], bool],
    *,
    room: int,
) -> Picks:
    """Take in the best step of a kind, in place of the weakest, where none of that kind is in."""
    if any(wanted(ranking.candidates[place]) for place in picks.values()):
        return picks
    fit = [
        place
        for place, candidate in enumerate(ranking.candidates)
        if wanted(candidate) and scores[place] > 0
    ]
    if not fit:
        return picks
    best = max(fit, key=lambda place: (scores[place], -place))
    roles = ranking.candidates[best].roles
    free = [role for role in roles if role not in picks] if len(picks) < room else []
    if free:
        return picks | {free[0]: best}
    weakest = min(picks, key=lambda role: scores[picks[role]])
    rest = {role: place for role, place in picks.items() if role != weakest}
    role = next((role for role in roles if role not in rest), weakest)
    return rest | {role: best}


def _weights(standing: Standing) -> Reals:
    book = load_modes()
    weights = standing.weights or book.modes[book.rules.default].weights
    check_weights("this run", weights)
    return np.array([weights[name] for name in TERMS])


def _stability(
    ranking: Ranking,
    standing: Standing,
    weights: Reals,
    book: StepBook,
    *,
    room: int,
    seed: int,
) -> Reals:
    """Return in what share of draws each step is chosen when every weight is shaken."""
    rng = np.random.default_rng(seed)
    counts = np.zeros(len(ranking.candidates))
    for _ in range(book.scoring.draws):
        shaken = weights * rng.uniform(1 - book.scoring.shake, 1 + book.scoring.shake, weights.size)
        benefits = find_benefits(ranking.terms, shaken / shaken.sum(), ranking.waiting)
        scores = score(benefits, ranking.factors)
        counts[list(choose(ranking, scores, standing, book, room=room).values())] += 1
    return counts / book.scoring.draws


def _alike(steps: Sequence[Step], book: StepBook) -> bool:
    if len(steps) < 2:
        return False
    best, least = steps[0].score, steps[-1].score
    return best > 0 and (best - least) / best < book.scoring.alike
