"""How many of a problem's tickets belong to it: estimated, and narrowed by looking at twenty."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from groundswell.analysis.discovery.options import Belief
from groundswell.analysis.results import Span
from groundswell.analysis.text.features import Reals
from groundswell.kernel.errors import BadInput
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    from scipy import special
else:
    special = LateModule("scipy.special")

#: Members that a person looks at in a minute.
SHOWN = 20
# The points that are undercut and exceeded once in ten times.
_POINTS = (0.1, 0.5, 0.9)
# Jeffreys' prior for a share of which nothing is known.
_NOTHING = 0.5

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Precision:
    """The share of a problem's tickets that belong to it, as what is believed: Beta(right, wrong).

    Both count tickets, looked at or worth as many; a plain pair of numbers, to be kept as such.
    """

    right: float
    wrong: float
    #: tickets that a person looked at
    judged: int = 0

    @property
    def span(self) -> Span:
        """Return the middle of what is believed, and the points around it; 0 to 1."""
        return Span(
            *(float(special.betaincinv(self.right, self.wrong, point)) for point in _POINTS)
        )

    def after(self, *, right: int, of: int) -> "Precision":
        """Return what is believed once a person found so many of some members right.

        Raises:
            BadInput: more are right than were looked at, or one of the two is negative.
        """
        if not 0 <= right <= of:
            raise BadInput(
                f"{right} of {of} tickets cannot be right; give a number from 0 to {max(0, of)}."
            )
        return Precision(self.right + right, self.wrong + of - right, self.judged + of)


def estimate_precision(near: Reals, belief: Belief) -> Precision:
    """Return the share that is believed before anybody looked.

    Each member counts by its nearness to what the group has in common; all of them together are
    worth as few judged tickets as `belief.worth`, so that twenty looked at outweigh them.

    Args:
        near: cosine of each member with the centre of its group, shape (members,).
        belief: where proof begins and is full, and what it is worth.
    """
    proof = np.clip((near - belief.none) / (belief.full - belief.none), 0, 1)
    share = float(proof.mean()) if proof.size else _NOTHING
    worth = min(belief.worth, float(proof.size))
    return Precision(_NOTHING + share * worth, _NOTHING + (1 - share) * worth)


def choose_members(near: Reals, *, most: int = SHOWN, seed: int = 0) -> Rows:
    """Return places of members to look at: one by chance from each of `most` layers of nearness.

    So near and far members are seen in the share that they have. The least near come first.
    """
    order = np.argsort(near, kind="stable")
    if len(order) <= most:
        return order
    rng = np.random.default_rng(seed)
    layers = np.array_split(order, most)
    return np.array([layer[rng.integers(len(layer))] for layer in layers], dtype=np.int64)
