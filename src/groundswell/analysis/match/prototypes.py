"""New tickets matched to problems, known errors and open major incidents, in milliseconds.

Compared are prototypes, which are few, and not the history, which is long. Three views: the words
that a ticket shares with the prototype, the coded values, and the letters of the titles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import sparse

from groundswell.analysis.discovery.prototypes import CODED, FIELD_NAMES, field_term
from groundswell.analysis.match.learning import FIXED, Learned
from groundswell.analysis.match.options import MatchOptions, default_options
from groundswell.analysis.text.features import list_terms, scale_rows
from groundswell.analysis.text.lexicon import HASH_BITS, Lexicon
from groundswell.analysis.text.masks import trim
from groundswell.analysis.text.runs import count_runs
from groundswell.analysis.text.tokens import Reader

Kind = Literal["problem", "known error", "major incident"]
Scores = npt.NDArray[np.float64]
Terms = npt.NDArray[np.int64]

# Candidates by words and codes that are compared by letters too.
_AGAIN = 50
_QUERY = 24
_PAIR = 5 << HASH_BITS


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that a ticket may be one more case of."""

    id: str
    kind: Kind
    title: str
    #: term → weight, unit length, as `Cluster.prototype` gives it
    prototype: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a ticket may be one more case of, how likely (0 to 1), and why."""

    candidate: Candidate
    score: float
    why: tuple[str, ...]
    #: cosine by words, coded values and letters of the title
    views: tuple[float, float, float]


class PrototypeIndex:
    """Finds what a new ticket may be one more case of; built once, asked for each ticket."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        *,
        learned: Learned | None = None,
        options: MatchOptions | None = None,
    ) -> None:
        """Take what tickets are matched to, and the weights that links have taught, if any."""
        self._candidates = tuple(candidates)
        self._learned = learned or FIXED
        self._options = options or default_options()
        self._reader = Reader(Lexicon())
        self._terms, self._postings, self._seldom = _index(self._candidates)
        self._weights = self._options.term_weights
        self._kinds = self._weights.by_kind
        self._unheard = float(self._seldom.max())
        runs = count_runs([each.title for each in candidates], length=4, hashes=1 << 16)
        self._letters = scale_rows(runs)

    def best(
        self,
        title: str,
        description: str = "",
        fields: Mapping[str, str | None] | None = None,
        *,
        top: int = 5,
    ) -> tuple[Likeness, ...]:
        """Return what the ticket may be one more case of, the likeliest first.

        Args:
            title: short description of the ticket.
            description: its long description.
            fields: coded fields by name of the evidence column: service, ci, category …
            top: how many are returned at most.
        """
        if not self._candidates:
            return ()
        given = {name: value for name, value in (fields or {}).items() if value}
        rows, views, terms = self._compare(title, description, given)
        scores = self._learned.score(views)
        order = np.lexsort((rows, -scores))
        order = order[scores[order] >= self._options.least_score][:top]
        words = self._list_words(f"{title} \n {description}", terms)
        return tuple(
            Likeness(
                self._candidates[rows[at]],
                round(float(scores[at]), 4),
                self._explain(int(rows[at]), words, given),
                (float(views[at, 0]), float(views[at, 1]), float(views[at, 2])),
            )
            for at in order.tolist()
        )

    def _compare(
        self, title: str, description: str, fields: Mapping[str, str]
    ) -> tuple[Terms, Scores, Terms]:
        """Return rows of likely candidates, their views, shape (rows, 3), and what was asked by."""
        terms, weights = self._read(title, description)
        words = self._sum(terms, weights)
        coded = [field_term(name, fields[name]) for name in FIELD_NAMES if name in fields]
        codes = self._sum(np.array(coded, dtype=np.int64), np.full(len(coded), 1.0))
        both = words + codes
        rows = np.flatnonzero(both > 0)
        if len(rows) > _AGAIN:
            rows = np.sort(rows[np.argpartition(-both[rows], _AGAIN)[:_AGAIN]])
        letters = scale_rows(count_runs([title], length=4, hashes=1 << 16))
        alike = np.asarray((self._letters[rows] @ letters.T).todense()).ravel()
        return rows, np.stack([words[rows], np.minimum(1, codes[rows]), alike], axis=1), terms

    def _read(self, title: str, description: str) -> tuple[Terms, Scores]:
        """Return the heaviest terms of a ticket that some prototype holds, as a unit vector."""
        rows = self._reader.read([title, description])
        terms, owners = list_terms(rows)
        said, places = np.unique(terms, return_inverse=True)
        counted = np.bincount(places, np.where(owners == 0, self._options.title_weight, 1.0))
        at = np.minimum(np.searchsorted(self._terms, said), max(0, len(self._terms) - 1))
        seldom = np.where(self._terms[at] == said, self._seldom[at], self._unheard)
        k = self._weights.saturation
        weights = counted * (k + 1) / (counted + k) * seldom * self._kinds[said >> HASH_BITS]
        heavy = np.argsort(-weights, kind="stable")[:_QUERY]
        length = float(np.linalg.norm(weights[heavy])) or 1.0
        return said[heavy].astype(np.int64), weights[heavy] / length

    def _sum(self, terms: Terms, weights: Scores) -> Scores:
        """Return the product of a vector with every prototype, shape (candidates,)."""
        at = np.minimum(np.searchsorted(self._terms, terms), max(0, len(self._terms) - 1))
        known = self._terms[at] == terms
        places, starts = at[known], self._postings.indptr
        parts = [slice(starts[place], starts[place + 1]) for place in places.tolist()]
        if not parts:
            return np.zeros(len(self._candidates))
        held = np.concatenate([self._postings.indices[part] for part in parts])
        weighed = [
            weight * self._postings.data[part]
            for part, weight in zip(parts, weights[known].tolist(), strict=True)
        ]
        sums: Scores = np.bincount(held, np.concatenate(weighed), len(self._candidates)).astype(
            np.float64, copy=False
        )
        return sums

    def _list_words(self, text: str, terms: Terms) -> dict[int, str]:
        wanted = set(terms.tolist())
        return {term: trim(word) for term, word in self._reader.list_words(text) if term in wanted}

    def _explain(
        self, row: int, words: Mapping[int, str], fields: Mapping[str, str]
    ) -> tuple[str, ...]:
        prototype = self._candidates[row].prototype
        shared = sorted(
            (term for term in words if term in prototype), key=lambda term: -prototype[term]
        )
        told = list(dict.fromkeys(words[term] for term in shared))[: self._options.shared_words]
        why = [f"shared words: {', '.join(told)}"] if told else []
        same = [name for name, value in fields.items() if field_term(name, value) in prototype]
        return (*why, *(f"same {name.replace('_', ' ')}" for name in same))


def _index(candidates: Sequence[Candidate]) -> tuple[Terms, sparse.csr_matrix, Scores]:
    """Return the terms in order, the candidates of each with their weights, and its rarity."""
    terms = np.array([term for each in candidates for term in each.prototype], dtype=np.int64)
    data = np.array([w for each in candidates for w in each.prototype.values()], dtype=np.float32)
    lengths = [len(each.prototype) for each in candidates]
    owners = np.repeat(np.arange(len(candidates)), lengths)
    known, places = np.unique(np.append(terms, -1), return_inverse=True)
    shape = (len(known), max(1, len(candidates)))
    postings = sparse.csr_matrix((data, (places.ravel()[:-1], owners)), shape=shape)
    # A coded value counts as the prototype says; the words are those that few prototypes hold.
    counts = np.maximum(1, np.diff(postings.indptr))
    seldom = np.where(known >= CODED, 1.0, np.sqrt(np.log1p(len(candidates) / counts)))
    return known, postings, seldom
