"""How much each view of likeness counts: fixed at first, learnt once there are enough links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from groundswell.analysis.text.wordlists import read_data

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of the views by words, coded values and letters; with a base, a probability."""

    weights: tuple[float, ...]
    #: None: the weighted mean of the views is the score, and no probability
    base: float | None = None
    #: links that it was learnt from
    links: int = 0

    def score(self, views: Scores) -> Scores:
        """Return the score of pairs, 0 to 1, from their views, shape (pairs, views)."""
        total: Scores = views @ np.array(self.weights)
        if self.base is None:
            mean: Scores = total / sum(self.weights)
            return mean
        odds: Scores = 1 / (1 + np.exp(-(total + self.base)))
        return odds

    def as_json(self) -> dict[str, Any]:
        """Return plain numbers, to be kept."""
        return {"weights": list(self.weights), "base": self.base, "links": self.links}


def read_learned(document: Mapping[str, Any]) -> Learned:
    """Return what `Learned.as_json` wrote."""
    return Learned(tuple(document["weights"]), document["base"], document["links"])


_OPTIONS = read_data("text_match.toml")["prototypes"]
FIXED = Learned((_OPTIONS["words"], _OPTIONS["codes"], _OPTIONS["letters"]))


def learn(views: Sequence[Sequence[float]], right: Sequence[bool]) -> Learned:
    """Return weights from pairs that people linked and pairs that they did not.

    Logistic regression, so that a score is the share of such pairs that were right; views count
    for likeness and never against it. With fewer links than `least_links` the fixed weights stay.

    Args:
        views: of each pair the cosines by words, coded values and letters.
        right: whether the pair was linked.
    """
    links = sum(right)
    if links < _OPTIONS["least_links"] or links == len(right):
        return FIXED
    x, y = np.array(views, dtype=float), np.where(right, 1.0, -1.0)

    def cost(given: Scores) -> float:
        margins = y * (x @ given[:-1] + given[-1])
        penalty = float(_OPTIONS["ridge"]) * float(given[:-1] @ given[:-1])
        lost = float(np.logaddexp(0, -margins).sum())
        return lost + penalty

    bounds = [(0.0, None)] * x.shape[1] + [(None, None)]
    found = minimize(cost, np.zeros(x.shape[1] + 1), bounds=bounds, method="L-BFGS-B").x
    return Learned(tuple(found[:-1].tolist()), float(found[-1]), links)
