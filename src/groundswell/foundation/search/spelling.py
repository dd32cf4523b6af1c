"""What a slip of the finger may have meant: words that some record holds, a letter or two away.

One letter away is looked up word by word (Norvig, "How to Write a Spelling Corrector", 2007); two
letters away among the words that begin alike, for long words only.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from groundswell.foundation.search.models import SearchWord
from groundswell.foundation.search.words import LONGEST, SHORTEST

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: from so many letters on, two of them may be wrong
_LONG = 8
#: so many words that begin alike are compared, and so many readings of a question are tried
_COMPARED, _READINGS = 3_000, 6


def read_near(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield other readings of a question, the likeliest first; words that are known stay.

    A word of which nothing near is known stays too, so a question of a strange name and a slip
    finds nothing rather than anything.
    """
    known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    near = [[word] if word in known else [*find_near_words(word), word] for word in words]
    for reading in list(product(*(choices[:3] for choices in near)))[:_READINGS]:
        if list(reading) != list(words):
            yield list(reading)


def find_near_words(word: str) -> list[str]:
    """Return the known words a letter away, or two for long words, the nearest first."""
    if not (SHORTEST <= len(word) <= LONGEST and word.isalpha()):
        return []
    near = SearchWord.objects.filter(word__in=_one_away(word)).values_list("word", flat=True)
    found = {other: 1 for other in near if other != word}
    if len(word) >= _LONG:
        found |= _two_away(word, found)
    return sorted(
        found,
        key=lambda other: (
            found[other],
            other[0] != word[0],
            sorted(other) != sorted(word),
            abs(len(other) - len(word)),
            other,
        ),
    )


def _one_away(word: str) -> set[str]:
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {left + right[1:] for left, right in halves if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    other = {left + sign + right[1:] for left, right in halves if right for sign in _LETTERS}
    more = {left + sign + right for left, right in halves for sign in _LETTERS}
    return less | swapped | other | more


def _two_away(word: str, nearer: dict[str, int]) -> dict[str, int]:
    alike = SearchWord.objects.filter(word__startswith=word[:2])
    others = alike.order_by("word").values_list("word", flat=True)[:_COMPARED]
    return {
        other: 2
        for other in others
        if other not in nearer
        and other != word
        and other.isalpha()
        and abs(len(other) - len(word)) <= 2
        and count_slips(word, other, most=2) <= 2
    }


def count_slips(one: str, other: str, *, most: int) -> int:
    """Return how many letters were missed, added, changed or swapped; `most` + 1 where more.

    Optimal string alignment: a letter is touched once only.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        older, before, row = before, row, [at]
        for place, sign in enumerate(other, start=1):
            best = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != sign))
            is_swap = at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == sign
            row.append(min(best, older[place - 2] + 1) if is_swap else best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
