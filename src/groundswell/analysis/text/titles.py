"""A title for a group of tickets: a phrase its own members use, that a desk would say.

Candidates are the members' titles without what varies, and runs of words within them. The best is
near to what the titles have in common, is said (in these or other words) by many members, and is
short. Nothing is put together from stems.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from groundswell.analysis.text.features import Vocabulary
from groundswell.analysis.text.people import People
from groundswell.analysis.text.phrases import (
    drop_filled_in,
    in_one_language,
    tidy_words,
    write_titles,
)
from groundswell.analysis.text.ranking import Candidate, Ranker
from groundswell.analysis.text.reading import tells_trouble
from groundswell.analysis.text.tokens import Reader
from groundswell.analysis.text.wording import is_vague, put_act_first, tell_somebody

# A phrase that says enough comes before a vague one that so much fewer members say.
_AS_OFTEN = 0.6
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
class Told:
    """Title and description of some members of a group, and whether a machine wrote them."""

    members: Sequence[tuple[str, str]]
    machine_made: bool = False


@dataclass(frozen=True, slots=True)
class Namer:
    """Finds titles with the words and weights that the groups were made with."""

    reader: Reader
    vocabulary: Vocabulary
    #: words that name people, and so no trouble
    people: People = field(default_factory=People)
    _ranker: Ranker = field(init=False)

    def __post_init__(self) -> None:
        """Read the word lists once: they are asked for with every group."""
        object.__setattr__(self, "_ranker", Ranker(self.reader, self.vocabulary, self.people))

    def list_titles(
        self, members: Sequence[tuple[str, str]], *, machine_made: bool = False
    ) -> list[Title]:
        """Return titles for one group, the best first; at least one.

        Args:
            members: title and description of some members.
            machine_made: whether a machine wrote them, with words of its own filled in.
        """
        return self.name_all([Told(members, machine_made)])[0]

    def name_all(self, groups: Sequence[Told]) -> list[list[Title]]:
        """Return for each group its titles; see `list_titles`. Many at once are read together."""
        spoken = [in_one_language(group.members) for group in groups]
        titles = [
            drop_filled_in(said) if group.machine_made else said
            for group, said in zip(groups, ([title for title, _ in s] for s in spoken), strict=True)
        ]
        ranked = self._ranker.rank_all(titles, [group.members for group in groups])
        silent = [
            at
            for at, found in enumerate(ranked)
            if not found or found[0].said < _LEAST_SAID * len(groups[at].members)
        ]
        bodies = [
            [part for _, body in spoken[at] for part in _SENTENCE.split(body)[:4]] for at in silent
        ]
        fuller = self._ranker.rank_all(bodies, [groups[at].members for at in silent])
        for at, more in zip(silent, fuller, strict=True):
            ranked[at] = sorted([*ranked[at], *more], key=lambda found: -found.score)
        parts = zip(groups, spoken, ranked, strict=True)
        return [self._write(group, said, found) for group, said, found in parts]

    def _write(
        self, group: Told, spoken: Sequence[tuple[str, str]], ranked: list[Candidate]
    ) -> list[Title]:
        texts = [part for member in spoken for part in member]
        best = _full_first(ranked)[:_MOST_TITLES]
        written = write_titles([put_act_first(each.phrase) for each in best], texts)
        found = [
            Title(title, each.said, each.terms, each.has_thing, is_vague(each.phrase))
            for title, each in zip(written, best, strict=True)
        ]
        count = len(group.members)
        return found or [Title(self._first_words(group.members), count, frozenset())]

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


def _full_first(ranked: list[Candidate]) -> list[Candidate]:
    """Return the phrases, the best one that says enough before those that say too little.

    What only names a thing says too little where another phrase says what is wrong with it. That
    has to be said by nearly as many members.
    """
    if not ranked:
        return ranked
    best, least = ranked[0], _AS_OFTEN * ranked[0].said
    if is_vague(best.phrase):
        full = (each for each in ranked if each.said >= least and not is_vague(each.phrase))
    elif tells_trouble(best.phrase):
        return ranked
    else:
        full = (
            each
            for each in ranked
            if each.said >= least and best.terms <= each.terms and tells_trouble(each.phrase)
        )
    first = next(full, best)
    return [first, *(each for each in ranked if each is not first)]
