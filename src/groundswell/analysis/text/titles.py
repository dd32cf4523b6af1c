"""A title for a group of tickets: a phrase its own members use, that a desk would say.

Candidates are the members' titles without what varies, and runs of words within them. The best is
near to what the titles have in common, is said (in these or other words) by many members, and is
short. Nothing is put together from stems.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from groundswell.analysis.text.features import Vocabulary
from groundswell.analysis.text.lexicon import HASH_BITS, VARIABLE, Kind
from groundswell.analysis.text.people import People
from groundswell.analysis.text.phrases import (
    drop_filled_in,
    in_one_language,
    list_candidates,
    tidy_words,
    write_titles,
)
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
from groundswell.analysis.text.wording import is_vague, repeats, tell_somebody
from groundswell.analysis.text.wordlists import word_lists

# What it costs to say one thing only: "hangs", and not what hangs.
_ONE_THING = 0.85
# What words are worth that nobody else uses.
_UNUSUAL = 0.7
# What it costs to name a thing and not what is wrong with it, and the other way round.
_NO_TROUBLE = 0.8
_NO_THING = 0.8
# A phrase that says enough comes before a vague one that so much fewer members say.
_AS_OFTEN = 0.6
# What it is worth that people wrote these words as the whole title, and more than one of them.
_WHOLE = 1.2
# A whole title that this share of the members wrote is one, however few of its words say much.
_OFTEN = 0.2
# A phrase that fewer members say is not what the group is about.
_LEAST_SAID = 0.25
_MOST_TITLES = 5
_SENTENCE = re.compile(r"[.!?;\n\r]+\s+|[\n\r]+|\s//\s|\s-\s")


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and how many of the members that were read say it."""

    title: str
    said: int
    #: what it says, whatever the wording
    terms: frozenset[int]
    #: whether it names what is concerned: "not reachable" does not
    has_thing: bool = True
    #: whether it says too little by itself: "access"
    vague: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    phrase: str
    score: float
    said: int
    terms: frozenset[int]
    has_thing: bool


@dataclass(frozen=True, slots=True)
class Namer:
    """Finds titles with the words and weights that the groups were made with."""

    reader: Reader
    vocabulary: Vocabulary
    #: words that name people, and so no trouble
    people: People = field(default_factory=People)
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
        best = _full_first(ranked)[:_MOST_TITLES]
        written = write_titles([each.phrase for each in best], texts)
        found = [
            Title(title, each.said, each.terms, each.has_thing, is_vague(each.phrase))
            for title, each in zip(written, best, strict=True)
        ]
        return found or [Title(self._first_words(members), len(members), frozenset())]

    def _rank(self, texts: Sequence[str], members: Sequence[tuple[str, str]]) -> list[_Candidate]:
        """Return phrases of the texts that say what they have in common, the best first."""
        phrases = list_candidates(texts)
        if not phrases:
            return []
        whole = Counter(" ".join(tidy_words(text)).lower() for text in texts)
        said = self.reader.read(phrases)
        heard = self.reader.read([f"{title} \n {body}" for title, body in members])
        near = self._nearness(said, self.reader.read(texts))
        told = [_list_terms(heard, at) for at in range(len(heard))]
        words = count_words(members)
        least = max(2, _OFTEN * len(members))
        usual = [title for title, times in whole.items() if times >= least and title in phrases]
        found = []
        for at, (phrase, count) in enumerate(phrases.items()):
            solid = _list_solid(said, at)
            often = phrase in usual
            if any(is_cut(phrase, title, count, whole[title]) for title in usual):
                continue
            # More words than that around one that says something were cut out of a sentence.
            if self.people.name_in(phrase) or repeats(phrase):
                continue
            if not solid or (phrase.count(" ") > 2 * len(solid) and not often):
                continue
            by = sum(solid <= member for member in told)
            score = float(near[at]) * (by / len(members)) ** 0.6 * read_well(phrase, often)
            score *= weigh_use(count, len(members)) * (_ONE_THING if len(solid) == 1 else 1)
            score *= 1 if tells_trouble(phrase) else _NO_TROUBLE
            has_thing = not solid <= self.telling and (" " in phrase or bool(solid & self.known))
            score *= (1 if has_thing else _NO_THING) * (_WHOLE if often else 1)
            score *= weigh_filler(phrase, words, len(members))
            score *= _UNUSUAL + (1 - _UNUSUAL) * share_words(phrase, words, len(members))
            if score > 0:
                found.append(_Candidate(phrase, score, by, solid, has_thing))
        return sorted(found, key=lambda candidate: (-candidate.score, candidate.phrase))

    def _first_words(self, members: Sequence[tuple[str, str]]) -> str:
        """Return the commonest title as it is but for people, where no phrase says anything."""
        titles: Counter[str] = Counter()
        for title, _ in members:
            words = tidy_words(title)[:8]
            told = [word for word in words if not self.people.name_in(word)]
            left = told if len(told) == len(words) else tell_somebody(told, members)
            titles[" ".join(left)] += 1
        titles.pop("", None)
        if not titles:
            return "Tickets without a title"
        return write_titles([titles.most_common(1)[0][0]], (title for title, _ in members))[0]

    def _nearness(self, said: Rows, texts: Rows) -> npt.NDArray[np.float64]:
        """Return the cosine of each phrase with the mean of the texts."""
        silent = self.reader.read([""])
        nothing = silent.take(np.zeros(max(len(said), len(texts)), dtype=np.int64))
        vectors = self.vocabulary.vectors(texts, nothing.take(np.arange(len(texts))))
        middle = np.asarray(vectors.sum(axis=0)).ravel()
        length = float(np.linalg.norm(middle)) or 1.0
        phrases = self.vocabulary.vectors(said, nothing.take(np.arange(len(said))))
        return np.asarray(phrases @ middle).ravel() / length


def _full_first(ranked: list[_Candidate]) -> list[_Candidate]:
    """Return the phrases, the best one that says enough before those that say too little.

    It has to be said by nearly as many members.
    """
    if not ranked or not is_vague(ranked[0].phrase):
        return ranked
    least = _AS_OFTEN * ranked[0].said
    full = (each for each in ranked if each.said >= least and not is_vague(each.phrase))
    first = next(full, ranked[0])
    return [first, *(each for each in ranked if each is not first)]


def _list_terms(rows: Rows, at: int) -> frozenset[int]:
    return frozenset(rows.terms[rows.bounds[at] : rows.bounds[at + 1]].tolist())


def _list_solid(rows: Rows, at: int) -> frozenset[int]:
    """Return the terms that say something."""
    return frozenset(
        term
        for term in _list_terms(rows, at)
        if term >> HASH_BITS != Kind.LIGHT and term != VARIABLE
    )
