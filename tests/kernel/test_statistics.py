"""Statistics of small numbers, by worked values and by properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.kernel.statistics import find_signal, natural_limits, wilson


@pytest.mark.parametrize(
    ("hits", "of", "low"), [(18, 20, 0.74), (19, 20, 0.80), (45, 50, 0.81), (90, 100, 0.84)]
)
def test_the_lower_end_of_a_share_is_the_published_one(hits: int, of: int, low: float) -> None:
    assert wilson(hits, of)[0] == pytest.approx(low, abs=0.005)


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_in_its_interval(counts: tuple[int, int]) -> None:
    hits, of = counts

    low, high = wilson(hits, of)

    assert 0 <= low <= hits / of + 1e-9
    assert hits / of - 1e-9 <= high <= 1


def test_nothing_looked_at_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_natural_limits_are_those_of_the_chart() -> None:
    limits = natural_limits([10, 12, 11, 13])  # mean 11.5, moving ranges 2, 1, 2

    assert limits.centre == 11.5
    assert limits.high == pytest.approx(11.5 + 2.66 * 5 / 3)
    assert limits.low == pytest.approx(11.5 - 2.66 * 5 / 3)
    assert limits.range_high == pytest.approx(3.268 * 5 / 3)


def test_two_values_are_the_least() -> None:
    with pytest.raises(ValueError, match="two values"):
        natural_limits([1.0])


@pytest.mark.parametrize(
    ("values", "signal"),
    [
        ([10, 12, 11, 13, 12], 0),
        ([10, 12, 11, 13, 40], 1),
        ([10, 12, 11, 13, 0], -1),
        ([5, 5, 5, 5, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1, 1, 1], -1),
        ([1, 9], 0),
        ([], 0),
    ],
)
def test_only_a_signal_is_a_change(values: list[float], signal: int) -> None:
    assert find_signal(values) == signal
