"""How sure one can be that tickets of a group are one trouble."""

import numpy as np

from groundswell.analysis.discovery.options import Belief
from groundswell.analysis.text.features import Reals
from groundswell.kernel.statistics import wilson


def believe(near: Reals, belief: Belief) -> float:
    """Return the confidence, 0 to 1, in a group from the nearness of its members to its centre.

    Each member counts as proof between 0 and 1 by its cosine; the share of proof is lowered to
    Wilson's bound, so that three tickets never sound as sure as three hundred.

    Args:
        near: cosine of each member with the centre, shape (members,).
        belief: where proof begins and is full, and how many standard errors are taken off.
    """
    proof = np.clip((near - belief.none) / (belief.full - belief.none), 0, 1)
    return wilson(float(proof.sum()), len(near), z=belief.z)[0]
