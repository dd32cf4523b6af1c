"""Dice with a seed: the few ways in which the demo draws."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from math import exp, log
from random import Random
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Dice:
    """Draws that repeat exactly for the same seed, on every machine."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 (a story, not a secret)

    def share(self) -> float:
        """Return a number from 0 up to 1."""
        return self._random.random()

    def chance(self, probability: float) -> bool:
        """Return true with this probability."""
        return self._random.random() < probability

    def whole(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        """Return a number, evenly spread."""
        return low + self._random.random() * (high - low)

    def around(self, median: float, spread: float) -> float:
        """Return a log-normal number with this median; `spread` is the sigma of its logarithm."""
        return exp(log(median) + spread * self._random.gauss(0.0, 1.0))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Return one of them."""
        return things[int(self._random.random() * len(things))]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Return them in another order."""
        mixed = list(things)
        self._random.shuffle(mixed)
        return mixed


class Urn(Generic[Thing]):
    """Things with weights; drawing costs a binary search."""

    def __init__(self, things: Sequence[Thing], weights: Sequence[float]) -> None:
        self._things = things
        self._sums = list(accumulate(weights))

    def draw(self, dice: Dice) -> Thing:
        """Return one thing, as often as its weight says."""
        at = bisect(self._sums, dice.share() * self._sums[-1])
        return self._things[min(at, len(self._things) - 1)]


class Bag(Generic[Thing]):
    """Goes through everything once in a random order, then starts again: few early repeats."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self._things = things
        self._left: list[Thing] = []

    def draw(self, dice: Dice) -> Thing:
        """Return the next thing."""
        if not self._left:
            self._left = dice.shuffled(self._things)
        return self._left.pop()
