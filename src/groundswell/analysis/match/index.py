"""A history of tickets, ready to be asked for the ones like a given ticket."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from groundswell.analysis.match.options import MatchOptions, default_options
from groundswell.analysis.match.reasons import Explainer
from groundswell.analysis.match.results import TicketMatch
from groundswell.analysis.match.source import NO_TIME, Tickets, as_microseconds, read_tickets
from groundswell.analysis.match.views import Texts, learn_views
from groundswell.analysis.text.features import Matrix
from groundswell.evidence.store import Evidence

_DAY = 86_400_000_000
_AT_ONCE = 50_000

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """Tickets that are asked about, in the views of the history."""

    tickets: Tickets
    words: Matrix
    characters: Matrix
    titles: Matrix
    fields: Matrix


class MatchIndex:
    """Finds the tickets of a history that are most like a given one.

    Building it reads the whole history; asking takes milliseconds up to 100,000 tickets.
    """

    def __init__(self, history: Evidence, *, options: MatchOptions | None = None) -> None:
        """Read the history.

        Raises:
            NotKnown: the history holds no tickets; the message is the reason.
        """
        self._options = options or default_options()
        self._history = read_tickets(history, self._options)
        self._views = learn_views(self._history.texts, self._options)
        texts = self._history.texts
        parts = [texts.slice(at, at + _AT_ONCE) for at in range(0, max(1, len(texts)), _AT_ONCE)]
        self._words = sparse.vstack([self._views.words(part) for part in parts], format="csr")
        self._fields = self._views.fields(texts)
        self._search = self._beside(self._words, self._fields, self._titles(texts)).T.tocsr()
        self._explainer = Explainer(self._views, texts)
        self._places = {ticket: row for row, ticket in enumerate(self._history.ids)}
        self._runs: tuple[Matrix, Matrix] | None = None

    def __len__(self) -> int:
        return len(self._history)

    def keep_runs(self) -> None:
        """Work out the views by characters of the whole history, where many will be asked for."""
        texts = self._history.texts
        if len(texts) <= self._options.kept_runs:
            self._runs = self._views.characters(texts), self._views.titles(texts)

    def ask(self, tickets: Tickets) -> Asked:
        """Return tickets in the views of the history."""
        views, texts = self._views, tickets.texts
        return Asked(
            tickets,
            words=views.words(texts),
            characters=views.characters(texts),
            titles=views.titles(texts),
            fields=views.fields(texts),
        )

    def best(
        self,
        title: str,
        description: str = "",
        fields: Mapping[str, str | None] | None = None,
        *,
        top: int = 10,
        before: datetime | None = None,
    ) -> tuple[TicketMatch, ...]:
        """Return the most similar tickets of the history, best first.

        Args:
            title: short description of the ticket asked about.
            description: its long description.
            fields: coded fields by name of the evidence column: service, ci, category …
            top: how many are returned at most.
            before: only tickets opened before this moment, and those without a time.
        """
        given = {name: [value] for name, value in (fields or {}).items()}
        opened = np.array([as_microseconds(before)], dtype=np.int64)
        asked = self.ask(Tickets([""], Texts([title], [description], given), opened))
        return self.rank(asked, top=top)[0]

    def rank(self, asked: Asked, *, top: int) -> list[tuple[TicketMatch, ...]]:
        """Return the most similar tickets of the history for each one asked about, best first.

        A ticket that is itself in the history (same number, same title) does not match itself.
        """
        rows, found = self._list_candidates(asked)
        scores = self._score(asked, rows, found)
        order = np.lexsort((found, -scores, rows))
        order = order[scores[order] >= self._options.least_score]
        ends = np.searchsorted(rows[order], np.arange(len(asked.tickets) + 1))
        return [
            self._answer(
                asked.tickets.texts, row, order[ends[row] : ends[row + 1]][:top], (found, scores)
            )
            for row in range(len(asked.tickets))
        ]

    def _answer(
        self, texts: Texts, row: int, places: Rows, pairs: tuple[Rows, Scores]
    ) -> tuple[TicketMatch, ...]:
        found, scores = pairs
        words = self._explainer.list_words(texts, row)
        fields = {name: values[row] for name, values in texts.fields.items()}
        return tuple(
            TicketMatch(
                self._history.ids[found[at]],
                round(float(scores[at]), 4),
                self._explainer.explain(words, fields, int(found[at])),
            )
            for at in places.tolist()
        )

    def _list_candidates(self, asked: Asked) -> tuple[Rows, Rows]:
        """Return pairs of a ticket asked about and one of the history that may be like it.

        The nearest by words, coded fields and titles are taken; the other views only put them in
        order. Titles bring in what nobody spelt alike.
        """
        titles = asked.titles if self._with_titles else None
        near = (self._beside(asked.words, asked.fields, titles) @ self._search).tocsr()
        rows = np.repeat(np.arange(near.shape[0]), np.diff(near.indptr))
        found = near.indices.astype(np.int64)
        near.data[~self._is_allowed(asked, rows, found)] = 0
        most = self._options.candidates
        kept = [
            start + _list_largest(near.data[start:end], most)
            for start, end in pairwise(near.indptr.tolist())
        ]
        places = np.concatenate(kept) if kept else np.empty(0, np.int64)
        return rows[places], found[places]

    def _is_allowed(self, asked: Asked, rows: Rows, found: Rows) -> npt.NDArray[np.bool_]:
        """Tell which pairs may match: the one in the history is older, and another ticket."""
        moments = asked.tickets.opened[rows]
        earlier = (moments == NO_TIME) | (self._history.opened[found] < moments)
        allowed: npt.NDArray[np.bool_] = earlier & (self._find_same(asked.tickets)[rows] != found)
        return allowed

    def _find_same(self, tickets: Tickets) -> Rows:
        """Return the row of the history that holds the very same ticket, -1 for none."""
        titles = self._history.texts.titles
        at = [self._places.get(ticket, -1) for ticket in tickets.ids]
        return np.array(
            [
                place if place >= 0 and titles[place] == title else -1
                for place, title in zip(at, tickets.texts.titles, strict=True)
            ],
            dtype=np.int64,
        )

    def _score(self, asked: Asked, rows: Rows, found: Rows) -> Scores:
        """Return the likeness of each pair, 0 to 1."""
        options = self._options
        runs, titles, at = self._runs_of(found)
        likeness = (
            options.words * _cosines(asked.words, rows, self._words, found)
            + options.characters * _cosines(asked.characters, rows, runs, at)
            + options.title * _cosines(asked.titles, rows, titles, at)
            + options.fields * _cosines(asked.fields, rows, self._fields, found)
        )
        moments, opened = asked.tickets.opened[rows], self._history.opened[found]
        timed = (moments != NO_TIME) & (opened != NO_TIME)
        days = np.where(timed, np.abs(moments - opened) / _DAY, np.inf)
        scores: Scores = (likeness + options.time * np.exp(-days / options.days)) / options.total
        return scores

    def _runs_of(self, found: Rows) -> tuple[Matrix, Matrix, Rows]:
        """Return views by characters, and which row of them each of the tickets found has."""
        if self._runs is not None:
            return *self._runs, found
        distinct, at = np.unique(found, return_inverse=True)
        texts = self._history.texts.take(distinct)
        return self._views.characters(texts), self._views.titles(texts), at

    @property
    def _with_titles(self) -> bool:
        return len(self._history) <= self._options.kept_runs

    def _titles(self, texts: Texts) -> Matrix | None:
        """Return the titles by characters, to search by; None for a history too long for that."""
        return self._views.titles(texts) if self._with_titles else None

    def _beside(self, words: Matrix, fields: Matrix, titles: Matrix | None) -> Matrix:
        """Return the views that candidates are searched by, each with its weight."""
        options = self._options
        views = [words, fields * np.float32((options.fields / options.words) ** 0.5)]
        if titles is not None:
            views.append(titles * np.float32((options.title / options.words) ** 0.5))
        beside: Matrix = sparse.hstack(views, format="csr")
        return beside


def _list_largest(values: npt.NDArray[np.float32], most: int) -> Rows:
    """Return the places of the largest values above zero, in order of place."""
    places = np.flatnonzero(values)
    if len(places) > most:
        places = places[np.argpartition(-values[places], most)[:most]]
        places.sort()
    return places


def _cosines(left: Matrix, rows: Rows, right: Matrix, others: Rows) -> Scores:
    """Return the cosine of each pair of rows."""
    products: Scores = np.asarray(left[rows].multiply(right[others]).sum(axis=1)).ravel()
    return products
