"""Runs of characters within words: what word forms, compounds and misspellings have in common."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from groundswell.analysis.text.features import Matrix

_SPACE = 32
_MIX = np.uint64(0x9E3779B97F4A7C15)


def count_runs(texts: Sequence[str], *, length: int, hashes: int) -> Matrix:
    """Return how often each text holds each run of so many characters.

    A run lies within one word; a word's beginning and end count as a character, so that runs at
    its edges differ from those inside (`char_wb` of scikit-learn, for all texts at once).

    Args:
        texts: any texts; case, digits' values and punctuation do not count.
        length: characters in a run, at least 3.
        hashes: columns that the runs are hashed to.

    Returns:
        Shape (texts, hashes), float32, one entry for each run of a text.
    """
    letters, bounds = _spell(texts)
    starts = np.arange(max(0, len(letters) - length + 1))
    keys = np.zeros(len(starts), dtype=np.uint64)
    inside = np.ones(len(starts), dtype=np.bool_)
    for step in range(length):
        letter = letters[step : step + len(starts)]
        keys = (keys ^ letter) * _MIX
        if 0 < step < length - 1:
            inside &= letter != _SPACE
    columns = ((keys >> np.uint64(24)) % np.uint64(hashes)).astype(np.int32)
    kept = np.concatenate(([0], np.cumsum(inside)))
    places = kept[np.minimum(bounds, len(starts))]
    ones = np.ones(int(places[-1]), dtype=np.float32)
    counted = sparse.csr_matrix((ones, columns[inside], places), shape=(len(texts), hashes))
    counted.sum_duplicates()
    return counted


def _spell(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """Return all characters in a row, whatever is no letter as a space, and where texts begin.

    Between two texts stand two spaces, over which no run reaches.
    """
    joined = "".join(f" {text.lower()} " for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32)
    known = np.unique(codes)
    plain = np.array([_plain(int(code)) for code in known], dtype=np.uint64)
    lengths = [len(text.lower()) + 2 for text in texts]
    bounds = np.concatenate(([0], np.cumsum(lengths)))
    return plain[np.searchsorted(known, codes)], bounds.astype(np.int64)


def _plain(code: int) -> int:
    letter = chr(code)
    if letter.isdigit():
        return ord("0")
    return code if letter.isalpha() else _SPACE
