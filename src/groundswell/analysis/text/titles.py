"""A title for a group of tickets: a phrase its own members use, that a desk would say.

Candidates are the members' titles without what varies, and runs of words within them. The best is
near to what the titles have in common, is said (in these or other words) by many members, and is
short. Nothing is put together from stems.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from groundswell.analysis.text.features import Vocabulary
from groundswell.analysis.text.lexicon import HASH_BITS, VARIABLE, Kind
from groundswell.analysis.text.masks import trim
from groundswell.analysis.text.phrases import (
    drop_filled_in,
    in_one_language,
    list_candidates,
    tidy_words,
    write_titles,
)
from groundswell.analysis.text.tokens import Reader, Rows
from groundswell.analysis.text.wordlists import word_lists

# How well a phrase of 0, 1, 2 … words reads as a title.
_BREVITY = (0.0, 0.8, 1.0, 1.0, 1.0, 0.95, 0.9, 0.8, 0.7, 0.6)
# What each word that says nothing costs, after the first.
_EMPTY = 0.93
# What it is worth that a phrase says that something does not work.
_TELLS = 1.08
# What it costs to say one thing only: "hangs", and not what hangs.
_ONE_THING = 0.85
# What words are worth that nobody else uses.
_UNUSUAL = 0.7
# What a word is worth that is short or other for the usual one: pw for password.
_SLANG = 0.75
# What it costs to name a thing and not what is wrong with it.
_NO_TROUBLE = 0.8
# A phrase that fewer members say is not what the group is about.
_LEAST_SAID = 0.25
_MOST_TITLES = 5
_WORD = re.compile(r"[\w'-]+")
_SENTENCE = re.compile(r"[.!?;\n\r]+\s+|[\n\r]+|\s//\s|\s-\s")


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and how many of the members that were read say it."""

    title: str
    said: int
    #: what it says, whatever the wording
    terms: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Candidate:
    phrase: str
    score: float
    said: int
    terms: frozenset[int]


@dataclass(frozen=True, slots=True)
class Namer:
    """Finds titles with the words and weights that the groups were made with."""

    reader: Reader
    vocabulary: Vocabulary

    def list_titles(
        self, members: Sequence[tuple[str, str]], *, machine_made: bool = False
    ) -> list[Title]:
        """Return titles for one group, the best first; at least one.

        Args:
            members: title and description of some members.
            machine_made: whether a machine wrote them, with words of its own filled in.
        """
        spoken = in_one_language(members)
        titles = [title for title, _ in spoken]
        if machine_made:
            titles = drop_filled_in(titles)
        ranked = self._rank(titles, members)
        if not ranked or ranked[0].said < _LEAST_SAID * len(members):
            bodies = [part for _, body in spoken for part in _SENTENCE.split(body)[:4]]
            ranked = sorted([*ranked, *self._rank(bodies, members)], key=lambda found: -found.score)
        texts = [part for member in spoken for part in member]
        best = ranked[:_MOST_TITLES]
        written = write_titles([each.phrase for each in best], texts)
        found = [
            Title(title, each.said, each.terms) for title, each in zip(written, best, strict=True)
        ]
        return found or [Title(_first_words(members), len(members), frozenset())]

    def _rank(self, texts: Sequence[str], members: Sequence[tuple[str, str]]) -> list[_Candidate]:
        """Return phrases of the texts that say what they have in common, the best first."""
        phrases = list_candidates(texts)
        if not phrases:
            return []
        said = self.reader.read(phrases)
        heard = self.reader.read([f"{title} \n {body}" for title, body in members])
        near = self._nearness(said, self.reader.read(texts))
        told = [_list_terms(heard, at) for at in range(len(heard))]
        words = _count_words(members)
        found = []
        for at, (phrase, count) in enumerate(phrases.items()):
            solid = _list_solid(said, at)
            # More words than that around one that says something were cut out of a sentence.
            if not solid or phrase.count(" ") > 2 * len(solid):
                continue
            by = sum(solid <= member for member in told)
            score = float(near[at]) * (by / len(members)) ** 0.6 * _read_well(phrase)
            score *= _weigh_use(count, len(members)) * (_ONE_THING if len(solid) == 1 else 1)
            score *= 1 if _tells_trouble(phrase) else _NO_TROUBLE
            score *= _UNUSUAL + (1 - _UNUSUAL) * _share_words(phrase, words, len(members))
            if score > 0:
                found.append(_Candidate(phrase, score, by, solid))
        return sorted(found, key=lambda candidate: (-candidate.score, candidate.phrase))

    def _nearness(self, said: Rows, texts: Rows) -> npt.NDArray[np.float64]:
        """Return the cosine of each phrase with the mean of the texts."""
        silent = self.reader.read([""])
        nothing = silent.take(np.zeros(max(len(said), len(texts)), dtype=np.int64))
        vectors = self.vocabulary.vectors(texts, nothing.take(np.arange(len(texts))))
        middle = np.asarray(vectors.sum(axis=0)).ravel()
        length = float(np.linalg.norm(middle)) or 1.0
        phrases = self.vocabulary.vectors(said, nothing.take(np.arange(len(said))))
        return np.asarray(phrases @ middle).ravel() / length


def _list_terms(rows: Rows, at: int) -> frozenset[int]:
    return frozenset(rows.terms[rows.bounds[at] : rows.bounds[at + 1]].tolist())


def _list_solid(rows: Rows, at: int) -> frozenset[int]:
    """Return the terms that say something."""
    return frozenset(
        term
        for term in _list_terms(rows, at)
        if term >> HASH_BITS != Kind.LIGHT and term != VARIABLE
    )


def _count_words(members: Sequence[tuple[str, str]]) -> Counter[str]:
    """Return how many members use each word."""
    told = (_WORD.findall(f"{title} {body}".lower()) for title, body in members)
    return Counter(word for words in told for word in set(words))


def _share_words(phrase: str, words: Counter[str], members: int) -> float:
    """Return the mean share of members that use the words of the phrase which say something."""
    lists = word_lists()
    said = [trim(word) for word in phrase.split()]
    solid = [word for word in said if word not in lists.stop and word not in lists.dangling]
    return sum(words[word] for word in solid) / max(1, len(solid)) / members


def _tells_trouble(phrase: str) -> bool:
    """Tell whether the phrase says what is wrong or wanted, and does not only name a thing."""
    lists = word_lists()
    words = tuple(trim(word) for word in phrase.split())
    runs = (words[at : at + length] for length in (2, 3) for at in range(len(words)))
    meant = [lists.concepts.get(word) for word in words] + [lists.phrases.get(run) for run in runs]
    return any(name in lists.telling for name in meant)


def _weigh_use(count: float, members: int) -> float:
    """Return how much it helps that so many of the members use these very words."""
    alone = 0.8 if count <= 1 and members > 4 else 1.0
    return alone * (1 + 0.5 * math.sqrt(min(1.0, count / members)))


def _read_well(phrase: str) -> float:
    """Return how well a phrase reads as a title: short, and of words that say something."""
    words = phrase.split()
    lists = word_lists()
    tells = [lists.concepts.get(word) in lists.light for word in words]
    empty = sum(
        not tell and (word in lists.stop or word in lists.dangling or word in lists.generic)
        for word, tell in zip(words, tells, strict=True)
    )
    short = _BREVITY[min(len(words), len(_BREVITY) - 1)]
    known = [word for word in words if word in lists.concepts]
    usual = sum(lists.concepts[word] == word for word in known) / len(known) if known else 1.0
    reading = (_TELLS if any(tells) else 1.0) * (_SLANG + (1 - _SLANG) * usual)
    return reading * short * math.pow(_EMPTY, max(0, empty - 1))


def _first_words(members: Sequence[tuple[str, str]]) -> str:
    """Return the commonest title as it is, where no phrase says anything."""
    titles = Counter(" ".join(tidy_words(title)[:8]) for title, _ in members)
    titles.pop("", None)
    if not titles:
        return "Tickets without a title"
    return write_titles([titles.most_common(1)[0][0]], (title for title, _ in members))[0]
