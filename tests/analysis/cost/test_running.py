"""What a trouble has cost so far: by hand, in its range, with its source."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.cost import cost_so_far, load_rates

CARD = load_rates()


def test_the_figure_is_people_times_time_times_work_lost_times_an_hour() -> None:
    held = cost_so_far(CARD, people=21, minutes=20, rank="1")

    # 21 people x 20 min x 1.0 of their work x 40 EUR/h
    assert held.formula[0].endswith("= 280 EUR")
    assert held.lost_minutes == pytest.approx(420)
    assert held.cost.low < held.cost.likely < held.cost.high
    assert held.source == "default"


def test_what_is_certain_has_no_range_and_says_where_it_is_from() -> None:
    sure = {
        key: replace(CARD[key], value=value, low=value, high=value, source="said by Maria")
        for key, value in (("user_rate", 60.0), ("loss_factor.2", 0.5))
    }
    card = replace(CARD, inputs={**CARD.inputs, **sure})

    held = cost_so_far(card, people=10, minutes=60, rank="2")

    assert held.cost.low == held.cost.likely == held.cost.high == pytest.approx(300)
    assert held.source == "estimated"
    half = replace(CARD, inputs={**CARD.inputs, "user_rate": sure["user_rate"]})
    assert cost_so_far(half, people=1, minutes=1, rank="2").source == "partly default"


@given(st.integers(1, 500), st.floats(0, 20_000), st.sampled_from(("1", "3", "5", "", "none")))
@settings(max_examples=25)
def test_it_never_falls_and_never_passes_the_cap(people: int, minutes: float, rank: str) -> None:
    now = cost_so_far(CARD, people=people, minutes=minutes, rank=rank)
    later = cost_so_far(CARD, people=people, minutes=minutes + 1, rank=rank)

    assert now.cost.likely <= later.cost.likely
    assert now.cost.low <= now.cost.likely <= now.cost.high
    assert later.lost_minutes <= people * CARD["cap_hours"].value * 60
    assert any("Nobody counts for more" in line for line in later.formula) == (minutes + 1 > 480)
