"""Phrases of groups of tickets, ranked by how well each says what its group is about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, pairwise
from operator import and_

import numpy as np
import numpy.typing as npt

from groundswell.analysis.text.features import Vocabulary
from groundswell.analysis.text.lexicon import HASH_BITS, VARIABLE, Kind
from groundswell.analysis.text.people import People
from groundswell.analysis.text.phrases import list_candidates, tidy_words
from groundswell.analysis.text.reading import (
    count_words,
    is_cut,
    read_well,
    share_words,
    tells_trouble,
    weigh_filler,
    weigh_use,
)
from groundswell.analysis.text.tokens import Reader, Rows
from groundswell.analysis.text.wording import repeats
from groundswell.analysis.text.wordlists import word_lists

# What it costs to say one thing only: "hangs", and not what hangs.
_ONE_THING = 0.85
# What words are worth that nobody else uses.
_UNUSUAL = 0.7
# What it costs to name a thing and not what is wrong with it, and the other way round.
_NO_TROUBLE = 0.8
_NO_THING = 0.8
# What it is worth that people wrote these words as the whole title, and more than one of them.
_WHOLE = 1.2
# A whole title that this share of the members wrote is one, however few of its words say much.
_OFTEN = 0.2

Members = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase, how well it says what its group is about, and how many members say it."""

    phrase: str
    score: float
    said: int
    terms: frozenset[int]
    has_thing: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """The phrases of one group with what is known of each."""

    #: how often each is said
    phrases: Mapping[str, float]
    #: the terms of each that say something
    solid: Sequence[frozenset[int]]
    #: cosine of each with what the texts have in common
    near: npt.NDArray[np.float64]
    #: the terms of each member
    told: Sequence[frozenset[int]]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Ranks phrases by the words and weights that the groups were made with."""

    reader: Reader
    vocabulary: Vocabulary
    #: words that name people, and so no trouble
    people: People
    #: terms that say what is wrong or wanted and name no thing
    telling: frozenset[int] = field(init=False)
    #: terms of things that everybody knows; alone, another word may be none
    known: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        """Read the lists once: they are asked for with every group."""
        lists = word_lists()
        for name, words in (("telling", lists.telling), ("known", lists.concepts.values())):
            terms = self.reader.read(sorted(set(words))).terms
            object.__setattr__(self, name, frozenset(terms.tolist()))

    def rank_all(
        self, texts: Sequence[Sequence[str]], members: Sequence[Members]
    ) -> list[list[Candidate]]:
        """Return for each group phrases of its texts that say what they have in common.

        The best comes first. The texts of all groups are read at once.
        """
        if not texts:
            return []
        words = [[[word.lower() for word in tidy_words(text)] for text in part] for part in texts]
        phrases = [list_candidates(part) for part in words]
        heard = self.reader.read(f"{title} \n {body}" for part in members for title, body in part)
        said = self.reader.read(phrase for part in phrases for phrase in part)
        near = self._nearness(
            said, [len(part) for part in phrases], self.reader.read(chain.from_iterable(texts)),
            [len(part) for part in texts],
        )  # fmt: skip
        told, solid = _list_terms(heard), _list_terms(_keep_solid(said))
        ranked, spent, met = [], 0, 0
        for part, own, texts_words in zip(phrases, members, words, strict=True):
            here = slice(spent, spent + len(part))
            asked = _Asked(part, solid[here], near[here], told[met : met + len(own)])
            whole = Counter(" ".join(said) for said in texts_words)
            ranked.append(self._rank(asked, own, whole))
            spent, met = spent + len(part), met + len(own)
        return ranked

    def _rank(self, asked: _Asked, members: Members, whole: Counter[str]) -> list[Candidate]:
        """Return the phrases of one group, the best first."""
        if not asked.phrases:
            return []
        words = count_words(members)
        least = max(2, _OFTEN * len(members))
        phrases = asked.phrases
        usual = [title for title, times in whole.items() if times >= least and title in phrases]
        holding = _list_holders(asked.told)
        found = []
        for (phrase, count), solid, near in zip(
            phrases.items(), asked.solid, asked.near, strict=True
        ):
            often = phrase in usual
            if any(is_cut(phrase, title, count, whole[title]) for title in usual):
                continue
            # More words than that around one that says something were cut out of a sentence.
            if self.people.name_in(phrase) or repeats(phrase):
                continue
            if not solid or (phrase.count(" ") > 2 * len(solid) and not often):
                continue
            by = _count_holders(solid, holding)
            score = float(near) * (by / len(members)) ** 0.6 * read_well(phrase, often)
            score *= weigh_use(count, len(members)) * (_ONE_THING if len(solid) == 1 else 1)
            score *= 1 if tells_trouble(phrase) else _NO_TROUBLE
            has_thing = not solid <= self.telling and (" " in phrase or bool(solid & self.known))
            score *= (1 if has_thing else _NO_THING) * (_WHOLE if often else 1)
            score *= weigh_filler(phrase, words, len(members))
            score *= _UNUSUAL + (1 - _UNUSUAL) * share_words(phrase, words, len(members))
            if score > 0:
                found.append(Candidate(phrase, score, by, solid, has_thing))
        return sorted(found, key=lambda candidate: (-candidate.score, candidate.phrase))

    def _nearness(
        self, said: Rows, phrases: Sequence[int], texts: Rows, members: Sequence[int]
    ) -> npt.NDArray[np.float64]:
        """Return the cosine of each phrase with the mean of the texts of its group.

        Args:
            said: the phrases of all groups.
            phrases: how many of them each group has.
            texts: the texts of all groups.
            members: how many of them each group has.
        """
        vectors = self.vocabulary.vectors(texts, _silent(len(texts)))
        asked = self.vocabulary.vectors(said, _silent(len(said)))
        near = np.zeros(len(said))
        middle = np.zeros(vectors.shape[1], dtype=np.float32)
        ends = (np.cumsum([0, *counts]) for counts in (phrases, members))
        for (first, last), (begin, end) in zip(*map(pairwise, ends), strict=True):
            ours = slice(vectors.indptr[begin], vectors.indptr[end])
            places = vectors.indices[ours]
            np.add.at(middle, places, vectors.data[ours])
            length = float(np.linalg.norm(middle[np.unique(places)])) or 1.0
            theirs = slice(asked.indptr[first], asked.indptr[last])
            owners = np.repeat(np.arange(last - first), np.diff(asked.indptr[first : last + 1]))
            shared = middle[asked.indices[theirs]] * asked.data[theirs]
            near[first:last] = np.bincount(owners, shared, minlength=last - first) / length
            middle[places] = 0
        return near


def _silent(count: int) -> Rows:
    """Return so many texts that say nothing."""
    return Rows(np.empty(0, dtype=np.int32), np.zeros(count + 1, dtype=np.int64))


def _list_terms(rows: Rows) -> list[frozenset[int]]:
    """Return the terms of each text."""
    terms, bounds = rows.terms.tolist(), rows.bounds.tolist()
    return [frozenset(terms[start:end]) for start, end in pairwise(bounds)]


def _list_holders(told: Sequence[frozenset[int]]) -> dict[int, int]:
    """Return for each term the members that hold it, as the bits of a number.

    Every phrase is held against every member; bits are many times quicker than sets.
    """
    holding: dict[int, int] = {}
    for at, terms in enumerate(told):
        for term in terms:
            holding[term] = holding.get(term, 0) | 1 << at
    return holding


def _count_holders(terms: frozenset[int], holding: Mapping[int, int]) -> int:
    """Return how many members hold all of these terms, at least one of them."""
    return reduce(and_, (holding.get(term, 0) for term in terms)).bit_count()


def _keep_solid(rows: Rows) -> Rows:
    """Return the terms that say something."""
    return rows.keep((rows.terms >> HASH_BITS != Kind.LIGHT) & (rows.terms != VARIABLE))
