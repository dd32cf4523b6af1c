"""The six terms of the benefit and the four factors, each from 0 to 1."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from groundswell.analysis.steps.book import TERMS, StepBook
from groundswell.analysis.steps.candidate import Candidate

Reals = npt.NDArray[np.float64]


def weigh_terms(candidates: Sequence[Candidate], reached: frozenset[str], book: StepBook) -> Reals:
    """Return the terms, shape (candidates, 6), columns as in `TERMS`."""
    saved = np.array([candidate.saved for candidate in candidates])
    pain = _ranks(saved)
    value = _values(candidates, saved, book)
    enable = _enabled(candidates, pain + value, reached, book)
    # No level is assessed yet, so no distance to a target is known.
    gap = np.zeros(len(candidates))
    visible = np.array([candidate.pattern.visible for candidate in candidates])
    risk = np.array([candidate.pattern.risk for candidate in candidates])
    return np.stack([pain, value, gap, enable, visible, risk], axis=1)


def find_factors(candidates: Sequence[Candidate], reached: frozenset[str], book: StepBook) -> Reals:
    """Return ease, reach, proof and ready, shape (candidates, 4)."""
    scoring = book.scoring
    rows = []
    for candidate in candidates:
        days = candidate.pattern.minutes / scoring.minutes_a_day
        rows.append(
            (
                1 / (1 + days / scoring.half_ease_days),
                scoring.reach[candidate.pattern.mandate],
                scoring.proof_least + (1 - scoring.proof_least) * candidate.touched.confidence,
                1.0 if set(candidate.pattern.needs) <= reached else 0.0,
            )
        )
    return np.array(rows, dtype=np.float64).reshape(len(rows), 4)


def score(terms: Reals, factors: Reals, weights: Reals) -> Reals:
    """Return the scores, 0 to 100, shape (candidates,): every factor is a veto."""
    scores: Reals = 100 * (terms @ weights) * factors.prod(axis=1)
    return scores


def weights_of(book: StepBook, mode: str) -> Reals:
    """Return the weights of a mode in the order of `TERMS`."""
    return np.array([book.weights[mode][name] for name in TERMS])


def _ranks(saved: Reals) -> Reals:
    """Return the percentile rank among all; a step that prevents no cost has none."""
    if not saved.size or saved.max() <= 0:
        return np.zeros(saved.size)
    below = (saved[None, :] <= saved[:, None]).mean(axis=1)
    return np.where(saved > 0, below, 0.0)


def _values(candidates: Sequence[Candidate], saved: Reals, book: StepBook) -> Reals:
    """Return money saved a week by the weeks until it shows, against the best tenth."""
    days = np.array([candidate.pattern.days for candidate in candidates], dtype=np.float64)
    urgent = saved / 52 / np.maximum(days / 7, 1 / 7)
    earning = urgent[urgent > 0]
    if not earning.size:
        return np.zeros(len(candidates))
    reference = np.quantile(earning, book.scoring.value_reference)
    return np.minimum(1.0, urgent / reference)


def _enabled(
    candidates: Sequence[Candidate], worth: Reals, reached: frozenset[str], book: StepBook
) -> Reals:
    """Return what each step opens up: steps on what follows it, by their own worth."""
    by_node: dict[str, float] = {}
    for candidate, amount in zip(candidates, worth, strict=True):
        node = candidate.pattern.builds
        by_node[node] = max(by_node.get(node, 0.0), float(amount))
    opened: dict[str, float] = {}
    for edge in book.edges:
        weight = 1.0 if edge.hard else 0.5
        ways = sum(1 + by_node.get(target, 0.0) for target in edge.targets)
        opened[edge.source] = opened.get(edge.source, 0.0) + weight * ways
    raw = np.array(
        [
            # What is there already is made better by another step, not opened by it.
            opened.get(c.pattern.builds, 0.0) * (0.5 if c.pattern.builds in reached else 1.0)
            for c in candidates
        ]
    )
    least = np.array([candidate.pattern.enable for candidate in candidates])
    best = raw.max(initial=0.0)
    shares: Reals = np.maximum(least, raw / best if best > 0 else raw)
    return shares
