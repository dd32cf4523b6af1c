"""A title for a group of tickets: a phrase its own members use, that a desk would say.

Candidates are the members' titles without what varies, and runs of words within them. The best is
near to what the titles have in common, is said (in these or other words) by many members, and is
short. Nothing is put together from stems.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.analysis.text.features import Vocabulary
from groundswell.analysis.text.lexicon import HASH_BITS, Kind
from groundswell.analysis.text.masks import is_variable, trim
from groundswell.analysis.text.tokens import Reader, Rows
from groundswell.analysis.text.wordlists import word_lists

_MOST_WORDS = 8
_MOST_READ = 16
_MOST_CANDIDATES = 40
# How well a phrase of 0, 1, 2 … words reads as a title.
_BREVITY = (0.0, 0.8, 1.0, 1.0, 1.0, 0.95, 0.9, 0.8, 0.7, 0.6)
# What each word that says nothing costs, after the first.
_EMPTY = 0.93
# What it is worth that a phrase says that something does not work.
_TELLS = 1.08
# A phrase that fewer members say is not what the group is about.
_LEAST_SAID = 0.25
_NOT = frozenset({"not", "no", "nicht", "kein", "keine", "ne", "pas", "never"})
_SENTENCE = re.compile(r"[.!?;\n\r]+\s+|[\n\r]+|\s//\s|\s-\s")
_EDGES = " \t,;:.!?*#>/|_-=~\"'“”„()[]{}<>&+"


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and how many of the members that were read say it."""

    title: str
    said: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    phrase: str
    score: float
    said: int


@dataclass(frozen=True, slots=True)
class Namer:
    """Finds titles with the words and weights that the groups were made with."""

    reader: Reader
    vocabulary: Vocabulary

    def name(self, members: Sequence[tuple[str, str]], *, taken: Collection[str] = ()) -> Title:
        """Return the title of one group.

        Args:
            members: title and description of some members.
            taken: titles that other groups have, casefolded.
        """
        ranked = self._rank([title for title, _ in members], members)
        if not ranked or ranked[0].said < _LEAST_SAID * len(members):
            bodies = [part for _, body in members for part in _SENTENCE.split(body)[:4]]
            ranked = sorted([*ranked, *self._rank(bodies, members)], key=lambda found: -found.score)
        for found in ranked:
            title = write_title(found.phrase)
            if title.casefold() not in taken:
                return Title(title, found.said)
        return Title(_count_up(_first_words(members), taken), len(members))

    def _rank(self, texts: Sequence[str], members: Sequence[tuple[str, str]]) -> list[_Candidate]:
        """Return phrases of the texts that say what they have in common, the best first."""
        phrases = _list_candidates(texts)
        if not phrases:
            return []
        said = self.reader.read(phrases)
        heard = self.reader.read([f"{title} \n {body}" for title, body in members])
        near = self._nearness(said, self.reader.read(texts))
        told = [_terms(heard, at) for at in range(len(heard))]
        found = []
        for at, (phrase, count) in enumerate(phrases.items()):
            solid = {term for term in _terms(said, at) if term >> HASH_BITS != Kind.LIGHT}
            solid.discard(int(Kind.VARIABLE) << HASH_BITS)
            # More words than that around one that says something were cut out of a sentence.
            fit = phrase.count(" ") <= 2 * len(solid)
            by = sum(solid <= member for member in told) if solid and fit else 0
            score = float(near[at]) * (by / len(members)) ** 0.6 * _read_well(phrase)
            score *= _weigh_use(count, len(members))
            if score > 0:
                found.append(_Candidate(phrase, score, by))
        return sorted(found, key=lambda candidate: (-candidate.score, candidate.phrase))

    def _nearness(self, said: Rows, texts: Rows) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Return the cosine of each phrase with the mean of the texts."""
        silent = self.reader.read([""])
        nothing = silent.take(np.zeros(max(len(said), len(texts)), dtype=np.int64))
        vectors = self.vocabulary.vectors(texts, nothing.take(np.arange(len(texts))))
        middle = np.asarray(vectors.sum(axis=0)).ravel()
        length = float(np.linalg.norm(middle)) or 1.0
        phrases = self.vocabulary.vectors(said, nothing.take(np.arange(len(said))))
        return np.asarray(phrases @ middle).ravel() / length


def write_title(phrase: str) -> str:
    """Return the phrase as a title: short names in capitals, first letter large."""
    lists = word_lists()
    words = []
    for word in phrase.split():
        bare = trim(word)
        shown = bare.upper() if bare in lists.capitals else lists.spelling.get(bare, bare)
        words.append(word.replace(bare, shown) if bare else word)
    title = " ".join(words)
    return title[:1].upper() + title[1:]


def tidy_words(text: str) -> list[str]:
    """Return the words of a title without marks in front, variable parts and loose ends."""
    lists = word_lists()
    text = " ".join(text.split())
    while (found := lists.title_prefixes.match(text)) and found.end():
        text = text[found.end() :]
    words = [word.strip(_EDGES) for word in text.split() if trim(word) and not is_variable(word)]
    words = [word for word in words if word]
    while words and trim(words[-1]) in lists.dangling:
        words.pop()
    while words and trim(words[0]) in lists.dangling:
        words.pop(0)
    return words


def _list_candidates(texts: Iterable[str]) -> dict[str, float]:
    """Return phrases with how often each is said, twice where it is all that is said."""
    said: Counter[str] = Counter()
    for text in texts:
        words = [word.lower() for word in tidy_words(text)[:_MOST_READ]]
        if len(words) <= _MOST_WORDS:
            said[" ".join(words)] += 1
        said.update(set(_runs(words)))
    said.pop("", None)
    ranked = sorted(
        said, key=lambda phrase: (-said[phrase] * min(4, phrase.count(" ") + 1), phrase)
    )
    return {phrase: float(said[phrase]) for phrase in ranked[:_MOST_CANDIDATES]}


def _runs(words: list[str]) -> Iterator[str]:
    """Yield runs of two to six words that neither begin nor end with one that carries nothing.

    A run that leaves out a "not" right before it would say the opposite.
    """
    lists = word_lists()
    plain = [trim(word) for word in words]
    denies = [lists.concepts.get(word) == "cannot" or word in _NOT for word in plain]
    weak = [word in lists.stop or word in lists.dangling for word in plain]
    for start in range(len(words)):
        if (weak[start] and not denies[start]) or any(denies[max(0, start - 2) : start]):
            continue
        for end in range(start + 2, min(len(words), start + 6) + 1):
            if not weak[end - 1] and not denies[end - 1]:
                yield " ".join(words[start:end])


def _weigh_use(count: float, members: int) -> float:
    """Return how much it helps that so many of the members use these very words."""
    alone = 0.8 if count <= 1 and members > 4 else 1.0
    return alone * (1 + 0.5 * min(1.0, count / members) ** 0.5)


def _read_well(phrase: str) -> float:
    """Return how well a phrase reads as a title: short, and of words that say something."""
    words = phrase.split()
    lists = word_lists()
    empty = sum(
        word in lists.stop or word in lists.dangling or word in lists.generic for word in words
    )
    tells = _TELLS if any(lists.concepts.get(word) in lists.light for word in words) else 1.0
    short = _BREVITY[min(len(words), len(_BREVITY) - 1)]
    reading: float = tells * short * _EMPTY ** max(0, empty - 1)
    return reading


def _terms(rows: Rows, at: int) -> frozenset[int]:
    return frozenset(rows.terms[rows.bounds[at] : rows.bounds[at + 1]].tolist())


def _first_words(members: Sequence[tuple[str, str]]) -> str:
    """Return the commonest title as it is, where no phrase says anything."""
    titles = Counter(" ".join(tidy_words(title)[:_MOST_WORDS]) for title, _ in members)
    titles.pop("", None)
    return write_title(titles.most_common(1)[0][0]) if titles else "Tickets without a title"


def _count_up(title: str, taken: Collection[str]) -> str:
    """Return the title, numbered where it is taken."""
    numbered, number = title, 1
    while numbered.casefold() in taken:
        number += 1
        numbered = f"{title} ({number})"
    return numbered
