"""Looking for everything at once: what this person may see, best first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from groundswell.analysis.text.stems import stem
from groundswell.foundation.accounts.models import User
from groundswell.foundation.search import index
from groundswell.foundation.search.kinds import Searched, list_searched
from groundswell.foundation.search.models import SearchDocument
from groundswell.foundation.search.newest import Reading
from groundswell.foundation.search.snippets import Part, mark, quote
from groundswell.foundation.search.spelling import read_near
from groundswell.foundation.search.words import TITLE, cut

#: so many of the newest records of a kind are looked at, and so many with the words in the title
LOOKED_AT, TITLED = 200, 60
#: so many of what a person without the right to see all may see: the newest
OWN = 1_000
#: words of a question
_MOST_WORDS = 12
_NUMBER = re.compile(r"\s*([a-z]{2,4})[- ]?0*(\d{1,9})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: its title and the stretch of its text that holds the words."""

    number: str
    title: list[Part]
    quote: list[Part]
    address: str

    @property
    def name(self) -> str:
        """Return the title as it stands."""
        return "".join(part.text for part in self.title)


@dataclass(frozen=True, slots=True)
class Section:
    """The hits of one kind. `count` is of what this person may see, exact unless `is_cut`."""

    key: str
    label: str
    hits: list[Hit]
    count: int
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; `instead` are the words looked for where those that were typed find none."""

    words: str
    instead: str = ""
    sections: list[Section] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return how many records were found."""
        return sum(section.count for section in self.sections)


def search(text: str, *, seen_by: User, kind: str = "", each: int = 5) -> Found:
    """Return the records that hold these words, of every kind that this person may look for.

    Where nothing holds them, words a letter or two away are tried, and one is told only if it
    leads to a record that this person may see.

    Args:
        text: what was typed.
        seen_by: who looks.
        kind: narrows it to one kind, by its key; an unknown one is no kind.
        each: how many hits of each kind are shown.
    """
    words = cut(_with_full_number(text))[:_MOST_WORDS]
    open_kinds = [one for one in list_searched() if one.is_open(seen_by)]
    kinds = [one for one in open_kinds if kind in {"", one.key}]
    if not words:
        return Found(text)
    reading = Reading()
    if sections := _look(words, kinds, seen_by, each, reading):
        return Found(text, sections=sections)
    for other in read_near(words):
        if sections := _look(other, kinds, seen_by, each, reading):
            return Found(text, " ".join(other), sections)
    return Found(text)


def _with_full_number(text: str) -> str:
    """Return INC-000012 for inc12; any other text as it is."""
    number = _NUMBER.fullmatch(text)
    return f"{number[1]}-{int(number[2]):06}" if number else text


def _look(
    words: Sequence[str], kinds: Sequence[Searched], seen_by: User, each: int, reading: Reading
) -> list[Section]:
    if not index.is_held(words, reading=reading):
        # as after a slip of the finger: no kind need be asked
        return []
    found = (_section(words, kind, seen_by, each, reading) for kind in kinds)
    return [section for section in found if section is not None]


def _section(
    words: Sequence[str], kind: Searched, seen_by: User, each: int, reading: Reading
) -> Section | None:
    visible = kind.visible(seen_by)
    among = None
    if not kind.sees_all(seen_by):
        among = list(visible.order_by("-pk").values_list("number", flat=True)[:OWN])
    numbers = rank(words, kinds=kind.prefixes, among=among, reading=reading)
    numbers += [one for one in kind.beside(words, seen_by, reading) if one not in set(numbers)]
    allowed = set(visible.filter(number__in=numbers).order_by().values_list("number", flat=True))
    ranked = [number for number in numbers if number in allowed]
    if not ranked:
        return None
    shown = {record.number: record for record in visible.filter(number__in=ranked[:each])}
    hits = [
        _hit(shown[number], words, kind, seen_by) for number in ranked[:each] if number in shown
    ]
    return Section(kind.key, kind.label, hits, len(ranked), len(numbers) >= LOOKED_AT)


def _hit(record: Any, words: Sequence[str], kind: Searched, seen_by: User) -> Hit:
    title = record.search_title()
    # what stands before the title is numbers, and the title is shown already
    _, _, rest = record.search_text().partition(title) if title else ("", "", record.search_text())
    shown, quoted = mark(title, words), quote(rest.strip() or title, words)
    if not any(part.is_hit for part in (*shown, *quoted)):
        quoted = quote(kind.said(record, seen_by), words) or quoted
    return Hit(record.number, shown, quoted, kind.address(record.number, seen_by))


def rank(
    words: Sequence[str],
    *,
    kinds: Sequence[str],
    among: Sequence[str] | None = None,
    reading: Reading | None = None,
) -> list[str]:
    """Return the records that hold these words, best first; bounded however common the words are.

    Those with every word in the title come first, the newest leading; then the newest of the
    others, by how often and how tightly they hold the words.

    Args:
        words: as `words.cut` gives them.
        kinds: prefixes of the numbers to look among.
        among: only these numbers; None for all.
        reading: the search of which this is a part.
    """
    reading = reading or Reading()
    titled = index.find_titles(words, kinds=kinds, limit=TITLED, among=among, reading=reading)
    others = index.find_stems(words, kinds=kinds, limit=LOOKED_AT, among=among, reading=reading)
    rest = [number for number in others if number not in set(titled)]
    return [*titled, *_by_weight(words, rest)]


def _by_weight(words: Sequence[str], numbers: Sequence[str]) -> list[str]:
    if len(numbers) < 2:
        return list(numbers)
    texts = dict(SearchDocument.objects.filter(number__in=numbers).values_list("number", "words"))
    place = {number: at for at, number in enumerate(numbers)}
    weights = {number: weigh(words, texts.get(number, "")) for number in numbers}
    return sorted(numbers, key=lambda number: (-round(weights[number], 3), place[number]))


def weigh(words: Sequence[str], held: str) -> float:
    """Return how much a record is about these words, from what the index holds of it.

    Each word counts by how often it stands, less and less, in relation to the length (the term
    frequency of Okapi BM25, k1 = 1.2, b = 0.75 at 60 words); a word of the title counts twice.
    Words are counted by their stem, with which they begin.
    """
    length = 0.25 + 0.75 * held.count(" ") / 60
    total = 0.0
    for word in words:
        root = stem(word)
        times = held.count(f" {root}")
        total += 2.2 * times / (times + 1.2 * length)
        total += f" {TITLE}{root}" in held
    return total
