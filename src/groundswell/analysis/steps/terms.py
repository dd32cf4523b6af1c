"""The six terms of the benefit and the four factors, each from 0 to 1."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from groundswell.analysis.steps.book import StepBook
from groundswell.analysis.steps.candidate import Candidate
from groundswell.analysis.steps.graph import load_graph
from groundswell.analysis.steps.situation import Standing

Reals = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def weigh_terms(
    candidates: Sequence[Candidate], standing: Standing, reached: frozenset[str], book: StepBook
) -> Reals:
    """Return the terms, shape (candidates, 6), columns as in `TERMS`."""
    saved = np.array([candidate.saved for candidate in candidates])
    pain = _ranks(saved)
    value = _values(candidates, saved, book)
    gap = np.array([_gap(candidate, standing, book) for candidate in candidates])
    enable = _enabled(candidates, pain + value, reached)
    visible = np.array([_noticed(candidate, standing, book) for candidate in candidates])
    risk = np.array([candidate.pattern.risk for candidate in candidates])
    terms: Reals = np.stack([pain, value, gap, enable, visible, risk], axis=1)
    return terms.reshape(len(candidates), 6)


def find_factors(
    candidates: Sequence[Candidate], standing: Standing, reached: frozenset[str], book: StepBook
) -> Reals:
    """Return ease, reach, proof and ready, shape (candidates, 4)."""
    scoring = book.scoring
    rows = []
    for candidate in candidates:
        days = candidate.pattern.minutes / scoring.minutes_a_day
        mandate = candidate.pattern.mandate
        rows.append(
            (
                1 / (1 + days / scoring.half_ease_days),
                1.0 if mandate <= standing.covered else scoring.reach[mandate],
                scoring.proof_least + (1 - scoring.proof_least) * candidate.touched.confidence,
                0.0 if list_missing(candidate, reached) else 1.0,
            )
        )
    return np.array(rows, dtype=np.float64).reshape(len(rows), 4)


def list_missing(candidate: Candidate, reached: frozenset[str]) -> tuple[str, ...]:
    """Return the nodes without which the step yields nothing and which are not reached."""
    pattern = candidate.pattern
    wanted = load_graph().needed(pattern.builds, pattern.needs)
    return tuple(sorted(wanted - reached))


def find_waiting(candidates: Sequence[Candidate], reached: frozenset[str]) -> Flags:
    """Return who brings what: [i, j] is true where step j waits for something that i builds."""
    missing = [list_missing(candidate, reached) for candidate in candidates]
    waiting = [[one.pattern.builds in nodes for nodes in missing] for one in candidates]
    return np.array(waiting, dtype=np.bool_).reshape(len(candidates), len(candidates))


def find_benefits(terms: Reals, weights: Reals, waiting: Flags) -> Reals:
    """Return each step's benefit.

    A step that has to wait for something that is not there lends part of its benefit to every
    step that brings it.
    """
    benefits: Reals = terms @ weights
    if not waiting.any():
        return benefits
    for _ in range(len(load_graph().nodes)):
        lent = np.where(waiting, load_graph().inherited * benefits[None, :], 0.0).max(axis=1)
        better = np.maximum(benefits, lent)
        if np.array_equal(better, benefits):
            break
        benefits = better
    return benefits


def find_lender(place: int, benefits: Reals, terms: Reals, weights: Reals, waiting: Flags) -> int:
    """Return the step that lends its benefit to the one at this place, -1 where none does."""
    if benefits[place] <= terms[place] @ weights + 1e-12:
        return -1
    return int(np.where(waiting[place], benefits, -1.0).argmax())


def score(benefits: Reals, factors: Reals) -> Reals:
    """Return the scores, 0 to 100, shape (candidates,): every factor is a veto."""
    scores: Reals = 100 * benefits * factors.prod(axis=1)
    return scores


def is_priced(candidate: Candidate, book: StepBook) -> bool:
    """Tell whether what the step saves is known narrowly enough to be ranked by money."""
    cost = candidate.touched.cost
    if cost is None or candidate.saved <= 0 or not candidate.touched.yearly:
        return False
    return cost.low > 0 and cost.high < cost.low * book.scoring.narrow


def _gap(candidate: Candidate, standing: Standing, book: StepBook) -> float:
    """Return how far the practice is from its target; 0 where its level is not known."""
    practice = candidate.pattern.practice
    level = standing.levels.get(practice)
    target = standing.targets.get(practice, book.scoring.target)
    if level is None or target <= 0:
        return 0.0
    return min(1.0, max(0.0, (target - level) / target))


def _noticed(candidate: Candidate, standing: Standing, book: StepBook) -> float:
    """Return how likely a named person outside the desk notices within a month."""
    service = candidate.touched.service
    touches = bool(candidate.seen_by) or (service is not None and service in standing.owners)
    soon = candidate.pattern.days <= book.scoring.noticed_days
    return book.scoring.noticed[int(touches) + int(soon)]


def _ranks(saved: Reals) -> Reals:
    """Return the percentile rank among all; a step that prevents no cost has none."""
    if not saved.size or saved.max() <= 0:
        return np.zeros(saved.size)
    below = (saved[None, :] <= saved[:, None]).mean(axis=1)
    return np.where(saved > 0, below, 0.0)


def _values(candidates: Sequence[Candidate], saved: Reals, book: StepBook) -> Reals:
    """Return the cost of delay by duration where money is known, else the four judgements.

    Source: D. Reinertsen, "The Principles of Product Development Flow", 2009 (CD3, WSJF).
    """
    if not candidates:
        return np.zeros(0)
    priced = np.array([is_priced(candidate, book) for candidate in candidates])
    weeks = np.array([candidate.pattern.days / 7 for candidate in candidates])
    cd3 = saved / 52 / np.maximum(weeks, 1 / 7)
    judged = np.array([candidate.pattern.urgency for candidate in candidates])
    reference = np.quantile(cd3[priced], book.scoring.value_reference) if priced.any() else 1.0
    values: Reals = np.where(priced, np.minimum(1.0, cd3 / reference), judged / judged.max())
    return values


def _enabled(candidates: Sequence[Candidate], worth: Reals, reached: frozenset[str]) -> Reals:
    """Return what each step makes possible: other steps, by their own pain and value.

    What needs the node counts whole, what is worth more after it counts half. What is reached
    already is made better by the step, not opened, and counts half again.
    """
    graph = load_graph()
    opened = dict.fromkeys(graph.nodes, 0.0)
    for candidate, amount in zip(candidates, worth, strict=True):
        pattern = candidate.pattern
        weight = (1 + float(amount)) / 3
        for node in graph.way_to(pattern.builds, pattern.needs):
            opened[node] += weight
        for node in graph.nodes[pattern.builds].after:
            opened[node] += weight * graph.soft_worth
    raw = np.array(
        [
            opened[c.pattern.builds] * (graph.reached_worth if c.pattern.builds in reached else 1)
            for c in candidates
        ]
    )
    least = np.array([candidate.pattern.enable for candidate in candidates])
    best = raw.max(initial=0.0)
    shares: Reals = np.maximum(least, raw / best if best > 0 else raw)
    return shares
