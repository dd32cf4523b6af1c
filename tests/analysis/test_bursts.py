"""Bursts within a trouble that goes on all year."""

from datetime import date

import numpy as np
import pytest

from groundswell.analysis.discovery.bursts import Burst, find_burst
from groundswell.analysis.discovery.options import default_options

DAY = 86_400_000_000
START = 20_454  # 1 January 2026, days since 1970
REASONS = default_options().reasons


def at_days(*days: float) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.sort(np.array([(START + day) * DAY for day in days]).astype(np.int64))


def test_a_wave_beside_the_usual_is_found_with_its_days() -> None:
    usual = [at * 8.0 for at in range(46)]
    wave = [133, 133.2, 133.4, 134, 134.1, 134.5, 135, 135.2, 136, 136.4, 137]

    found = find_burst(at_days(*usual, *wave), REASONS)

    assert found is not None
    assert (found.first, found.last) == (date(2026, 5, 14), date(2026, 5, 18))
    assert found.tickets >= len(wave)
    assert found.usual < 1


@pytest.mark.parametrize(
    "days",
    [
        [],
        [1.0],
        [1.0] * 50,
        [at * 8.0 for at in range(46)],
        [*(at * 40.0 for at in range(9)), 100, 102, 104],
    ],
    ids=["none", "one", "all at once", "evenly", "three in a week"],
)
def test_what_does_not_stand_out_is_no_burst(days: list[float]) -> None:
    found: Burst | None = find_burst(at_days(*days), REASONS)

    assert found is None
