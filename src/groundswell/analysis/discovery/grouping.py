"""Groups of tickets by what their texts say."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from groundswell.analysis.discovery.fields import add_fields
from groundswell.analysis.discovery.options import DiscoveryOptions
from groundswell.analysis.discovery.source import Tickets
from groundswell.analysis.text.clusters import Labels, assign, find_centres
from groundswell.analysis.text.features import Matrix, Reals, Vocabulary, learn_vocabulary
from groundswell.analysis.text.lexicon import VARIABLE, Lexicon
from groundswell.analysis.text.lines import Stripper, learn_boilerplate
from groundswell.analysis.text.spelling import learn_corrections
from groundswell.analysis.text.templates import Folded, fold_machine_made
from groundswell.analysis.text.tokens import Reader, Rows, join_rows

_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class TextGroups:
    """Which group each ticket belongs to, and what is needed to say why."""

    #: group of each ticket, -1 for none
    labels: Labels
    #: cosine of each ticket with the centre of its group
    near: Reals
    #: whether the ticket says anything at all
    worded: npt.NDArray[np.bool_]
    #: whether a machine wrote the title
    made: npt.NDArray[np.bool_]
    #: terms of each title, and the names that a machine filled in, which are not among them
    titles: Rows
    names: Rows
    #: unit rows by words alone, without the coded fields
    vectors: Matrix
    centres: Matrix
    reader: Reader
    vocabulary: Vocabulary
    stripper: Stripper


def group_by_text(tickets: Tickets, options: DiscoveryOptions, *, seed: int) -> TextGroups:
    """Return the groups of tickets whose texts say the same.

    Above `options.sample` tickets a sample spread evenly over the source's order, which is time
    in every export, is compared; the others join the group whose centre they are nearest to.
    """
    learnt = list(tickets.texts_of(_spread(len(tickets), options.learn_from)).values())
    stripper = Stripper(learn_boilerplate(learnt, options.boilerplate))
    reader = Reader(Lexicon(learn_corrections(f"{title} {body}" for title, body in learnt)))
    folded, bodies = _read_all(tickets, reader, stripper, options)
    titles = folded.titles
    sampled = _spread(len(tickets), options.sample)
    some = titles.take(sampled), bodies.take(sampled)
    scale = options.at_scale(len(sampled))
    vocabulary = learn_vocabulary(*some, options.weights, rare=2, rarity=scale.rarity)
    vectors = _vectors(vocabulary, titles, bodies)
    worded = np.diff(vectors.indptr) > 0
    words, vectors = vectors, add_fields(vectors, tickets, options.fields, length=scale.fields)
    distinct, copies = _distinct(vectors[sampled])
    how = options.grouping(scale)
    centres = find_centres(distinct, copies, how, seed=seed)
    labels, near = assign(vectors, centres, how.assign)
    told = folded.made, titles, folded.names
    return TextGroups(labels, near, worded, *told, words, centres, reader, vocabulary, stripper)


def _read_all(
    tickets: Tickets, reader: Reader, stripper: Stripper, options: DiscoveryOptions
) -> tuple[Folded, Rows]:
    """Return the terms of titles, without what machines filled in, and of descriptions."""
    parts = [
        (reader.read(titles), reader.read(map(stripper.strip, titles, bodies)))
        for titles, bodies in tickets.texts()
    ]
    titles = join_rows([title for title, _ in parts])
    bodies = join_rows([body for _, body in parts])
    machine = options.machine
    namers = frozenset(reader.read(machine.named_by).terms.tolist())
    folded = fold_machine_made(
        titles, least=machine.least, shortest=machine.shortest, namers=namers
    )
    # What a machine adds to its title names the one case: a path, a value, a server.
    bodies = bodies.keep(~np.repeat(folded.made, bodies.lengths) & (bodies.terms != VARIABLE))
    kept = folded.titles.keep(folded.titles.terms != VARIABLE)
    return Folded(kept, folded.made, folded.names), bodies


def _spread(count: int, most: int) -> npt.NDArray[np.int64]:
    return np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.int64))


def _vectors(vocabulary: Vocabulary, titles: Rows, bodies: Rows) -> Matrix:
    parts = [
        vocabulary.vectors(titles.take(rows), bodies.take(rows))
        for rows in (
            np.arange(at, min(at + _AT_ONCE, len(titles))) for at in range(0, len(titles), _AT_ONCE)
        )
    ]
    return sparse.vstack(parts, format="csr") if len(parts) > 1 else parts[0]


def _distinct(vectors: Matrix) -> tuple[Matrix, Reals]:
    """Return one row for each set of equal ones that is not empty, and how many it stands for."""
    lengths = np.diff(vectors.indptr)
    rng = np.random.default_rng(0)
    marks = rng.integers(1, 2**62, size=vectors.shape[1], dtype=np.uint64)
    weights = np.round(vectors.data * 1000).astype(np.uint64)
    totals = np.concatenate(
        (np.zeros(1, np.uint64), np.cumsum(marks[vectors.indices] * weights, dtype=np.uint64))
    )
    prints = totals[vectors.indptr[1:]] - totals[vectors.indptr[:-1]]
    filled = np.flatnonzero(lengths)
    _, first, counts = np.unique(prints[filled], return_index=True, return_counts=True)
    order = np.argsort(first)
    return vectors[filled[first[order]]], counts[order].astype(np.float32)
