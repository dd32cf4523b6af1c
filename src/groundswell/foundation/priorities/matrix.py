"""The matrix that holds now: the one of the house, or the shipped one."""

import time
from typing import Final

from groundswell.foundation.priorities.models import KeptMatrix
from groundswell.kernel.priority import PriorityMatrix, load_matrix, read_matrix

#: A list asks fifty times for a word; another process learns of a change within these seconds.
_FRESH_FOR: Final = 10.0
_held: dict[str, tuple[float, PriorityMatrix]] = {}


def current_matrix() -> PriorityMatrix:
    """Return the priority matrix of the house, the shipped one where it kept none."""
    known = _held.get("matrix")
    now = time.monotonic()
    if known is not None and now - known[0] < _FRESH_FOR:
        return known[1]
    kept = KeptMatrix.objects.first()
    matrix = read_matrix(kept.data, "the matrix of this house") if kept else load_matrix()
    _held["matrix"] = (now, matrix)
    return matrix


def forget_matrix() -> None:
    """Read the matrix anew when it is next asked for; said after every change."""
    _held.clear()
