"""Groups of tickets by what their texts say."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from groundswell.analysis.discovery.fields import learn_fields
from groundswell.analysis.discovery.kernel import (
    Assign,
    ReadTexts,
    Weigh,
    as_rows,
    as_terms,
    as_vectors,
)
from groundswell.analysis.discovery.options import DiscoveryOptions
from groundswell.analysis.discovery.source import Tickets
from groundswell.analysis.text.clusters import Labels, find_centres
from groundswell.analysis.text.features import Matrix, Reals, Vocabulary, learn_vocabulary
from groundswell.analysis.text.lexicon import VARIABLE
from groundswell.analysis.text.lines import Stripper, learn_boilerplate
from groundswell.analysis.text.people import People, learn_people
from groundswell.analysis.text.spelling import learn_corrections
from groundswell.analysis.text.templates import Folded, fold_machine_made
from groundswell.analysis.text.tokens import Reader, Rows
from groundswell.analysis.text.wordlists import title_words
from groundswell.evidence.engines import Engine


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
    people: People


def group_by_text(
    tickets: Tickets, options: DiscoveryOptions, engine: Engine, *, seed: int
) -> TextGroups:
    """Return the groups of tickets whose texts say the same.

    Above `options.sample` tickets a sample spread evenly over the source's order, which is time
    in every export, is compared; the others join the group whose centre they are nearest to.
    """
    learnt = list(tickets.texts_of(_spread(len(tickets), options.learn_from)).values())
    read = ReadTexts(
        learn_boilerplate(learnt, options.boilerplate),
        learn_corrections(f"{title} {body}" for title, body in learnt),
    )
    folded, bodies = _read_all(tickets, read, options, engine)
    titles = folded.titles
    sampled = _spread(len(tickets), options.sample)
    some = titles.take(sampled), bodies.take(sampled)
    scale = options.at_scale(len(sampled))
    vocabulary = learn_vocabulary(*some, options.weights, rare=2, rarity=scale.rarity)
    weigh = Weigh(vocabulary, learn_fields(tickets, options.fields, length=scale.fields))
    how = options.grouping(scale)
    codes = {name: tickets.codes[name].numbers for name in weigh.fields.by_value}
    distinct, copies = _distinct(
        weigh.sample(*some, {n: held[sampled] for n, held in codes.items()})
    )
    centres = find_centres(distinct, copies, how, seed=seed)
    found = engine.map_blocks(as_terms(titles, bodies, codes), Assign(weigh, centres, how.assign))
    words = as_vectors(found, width=len(vocabulary.terms))
    labels, near = (found.column(name).to_numpy() for name in ("label", "near"))
    worded = np.diff(words.indptr) > 0
    told = folded.made, titles, folded.names
    spread = _spread(len(learnt), title_words().people.learn_from)
    people = learn_people(learnt[at] for at in spread.tolist())
    return TextGroups(
        labels, near, worded, *told, words, centres, read.reader, vocabulary, read.stripper, people
    )


def _read_all(
    tickets: Tickets, read: ReadTexts, options: DiscoveryOptions, engine: Engine
) -> tuple[Folded, Rows]:
    """Return the terms of titles, without what machines filled in, and of descriptions."""
    terms = engine.map_blocks(tickets.told, read)
    titles, bodies = as_rows(terms.column("title")), as_rows(terms.column("body"))
    del terms
    machine = options.machine
    namers = frozenset(read.reader.read(machine.named_by).terms.tolist())
    folded = fold_machine_made(
        titles, least=machine.least, shortest=machine.shortest, namers=namers
    )
    # What a machine adds to its title names the one case: a path, a value, a server.
    if folded.made.any():
        bodies = bodies.keep(~np.repeat(folded.made, bodies.lengths))
    kept = folded.titles.keep(folded.titles.terms != VARIABLE)
    return Folded(kept, folded.made, folded.names), bodies


def _spread(count: int, most: int) -> npt.NDArray[np.int64]:
    return np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.int64))


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
