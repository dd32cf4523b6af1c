"""From how many tickets on chance no longer explains them."""

import math
from functools import lru_cache

# Rounded, means and spreads up, so that the few counts that are met are worked out once.
_MEAN, _WIDE, _CHANCE = math.log(1.04), math.log(1.1), math.log(1.2)
_LEAST = 1e-6


def tail_chance(count: int, mean: float, spread: float = 0.0) -> float:
    """Return the chance of `count` tickets or more where `mean` are usual.

    Negative binomial with variance mean + spread x mean squared; Poisson where the spread is 0.
    """
    if count <= 0:
        return 1.0
    term = _none(mean, spread)
    left = 1.0 - term
    for at in range(1, count):
        term *= _ratio(at, mean, spread)
        left -= term
    if left > 1e-9:
        return left
    # Too small for what is left of one: the terms themselves, until they no longer count.
    total = 0.0
    for at in range(count, count + 10_000):
        term *= _ratio(at, mean, spread)
        total += term
        if term < total * 1e-9:
            break
    return total


def least_count(mean: float, spread: float = 0.0, *, tail: float = 0.001) -> int:
    """Return the smallest count whose chance is at most `tail`."""
    term = _none(mean, spread)
    left, count = 1.0 - term, 1
    while left > tail:
        term *= _ratio(count, mean, spread)
        left -= term
        count += 1
    return count


def alarm_count(mean: float, spread: float, tail: float, chance: float) -> int:
    """Return the count that raises an alarm.

    So many have at most the chance `tail`; and one fewer, which is what else is in the window when
    a ticket comes in, at most `chance`: with as many looks a day as tickets come in, that keeps
    false alarms within their budget.

    Args:
        mean: tickets usual in the window.
        spread: how much they vary beyond chance.
        tail: greatest chance of the count, such as .001.
        chance: greatest chance of one fewer: false alarms a day over looks a day.
    """
    log = math.log
    return _alarm_count(
        math.ceil(log(max(mean, _LEAST)) / _MEAN),
        math.ceil(log(max(spread, _LEAST)) / _WIDE),
        tail,
        math.floor(log(chance) / _CHANCE),
    )


@lru_cache(maxsize=200_000)
def _alarm_count(mean: int, spread: int, tail: float, chance: int) -> int:
    usual, wide = math.exp(mean * _MEAN), math.exp(spread * _WIDE)
    return max(
        least_count(usual, wide, tail=tail),
        least_count(usual, wide, tail=math.exp(chance * _CHANCE)) + 1,
    )


def _none(mean: float, spread: float) -> float:
    """Return the chance of no ticket at all."""
    wide = spread * mean
    return math.exp(-mean) if wide < 1e-9 else math.exp(-math.log1p(wide) / spread)


def _ratio(count: int, mean: float, spread: float) -> float:
    """Return the chance of `count` over the chance of one fewer."""
    return mean * (1 + spread * (count - 1)) / (count * (1 + spread * mean))
