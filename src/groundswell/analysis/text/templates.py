"""Tickets that are copies of one another but for their variable parts.

Machines write one sentence over and over with another job, host or time in it. Their tickets are
folded into one family before anything is compared; the names that were filled in are kept, since
within the family the one that returns is the trouble.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from groundswell.analysis.text.lexicon import HASH_BITS, VARIABLE, Kind
from groundswell.analysis.text.tokens import Rows

_MIX = np.uint64(0x9E3779B97F4A7C15)
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Folded:
    """Titles with what machines filled in masked."""

    titles: Rows
    #: whether a machine wrote the title
    made: npt.NDArray[np.bool_]
    #: the terms that it filled in and that name something: a job, a server; no times, no numbers
    names: Rows


def fold_machine_made(
    titles: Rows, *, least: int, shortest: int, namers: frozenset[int] = frozenset()
) -> Folded:
    """Return the titles with the varying words of machine-made ones masked.

    A title is taken as machine-made where it holds a part that varies by nature (a time, a number,
    a name with digits), is `shortest` terms long, and at least `least` titles of the same shape
    differ in one place only, in at least that many ways.

    Args:
        titles: terms of each title.
        least: titles of one shape from which on it is a machine's.
        shortest: terms that such a title has at least.
        namers: terms beside which a name says which one it is whatever else varies ("job").
    """
    holding = np.flatnonzero(_find_varying(titles))
    fit = np.zeros(len(titles), dtype=np.bool_)
    fit[np.searchsorted(titles.bounds, holding, side="right") - 1] = True
    fit &= titles.lengths >= shortest
    # Most titles of most desks hold nothing that varies: only the others are looked at.
    rows = np.flatnonzero(fit)
    part = _fold(titles.take(rows), least, namers)
    made = np.zeros(len(titles), dtype=np.bool_)
    made[rows] = part.made
    terms = titles.terms.copy()
    terms[np.repeat(fit, titles.lengths)] = part.titles.terms
    lengths = np.zeros(len(titles), dtype=np.int64)
    lengths[rows] = part.names.lengths
    names = Rows(part.names.terms, np.concatenate(([0], np.cumsum(lengths))))
    return Folded(Rows(terms, titles.bounds), made, names)


def _find_varying(titles: Rows) -> npt.NDArray[np.bool_]:
    kinds = titles.terms >> HASH_BITS
    varies: npt.NDArray[np.bool_] = (kinds == Kind.VARIABLE) | (kinds == Kind.NAME)
    return varies


def _fold(titles: Rows, least: int, namers: frozenset[int]) -> Folded:
    """Return titles that all hold a part that varies, masked."""
    varies = _find_varying(titles)
    masked = np.where(varies, VARIABLE, titles.terms)
    owners = titles.owners
    place = (np.arange(len(masked)) - np.repeat(titles.bounds[:-1], titles.lengths)).astype(
        np.uint64
    )
    mixed = _scramble(masked.astype(np.uint64) + (place << np.uint64(32)))
    whole = _sum_by_row(mixed, titles)
    open_slot = _scramble(np.uint64(VARIABLE) + (place << np.uint64(32)))
    frames = whole[owners] - mixed + open_slot
    slots = _find_slots(frames, titles.terms, least)
    folded = np.where(slots | varies, VARIABLE, titles.terms).astype(np.int32)
    shape = _sum_by_row(_scramble(folded.astype(np.uint64) + (place << np.uint64(32))), titles)
    made = _is_common(shape, least)
    final = np.where(made[owners], folded, titles.terms)
    names = made[owners] & (final == VARIABLE) & (titles.terms != VARIABLE)
    names = _prefer_named(titles, names, namers)
    return Folded(Rows(final, titles.bounds), made, titles.keep(names))


def _prefer_named(
    titles: Rows, names: npt.NDArray[np.bool_], namers: frozenset[int]
) -> npt.NDArray[np.bool_]:
    """Return, in titles where a name stands right beside a namer, only that name."""
    owners = titles.owners
    naming = np.isin(titles.terms, list(namers))
    beside = np.zeros(len(naming), dtype=np.bool_)
    same = owners[1:] == owners[:-1]
    beside[1:] |= naming[:-1] & same
    beside[:-1] |= naming[1:] & same
    beside &= names
    settled = np.bincount(owners, weights=beside, minlength=len(titles)) > 0
    return np.where(settled[owners], beside, names)


def _find_slots(
    frames: Hashes, terms: npt.NDArray[np.integer], least: int
) -> npt.NDArray[np.bool_]:
    """Tell for each term whether its place holds many different words in otherwise equal titles."""
    names, group = np.unique(frames, return_inverse=True)
    fillings = np.unique(group.astype(np.int64) << 32 | terms)
    ways = np.bincount(fillings >> 32, minlength=len(names))
    slots: npt.NDArray[np.bool_] = ways[group] >= least
    return slots


def _is_common(shape: Hashes, least: int) -> npt.NDArray[np.bool_]:
    _, group, counts = np.unique(shape, return_inverse=True, return_counts=True)
    common: npt.NDArray[np.bool_] = counts[group] >= least
    return common


def _sum_by_row(values: Hashes, rows: Rows) -> Hashes:
    totals = np.concatenate((np.zeros(1, np.uint64), np.cumsum(values, dtype=np.uint64)))
    sums: Hashes = totals[rows.bounds[1:]] - totals[rows.bounds[:-1]]
    return sums


def _scramble(values: Hashes) -> Hashes:
    mixed = values * _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return mixed
