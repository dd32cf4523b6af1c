"""The tickets of the longest window, by place and by word."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from typing import Any

from groundswell.analysis.surges.arrivals import Recent

_COMPACT = 64


class Stream:
    """Tickets of one place or word, oldest first; the oldest leave at the front."""

    __slots__ = ("_begin", "_items", "_times")

    def __init__(self) -> None:
        self._items: list[Recent] = []
        self._times: list[float] = []
        self._begin = 0

    def __len__(self) -> int:
        return len(self._items) - self._begin

    def add(self, recent: Recent) -> None:
        """Add the newest ticket."""
        self._items.append(recent)
        self._times.append(recent.at)

    def drop_oldest(self) -> None:
        """Take the oldest ticket away."""
        self._begin += 1
        if self._begin > _COMPACT and self._begin * 2 > len(self._items):
            del self._items[: self._begin], self._times[: self._begin]
            self._begin = 0

    def count(self, since: float) -> int:
        """Return how many tickets there are since a moment."""
        return len(self._times) - bisect_left(self._times, since, self._begin)

    def list_since(self, since: float) -> list[Recent]:
        """Return the tickets since a moment, oldest first."""
        return self._items[bisect_left(self._times, since, self._begin) :]


class Memory:
    """Holds the recent tickets; each leaves all its streams at once."""

    def __init__(self) -> None:
        self._queue: deque[Recent] = deque()
        self._places: dict[str, Stream] = {}
        self._words: dict[int, Stream] = {}

    def add(self, recent: Recent) -> None:
        """Remember the newest ticket."""
        self._queue.append(recent)
        for stream in self._make_streams(recent):
            stream.add(recent)

    def forget(self, before: float) -> None:
        """Forget the tickets before a moment."""
        while self._queue and self._queue[0].at < before:
            recent = self._queue.popleft()
            for place in recent.places:
                _shorten(self._places, place)
            for word in recent.words:
                _shorten(self._words, word)

    def at_place(self, place: str) -> Stream:
        """Return the tickets of a place that holds one."""
        return self._places[place]

    def with_word(self, word: int) -> Stream:
        """Return the tickets with a word that one holds."""
        return self._words[word]

    def as_json(self) -> list[Any]:
        """Return the tickets as plain lists, oldest first."""
        return [recent.as_json() for recent in self._queue]

    def take_json(self, held: list[Any]) -> None:
        """Remember what `as_json` gave."""
        for each in held:
            self.add(Recent.from_json(each))

    def _make_streams(self, recent: Recent) -> Iterator[Stream]:
        for place in recent.places:
            yield self._places.setdefault(place, Stream())
        for word in recent.words:
            yield self._words.setdefault(word, Stream())


def _shorten(streams: dict[Any, Stream], key: Any) -> None:
    stream = streams[key]
    stream.drop_oldest()
    if not len(stream):
        del streams[key]
