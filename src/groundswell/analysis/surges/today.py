"""The tickets of the current day, until it is over and can be learnt."""

from collections import Counter
from collections.abc import Iterable
from typing import Any


class Today:
    """Counts by hour of the week, by place and by word."""

    def __init__(self) -> None:
        self.tickets = 0
        self.hours: Counter[int] = Counter()
        self.places: dict[str, Counter[int]] = {}
        self.words: Counter[int] = Counter()

    def count(self, hour: int, places: Iterable[str], words: Iterable[int]) -> None:
        """Count a ticket."""
        self.tickets += 1
        self.hours[hour] += 1
        for place in places:
            self.places.setdefault(place, Counter())[hour] += 1
        self.words.update(words)

    def elsewhere(self, place: str) -> int:
        """Return the tickets that are not at a place."""
        return self.tickets - (self.places[place].total() if place in self.places else 0)

    def as_json(self) -> list[Any]:
        """Return it in plain lists."""
        places = [[name, list(hours.items())] for name, hours in self.places.items()]
        return [list(self.hours.items()), places, list(self.words.items())]

    @classmethod
    def from_json(cls, held: list[Any]) -> "Today":
        """Return what `as_json` gave."""
        hours, places, words = held
        today = cls()
        today.hours, today.words = Counter(dict(hours)), Counter(dict(words))
        today.places = {name: Counter(dict(counts)) for name, counts in places}
        today.tickets = today.hours.total()
        return today
