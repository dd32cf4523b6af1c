"""What was seen at each place: tickets, their hours, and how much days differ.

A ticket weighs more by the day; every sum is read beside the weight of the current day.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from groundswell.analysis.surges.options import SurgeOptions
from groundswell.analysis.surges.rhythm import HOURS
from groundswell.analysis.surges.tail import alarm_count


@dataclass(slots=True)
class Place:
    """What was seen at one place, in weighted tickets."""

    tickets: float = 0.0
    hours: dict[int, float] = field(default_factory=dict)
    #: how far days lay from what was usual, beyond chance, and the squares to measure it by
    excess: float = 0.0
    squares: float = 0.0


class Places:
    """Learns every place, a day at a time."""

    def __init__(self, options: SurgeOptions) -> None:
        self._options, self._own = options, options.baseline
        self._places: dict[str, Place] = {}
        self._pool = Place()
        #: those whose quiet days count: of a place with hardly a ticket they tell nothing
        self._steady: dict[str, None] = {}

    def __len__(self) -> int:
        return len(self._places)

    def tickets(self, name: str) -> float:
        """Return the weighted tickets of a place."""
        seen = self._places.get(name)
        return seen.tickets if seen else 0.0

    def spread(self, name: str, weight: float) -> float:
        """Return how much the days of a place differ beyond chance."""
        own, seen, pool = self._own, self._places.get(name), self.pooled_spread(weight)
        if seen is None:
            return pool
        trust = own.own_weight * weight
        return self._bound((seen.excess + trust * pool) / (seen.squares + trust))

    def pooled_spread(self, weight: float) -> float:
        """Return how much the days of all places differ beyond chance."""
        trust = self._own.spread_weight * weight
        pool = self._pool
        return self._bound((pool.excess + trust * self._own.spread) / (pool.squares + trust))

    def in_hours(self, name: str, end: float, hours: float) -> float:
        """Return the weighted tickets of a place in some hours up to an hour of the week."""
        seen = self._places.get(name)
        if seen is None:
            return 0.0
        start, held = end - hours, 0.0
        for hour in range(int(start // 1), int(end) + 1):
            count = seen.hours.get(hour % HOURS)
            if count:
                held += count * (min(end, hour + 1) - max(start, hour))
        return held

    def learn(
        self,
        today: Mapping[str, Counter[int]],
        *,
        weight: float,
        shape: float,
        daily: float,
        spreads: bool,
    ) -> None:
        """Learn a day.

        Args:
            today: tickets by place and hour of the week.
            weight: what a ticket of this day weighs.
            shape: tickets believed of a place before any was seen.
            daily: tickets to expect on such a day for each ticket that was seen.
            spreads: whether enough is known to tell by how much a day differs.
        """
        for name in [*self._steady, *(name for name in today if name not in self._steady)]:
            seen = self._places.setdefault(name, Place())
            mean = (shape + seen.tickets / weight) * daily
            kept = self._take(seen, name, today[name], mean, weight) if name in today else 0
            if seen.tickets >= weight * self._own.steady:
                self._steady[name] = None
            else:
                self._steady.pop(name, None)
            if spreads:
                excess, square = weight * ((kept - mean) ** 2 - mean), weight * mean**2
                seen.excess += excess
                seen.squares += square
                self._pool.excess += excess
                self._pool.squares += square
        if len(self._places) > self._own.most_places:
            ranked = sorted(self._places, key=lambda name: (-self._places[name].tickets, name))
            self._places = {name: self._places[name] for name in ranked[: len(ranked) // 2]}
            self._steady = {name: None for name in self._steady if name in self._places}

    def _take(
        self, seen: Place, name: str, hours: Counter[int], mean: float, weight: float
    ) -> float:
        """Add the tickets of a day and return how many: what was a surge is not what is usual."""
        tickets = hours.total()
        spread = self.spread(name, weight) + weight / (weight + seen.tickets)
        kept = min(tickets, alarm_count(mean, spread, self._options.tail, 1.0))
        for hour, count in hours.items():
            seen.hours[hour] = seen.hours.get(hour, 0.0) + weight * count * kept / tickets
        seen.tickets += weight * kept
        return kept

    def _bound(self, spread: float) -> float:
        return min(max(spread, self._own.least_spread), self._own.most_spread)

    def as_json(self) -> dict[str, Any]:
        """Return everything learnt, in plain numbers and words."""
        return {
            "pool": [self._pool.excess, self._pool.squares],
            "places": [
                [name, one.tickets, list(one.hours.items()), one.excess, one.squares]
                for name, one in self._places.items()
            ],
            "steady": list(self._steady),
        }

    def take_json(self, held: dict[str, Any]) -> None:
        """Take what `as_json` gave in place of what was learnt."""
        self._pool = Place(excess=held["pool"][0], squares=held["pool"][1])
        self._places = {
            name: Place(tickets, dict(hours), excess, squares)
            for name, tickets, hours, excess, squares in held["places"]
        }
        self._steady = dict.fromkeys(held["steady"])
