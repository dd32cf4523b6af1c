"""How many are too many for chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.surges.tail import alarm_count, least_count, tail_chance
from groundswell.kernel.late import LateModule

#: loads slowly, and not when the tests are only listed
stats = LateModule("scipy.stats")

MEANS = st.floats(0.001, 60)
SPREADS = st.floats(0.01, 3)


@pytest.mark.parametrize(("mean", "count"), [(0.2, 4), (0.5, 5), (1.0, 6), (2.0, 9), (3.0, 11)])
def test_the_counts_of_the_poisson_tail_are_those_of_the_table(mean: float, count: int) -> None:
    assert least_count(mean, tail=0.001) == count


@given(count=st.integers(0, 120), mean=MEANS, spread=SPREADS)
def test_the_chance_is_that_of_the_distributions_in_scipy(
    count: int, mean: float, spread: float
) -> None:
    wide = 1 / spread

    assert tail_chance(count, mean) == pytest.approx(stats.poisson.sf(count - 1, mean), rel=1e-4)
    assert tail_chance(count, mean, spread) == pytest.approx(
        stats.nbinom.sf(count - 1, wide, wide / (wide + mean)), rel=1e-4
    )


@given(mean=MEANS, spread=SPREADS, chance=st.floats(1e-7, 0.5))
def test_an_alarm_needs_so_many_that_chance_is_small_enough(
    mean: float, spread: float, chance: float
) -> None:
    count = alarm_count(mean, spread, 0.001, chance)

    assert tail_chance(count, mean, spread) <= 0.001
    assert tail_chance(count - 1, mean, spread) <= chance
