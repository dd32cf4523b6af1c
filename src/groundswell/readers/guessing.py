"""Columns of unknown products whose names nobody listed: by the words in them, then by content."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from groundswell.readers.fields import Field
from groundswell.readers.headers import core
from groundswell.readers.limits import limits
from groundswell.readers.times import TimePlan, Unreadable, counts_time, time_reader
from groundswell.readers.vocabulary import NOT_OPENINGS, TIME_WORDS, plain, says_nothing

_NEARLY_ALL = 0.95
_NO_NUMBER = re.compile(r"[\s.,@]")
_LOOKED_AT = 200


@dataclass(slots=True)
class Match:
    """Places of columns by canonical field, and what was concluded from content alone.

    `clocks` are the columns that hold the time of day of times whose own column holds the day.
    """

    places: dict[str, int] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    clocks: dict[str, int] = field(default_factory=dict)

    def columns(self, header: Sequence[str]) -> dict[str, str]:
        """Return canonical field by column name, in the order of the file."""
        pairs = (*self.clocks.items(), *self.places.items())
        by_place = {place: name for name, place in pairs}
        return {header[place]: by_place[place] for place in sorted(by_place)}

    def unused(self, header: Sequence[str]) -> tuple[str, ...]:
        """Return the names of the columns that fill no field."""
        taken = {*self.places.values(), *self.clocks.values()}
        return tuple(name for place, name in enumerate(header) if place not in taken)


def guess(
    found: Match,
    header: Sequence[str],
    sample: Mapping[str, Sequence[str]],
    kind: str,
    fields: Mapping[str, Field],
) -> None:
    """Add to a match what words in names and, failing these, contents suggest.

    Every column taken this way is noted with the reason, to be said to people.

    Args:
        found: what is known so far.
        header: names of the columns.
        sample: cells by name of the column.
        kind: kind of the records.
        fields: the fields to look for.
    """
    columns = _Free(header, sample, found)
    columns.by_words(fields)
    columns.by_content(kind, fields)


@dataclass(slots=True)
class _Free:
    """The columns that no name explained."""

    header: Sequence[str]
    sample: Mapping[str, Sequence[str]]
    found: Match

    def places(self) -> list[int]:
        taken = set(self.found.places.values())
        return [place for place in range(len(self.header)) if place not in taken]

    def cells(self, place: int) -> list[str]:
        return [cell for cell in self.sample[self.header[place]] if not says_nothing(cell)]

    def take(self, name: str, place: int, why: str) -> None:
        self.found.places[name] = place
        self.found.guessed[name] = why

    def by_words(self, fields: Mapping[str, Field]) -> None:
        """Compare names without words such as "ticket", "date" or "name"; times must be times."""
        for place in self.places():
            words = core(self.header[place])
            speaks_of_time = not TIME_WORDS.isdisjoint(plain(self.header[place]).split())
            times = looks_like_times(self.cells(place), enough=1)
            for name, one in fields.items() if words else ():
                free = name not in self.found.places
                fits = times if one.type == "time" else not times and not speaks_of_time
                fits = fits or (one.type == "effort" and not times)
                if free and words in one.cores and fits:
                    self.take(name, place, f"its name speaks of “{words}”")
                    break

    def by_content(self, kind: str, fields: Mapping[str, Field]) -> None:
        """Look for the number, the opening and the words."""
        opening = "at" if kind == "events" else "opened_at"
        if "id" in fields and "id" not in self.found.places:
            why = "all its values are different, whatever its name says"
            self._first("id", _looks_like_ids, why, self.places())
        if opening in fields and opening not in self.found.places:
            why = "its values are times, whatever its name says"
            free = [place for place in self.places() if not _is_no_opening(self.header[place])]
            self._first(opening, looks_like_times, why, free)
        if "title" in fields and not {"title", "description"} & set(self.found.places):
            self._words()

    def _first(
        self, name: str, test: Callable[[Sequence[str]], bool], why: str, places: Sequence[int]
    ) -> None:
        place = next((place for place in places if test(self.cells(place))), None)
        if place is not None:
            self.take(name, place, why)

    def _words(self) -> None:
        """Take the wordiest column as description and the next one as title; alone, as title."""
        lengths = {
            place: _mean_words(cells)
            for place in self.places()
            if _are_sentences(cells := self.cells(place))
        }
        wordy = sorted(lengths, key=lambda place: -lengths[place])[:2]
        names = ("title",) if len(wordy) == 1 else ("description", "title")
        for name, place in zip(names, wordy, strict=False):
            self.take(name, place, "it holds sentences, whatever its name says")


def _is_no_opening(name: str) -> bool:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return not NOT_OPENINGS.isdisjoint(plain(apart).split())


def looks_like_times(cells: Sequence[str], enough: int | None = None) -> bool:
    """Tell whether nearly all of the cells are times, figures alone apart."""
    readers = [time_reader(TimePlan(order)) for order in ("day", "month")]
    looked_at = cells[:_LOOKED_AT]
    texts = [cell for cell in looked_at if not cell.isdigit()]
    readable = sum(
        any(not isinstance(read(cell), Unreadable) for read in readers) for cell in texts
    )
    return (
        len(texts) >= (limits("content")["cells"] if enough is None else enough)
        and len(texts) > len(looked_at) / 2
        and readable > _NEARLY_ALL * len(texts)
    )


def looks_like_moments(cells: Sequence[str]) -> bool:
    """Tell whether the cells that hold anything are times, or figures that can only count time."""
    held = [cell for cell in cells if not says_nothing(cell)]
    return looks_like_times(held, enough=1) or (bool(held) and all(map(counts_time, held)))


def _looks_like_ids(cells: Sequence[str]) -> bool:
    longest: int = limits("content")["id_characters"]
    return (
        len(cells) > 1
        and len(set(cells)) == len(cells)
        and all(len(cell) <= longest and not _NO_NUMBER.search(cell) for cell in cells)
        and sum(any(sign.isdigit() for sign in cell) for cell in cells) > len(cells) * _NEARLY_ALL
        and not looks_like_times(cells, enough=1)
    )


def _are_sentences(cells: Sequence[str]) -> bool:
    return (
        len(cells) >= limits("content")["cells"]
        and len(set(cells)) * 2 > len(cells)
        and _mean_words(cells) >= limits("content")["mean_words"]
    )


def _mean_words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0
