"""Ranks the possible steps and chooses at most three: one relieves, one shows, one builds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from groundswell.analysis.results import Step
from groundswell.analysis.steps.book import TERMS, StepBook, load_book
from groundswell.analysis.steps.candidate import Candidate, Touched, propose
from groundswell.analysis.steps.on_problems import propose_for_problems
from groundswell.analysis.steps.on_process import propose_for_gaps, propose_for_process
from groundswell.analysis.steps.situation import Situation
from groundswell.analysis.steps.terms import find_factors, score, weigh_terms, weights_of

Reals = npt.NDArray[np.float64]
Role = Literal["relieves", "shows", "builds"]

#: the term in which a step must be strong to play a role
STRENGTH: Mapping[Role, str] = {"relieves": "pain", "shows": "visible", "builds": "enable"}
FACTORS = ("ease", "reach", "proof", "ready")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates with their terms (n, 6), factors (n, 4) and scores (n,)."""

    candidates: tuple[Candidate, ...]
    terms: Reals
    factors: Reals
    scores: Reals


def first_steps(situation: Situation, *, seed: int) -> tuple[Step, ...]:
    """Return at most three steps, the highest score first.

    One relieves (it ends most of the cost), one shows (somebody outside the desk notices), one
    builds (it opens up the rest). At least one needs nobody's permission and at most two hours.

    Args:
        situation: the findings so far.
        seed: of the draws that try whether the choice holds when the weights change.
    """
    book = load_book()
    ranking = rank(situation, book)
    weights = weights_of(book, situation.mode or book.scoring.mode)
    chosen = choose(ranking, ranking.scores, book)
    holds = _stability(ranking, weights, book, seed)
    order = sorted(chosen.items(), key=lambda pick: -ranking.scores[pick[1]])
    best = order[0][1] if order else -1
    return tuple(_step(ranking, role, place, best, holds[place]) for role, place in order)


def rank(situation: Situation, book: StepBook) -> Ranking:
    """Return every possible step with its score."""
    currency = situation.rates.currency
    general = (
        propose(pattern, Touched(), {}, currency=currency)
        for pattern in book.templates
        if pattern.builds not in situation.reached
    )
    candidates = tuple(
        chain(
            propose_for_problems(situation),
            propose_for_process(situation),
            propose_for_gaps(situation),
            general,
        )
    )
    terms = weigh_terms(candidates, situation.reached, book)
    factors = find_factors(candidates, situation.reached, book)
    weights = weights_of(book, situation.mode or book.scoring.mode)
    return Ranking(candidates, terms, factors, score(terms, factors, weights))


def choose(ranking: Ranking, scores: Reals, book: StepBook) -> dict[Role, int]:
    """Return the place of the step for each role; a role without a step is left out.

    No two of them build the same thing. What relieves is what ends most of the cost; what shows or
    builds must be strong in that and score well too, else a gesture would beat a remedy.
    """
    picks: dict[Role, int] = {}
    for role in get_args(Role):
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
            picks[role] = max(fit, key=partial(_preference, role, strength, scores))
    return _with_a_quick_one(ranking, scores, picks)


def _preference(role: Role, strength: Reals, scores: Reals, place: int) -> tuple[float, ...]:
    if role == "relieves":
        return strength[place], scores[place], -place
    return strength[place] * scores[place], -place


def _with_a_quick_one(ranking: Ranking, scores: Reals, picks: dict[Role, int]) -> dict[Role, int]:
    if any(ranking.candidates[place].is_quick for place in picks.values()):
        return picks
    quick = [
        place
        for place, candidate in enumerate(ranking.candidates)
        if candidate.is_quick and scores[place] > 0
    ]
    if not quick:
        return picks
    best = max(quick, key=lambda place: (scores[place], -place))
    roles = ranking.candidates[best].pattern.roles
    weakest = min(
        (role for role in get_args(Role) if role in roles),
        key=lambda role: scores[picks[role]] if role in picks else 0.0,
    )
    return picks | {weakest: best}


def _stability(ranking: Ranking, weights: Reals, book: StepBook, seed: int) -> Reals:
    """Return in what share of draws each step is chosen when every weight is shaken."""
    rng = np.random.default_rng(seed)
    counts = np.zeros(len(ranking.candidates))
    for _ in range(book.scoring.draws):
        shaken = weights * rng.uniform(1 - book.scoring.shake, 1 + book.scoring.shake, weights.size)
        scores = score(ranking.terms, ranking.factors, shaken / shaken.sum())
        counts[list(choose(ranking, scores, book).values())] += 1
    return counts / book.scoring.draws


def _step(ranking: Ranking, role: Role, place: int, best: int, holds: float) -> Step:
    candidate = ranking.candidates[place]
    pattern = candidate.pattern
    terms = dict(zip(TERMS, ranking.terms[place], strict=True))
    terms |= dict(zip(FACTORS, ranking.factors[place], strict=True))
    terms["holds"] = holds
    if_so = _counterfactual(ranking, place, best)
    return Step(
        role=role,
        title=candidate.title,
        reason=f"{candidate.reason} {if_so}".strip(),
        minutes=pattern.minutes,
        mandate=pattern.mandate,
        effect=candidate.effect,
        records=candidate.touched.records[: load_book().scoring.shown_records],
        score=round(float(ranking.scores[place]), 1),
        terms={name: round(float(value), 3) for name, value in terms.items()},
        id=candidate.id,
        practice=pattern.practice,
        how_to=pattern.how_to,
        done=pattern.done,
    )


def _counterfactual(ranking: Ranking, place: int, best: int) -> str:
    """Say what would put a step first, where one change would."""
    if place == best or ranking.scores[place] >= ranking.scores[best]:
        return ""
    allowed = ranking.scores[place] / max(ranking.factors[place, 1], 1e-9)
    if ranking.factors[place, 1] < 1 and allowed > ranking.scores[best]:
        return "It would come first if it needed nobody's agreement."
    sure = ranking.scores[place] / max(ranking.factors[place, 2], 1e-9)
    if sure > ranking.scores[best]:
        return "It would come first if the records left no doubt."
    return ""
