"""Which offerings fit what somebody is typing."""

import re
import unicodedata
from collections import Counter
from math import log
from typing import NamedTuple

from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.models import User

#: words of the name tell most, what people call it nearly as much, the description least
_WEIGHTS = (("name", 3.0), ("words", 2.0), ("service__name", 1.5), ("what", 1.0))
#: a word may begin with what is typed, from so many letters on
_BEGINS = 3
#: what was typed is read so far
_READ = 2_000
_WORD = re.compile(r"\w+")


class OfferingLine(NamedTuple):
    """An offering that fits, best first."""

    number: str
    name: str
    service: str
    what: str
    days: int | None
    price: str
    score: float


def fitting(text: str, *, seen_by: User, limit: int = 5) -> list[OfferingLine]:
    """Return what this person may ask for and what fits their words, best first.

    Rare words count for more (inverse document frequency), a word counts from three letters on for
    those that begin with it. One query, and one for each department above that of the person.

    Args:
        text: what stands in the box; a long one is read from its beginning.
        seen_by: who types.
        limit: how many at most.
    """
    asked = {word for word in _cut(text[:_READ]) if len(word) >= _BEGINS}
    if not asked:
        return []
    columns = ("number", "name", "service__name", "what", "days", "price", "words")
    rows = list(Offering.objects.open_to(seen_by).order_by("number").values(*columns))
    weighed = [_weigh(row) for row in rows]
    common = Counter(word for words in weighed for word in words)
    found = []
    for row, words in zip(rows, weighed, strict=True):
        score = sum(
            max(
                (
                    weight * log(1 + len(rows) / common[word])
                    for word, weight in words.items()
                    if word.startswith(part)
                ),
                default=0.0,
            )
            for part in asked
        )
        if score > 0:
            told = (row[column] for column in columns[:-1])
            found.append(OfferingLine._make([*told, round(score, 3)]))
    return sorted(found, key=lambda line: (-line.score, line.name))[:limit]


def _weigh(row: dict[str, str]) -> dict[str, float]:
    words: dict[str, float] = {}
    for column, weight in _WEIGHTS:
        for word in _cut(row[column] or ""):
            words[word] = max(weight, words.get(word, 0.0))
    return words


def _cut(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).lower()
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
