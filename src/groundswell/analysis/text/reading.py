"""How well a phrase reads as the title of a group of tickets."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from groundswell.analysis.text.masks import trim
from groundswell.analysis.text.wordlists import title_words, word_lists

# How well a phrase of 0, 1, 2 … words reads as a title.
_BREVITY = (0.0, 0.8, 1.0, 1.0, 1.0, 0.95, 0.9, 0.8, 0.7, 0.6)
# What each word that says nothing costs, after the first.
_EMPTY = 0.93
# What it is worth that a phrase says that something does not work.
_TELLS = 1.08
# What a word is worth that is short or other for the usual one: pw for password.
_SLANG = 0.75
# What a word that says nothing ("old phone") costs where no member uses it.
_FILLER = 0.35
# What it costs that "does" is missing before "not".
_BARE = 0.8
# What it costs to end with an act whose thing would stand behind it: "access requesting".
_LOOSE = 0.5
# A phrase that is said at most so many times as often as a title that holds it, is cut out of it.
_ELSEWHERE = 1.2
_WORD = re.compile(r"[\w'-]+")


def count_words(members: Sequence[tuple[str, str]]) -> Counter[str]:
    """Return how many members use each word."""
    told = (_WORD.findall(f"{title} {body}".lower()) for title, body in members)
    return Counter(word for words in told for word in set(words))


def share_words(phrase: str, words: Counter[str], members: int) -> float:
    """Return the mean share of members that use the words of the phrase which say something."""
    lists = word_lists()
    said = [trim(word) for word in phrase.split()]
    solid = [word for word in said if word not in lists.stop and word not in lists.dangling]
    return sum(words[word] for word in solid) / max(1, len(solid)) / members


def is_cut(phrase: str, title: str, count: float, times: int) -> bool:
    """Tell whether a phrase is hardly ever said but within one longer title.

    Source:
        K. Frantzi, S. Ananiadou and H. Mima, "Automatic recognition of multi-word terms: the
        C-value/NC-value method", International Journal on Digital Libraries 3 (2000), 115-130.
    """
    return phrase != title and f" {phrase} " in f" {title} " and count <= _ELSEWHERE * times


def weigh_filler(phrase: str, words: Counter[str], members: int) -> float:
    """Return how well the members bear out the words that only a few of them would choose."""
    lists = word_lists()
    said = [trim(word) for word in phrase.split()]
    filler = [word for word in said if word in lists.generic and word not in lists.concepts]
    return math.prod(_FILLER + (1 - _FILLER) * words[word] / members for word in filler)


def tells_trouble(phrase: str) -> bool:
    """Tell whether the phrase says what is wrong or wanted, and does not only name a thing."""
    words = tuple(map(trim, phrase.split()))
    alone, opening, runs = _list_telling()
    if not alone.isdisjoint(words):
        return True
    if opening.isdisjoint(words):
        return False
    return any(words[at : at + length] in runs for length in (2, 3) for at in range(len(words)))


@cache
def _list_telling() -> tuple[frozenset[str], frozenset[str], frozenset[tuple[str, ...]]]:
    """Return the words that tell a trouble, the runs of words that do, and how these begin."""
    lists = word_lists()
    alone = frozenset(word for word, name in lists.concepts.items() if name in lists.telling)
    runs = frozenset(words for words, name in lists.phrases.items() if name in lists.telling)
    return alone, frozenset(words[0] for words in runs), runs


def weigh_use(count: float, members: int) -> float:
    """Return how much it helps that so many of the members use these very words."""
    alone = 0.8 if count <= 1 and members > 4 else 1.0
    return alone * (1 + 0.5 * math.sqrt(min(1.0, count / members)))


def read_well(phrase: str, often: bool) -> float:  # noqa: FBT001 (two kinds of phrase)
    """Return how well a phrase reads as a title: short, and of words that say something.

    What many wrote as their whole title reads well with all its little words.
    """
    words = phrase.split()
    lists = word_lists()
    tells = [lists.concepts.get(word) in lists.light for word in words]
    empty = sum(
        not tell and (word in lists.stop or word in lists.dangling or word in lists.generic)
        for word, tell in zip(words, tells, strict=True)
    )
    empty = 0 if often else empty
    short = _BREVITY[min(len(words), len(_BREVITY) - 1)]
    known = [word for word in words if word in lists.concepts]
    usual = sum(lists.concepts[word] == word for word in known) / len(known) if known else 1.0
    usual *= _BARE if words[0] == "not" else 1.0
    usual *= _LOOSE if words[-1] in title_words().doing else 1.0
    reading = (_TELLS if any(tells) else 1.0) * (_SLANG + (1 - _SLANG) * usual)
    return reading * short * math.pow(_EMPTY, max(0, empty - 1))
