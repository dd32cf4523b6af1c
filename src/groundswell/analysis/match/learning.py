"""How much each view of likeness counts: fixed at first, learnt once there are enough links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from groundswell.analysis.text.wordlists import read_data
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    from scipy import optimize
else:
    optimize = LateModule("scipy.optimize")

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


LEAST_LINKS: int = _OPTIONS["least_links"]
#: a score below it is not worth showing, once a score is a probability
WORTH_SHOWING: float = _OPTIONS["worth_showing_learned"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A ticket beside something that it was offered, and whether people put the two together."""

    ticket: str
    #: cosine by words, coded values and letters of the title
    views: tuple[float, float, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """How learned weights did on tickets that they had not seen, beside the fixed ones."""

    #: tickets that had the right one among what they were offered
    tickets: int
    #: of them, those for which it came first
    fixed_first: int
    learned_first: int
    pairs: int
    #: of the pairs, the share that was expected to be right, and the share that was
    expected: float
    came_true: float

    @property
    def is_as_good(self) -> bool:
        """Tell whether the learned weights put the right one first at least as often."""
        return self.learned_first >= self.fixed_first

    def as_json(self) -> dict[str, Any]:
        """Return plain numbers, to be kept."""
        return {name: getattr(self, name) for name in self.__slots__}


def read_trial(document: Mapping[str, Any]) -> Trial:
    """Return what `Trial.as_json` wrote."""
    return Trial(**document)


def learn(views: Sequence[Sequence[float]], right: Sequence[bool]) -> Learned:
    """Return weights from pairs that people linked and pairs that they did not.

    Logistic regression, so that a score is the share of such pairs that were right; views count
    for likeness and never against it. With fewer links than `least_links` the fixed weights stay.

    Args:
        views: of each pair the cosines by words, coded values and letters.
        right: whether the pair was linked.
    """
    links = sum(right)
    if links < LEAST_LINKS or links == len(right):
        return FIXED
    return _fit(views, right)


def try_out(pairs: Sequence[Pair]) -> Trial | None:
    """Learn from four of five tickets and see how that does on the fifth, as nobody had seen it.

    Args:
        pairs: in the order of their tickets.

    Returns:
        None where the tickets held back, or those learnt from, say too little: all right or none.
    """
    tickets = [list(group) for _, group in groupby(pairs, key=lambda pair: pair.ticket)]
    seen = [pair for at, ticket in enumerate(tickets) if at % _EVERY for pair in ticket]
    held = [ticket for at, ticket in enumerate(tickets) if not at % _EVERY]
    unseen = [pair for ticket in held for pair in ticket]
    if not (_is_mixed(seen) and unseen):
        return None
    learned = _fit([pair.views for pair in seen], [pair.right for pair in seen])
    asked = [ticket for ticket in held if any(pair.right for pair in ticket)]
    return Trial(
        tickets=len(asked),
        fixed_first=sum(_is_right_first(ticket, FIXED) for ticket in asked),
        learned_first=sum(_is_right_first(ticket, learned) for ticket in asked),
        pairs=len(unseen),
        expected=float(learned.score(np.array([pair.views for pair in unseen])).mean()),
        came_true=sum(pair.right for pair in unseen) / len(unseen),
    )


#: one ticket of so many is held back from learning, to try it out on
_EVERY = 5


def _is_mixed(pairs: Sequence[Pair]) -> bool:
    return len({pair.right for pair in pairs}) > 1


def _is_right_first(pairs: Sequence[Pair], weights: Learned) -> bool:
    scores = weights.score(np.array([pair.views for pair in pairs]))
    return pairs[int(scores.argmax())].right


def _fit(views: Sequence[Sequence[float]], right: Sequence[bool]) -> Learned:
    x, y = np.array(views, dtype=float), np.where(right, 1.0, -1.0)

    def cost(given: Scores) -> float:
        margins = y * (x @ given[:-1] + given[-1])
        penalty = float(_OPTIONS["ridge"]) * float(given[:-1] @ given[:-1])
        lost = float(np.logaddexp(0, -margins).sum())
        return lost + penalty

    bounds = [(0.0, None)] * x.shape[1] + [(None, None)]
    found = optimize.minimize(cost, np.zeros(x.shape[1] + 1), bounds=bounds, method="L-BFGS-B").x
    return Learned(tuple(found[:-1].tolist()), float(found[-1]), sum(right))
