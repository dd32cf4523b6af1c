"""A title for a surge: what one of its callers wrote that says best what all of them write."""

import math
from collections import Counter
from collections.abc import Sequence

from groundswell.analysis.text.masks import trim
from groundswell.analysis.text.phrases import drop_loose, tidy_words, write_titles
from groundswell.analysis.text.wordlists import word_lists

_MOST_WORDS = 9
_MOST_CHARACTERS = 90


def write_title(titles: Sequence[str], place: str | None) -> str:
    """Return a title in the callers' own words, led by the place where it does not name it."""
    told = [words for words in (_shorten(title) for title in titles) if words]
    if not told:
        return f"More tickets than usual: {place}" if place else "More tickets than usual"
    said = [_list_solid(words) for words in told]
    held = Counter(word for words in said for word in words)
    best = max(range(len(told)), key=lambda at: (_score(said[at], held, len(told)), -at))
    title = write_titles([" ".join(told[best]).lower()], titles)[0][:_MOST_CHARACTERS]
    if place is None or place.casefold() in title.casefold():
        return title
    return (
        f"{place}: {title[:1].lower()}{title[1:]}" if title[1:2].islower() else f"{place}: {title}"
    )


def _shorten(title: str) -> list[str]:
    words = tidy_words(title)
    if len(words) > _MOST_WORDS:
        words = words[:_MOST_WORDS]
        drop_loose(words)
    return words


def _list_solid(words: Sequence[str]) -> frozenset[str]:
    lists = word_lists()
    plain = (trim(word) for word in words)
    return frozenset(lists.concepts.get(word, word) for word in plain if word not in lists.stop)


def _score(said: frozenset[str], held: Counter[str], members: int) -> float:
    """Return how much of what the members say a title says, for its length."""
    # Whole numbers add up to the same in any order; the order of a set differs from run to run.
    return sum(held[word] for word in said) / members / math.sqrt(max(2, len(said)))
