"""Why two tickets are alike, in words."""

import numpy as np

from groundswell.analysis.match.views import Texts, Views
from groundswell.analysis.text.lexicon import HASH_BITS, Kind
from groundswell.analysis.text.masks import trim

_CALLED = {"ci": "configuration item"}
_MOST_REMEMBERED = 20_000


class Explainer:
    """Says what a ticket asked about shares with one of the history."""

    def __init__(self, views: Views, history: Texts) -> None:
        """Take the history and the views that it is compared in."""
        self._views = views
        self._history = history
        self._remembered: dict[int, dict[int, str]] = {}
        self._weights: dict[int, float] = {}

    def list_words(self, texts: Texts, row: int) -> dict[int, str]:
        """Return the words of a ticket that carry something, by term."""
        body = self._views.stripper.strip(texts.titles[row], texts.bodies[row])
        return {
            term: word
            for term, word in self._views.reader.list_words(f"{texts.titles[row]} \n {body}")
            if term >> HASH_BITS <= Kind.NAME and term >> HASH_BITS != Kind.LIGHT
        }

    def explain(
        self, words: dict[int, str], fields: dict[str, str | None], found: int
    ) -> tuple[str, ...]:
        """Return the words and fields shared with one ticket of the history.

        Args:
            words: what `list_words` says of the ticket asked about.
            fields: its coded fields.
            found: row of the other in the history.
        """
        theirs = self._words_of(found)
        shared = sorted((term for term in words if term in theirs), key=self._weigh, reverse=True)
        told = list(dict.fromkeys(trim(words[term]) for term in shared))
        told = told[: self._views.options.shared_words]
        why = [f"shared words: {', '.join(told)}"] if told else []
        for name, values in self._history.fields.items():
            value = fields.get(name)
            if value and value == values[found]:
                why.append(f"same {_CALLED.get(name, name)}")
        return tuple(why)

    def _words_of(self, found: int) -> dict[int, str]:
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        if found not in self._remembered:
            self._remembered[found] = self.list_words(self._history, found)
        return self._remembered[found]

    def _weigh(self, term: int) -> float:
        if len(self._weights) >= _MOST_REMEMBERED:
            self._weights.clear()
        if term not in self._weights:
            vocabulary = self._views.vocabulary
            column = int(vocabulary.columns(np.array([term]))[0])
            self._weights[term] = float(vocabulary.idf[column]) if column >= 0 else 0.0
        return self._weights[term]
