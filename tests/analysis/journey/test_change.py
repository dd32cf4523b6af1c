"""Slow progress is told where it is there, and no change where it is not."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from groundswell.analysis.journey import MonthCount, by_quarter, find_change, mark_whole


def months(counts: list[float], *, of: float = 30, first: int = 0) -> list[MonthCount]:
    names = [f"{2025 + (first + n) // 12}-{(first + n) % 12 + 1:02}" for n in range(len(counts))]
    return [MonthCount(name, count, of) for name, count in zip(names, counts, strict=True)]


def test_half_as_many_over_three_quarters_is_told_with_its_range() -> None:
    told = find_change(months([60, 64, 58, 45, 48, 44, 30, 29, 31]), is_share=False)

    assert (told.verdict, told.since, told.until) == ("fewer", "Q1 2025", "Q3 2025")
    assert told.ratio == pytest.approx(90 / 182, abs=0.01)
    assert told.low is not None
    assert told.high is not None
    assert told.low < told.ratio < told.high < 1


def test_a_steady_course_with_a_wave_in_it_is_no_change() -> None:
    told = find_change(months([20, 22, 61, 19, 21, 20, 23, 22, 24]), is_share=False)

    assert told.verdict == "no change"


def test_a_share_that_rises_slowly_is_told() -> None:
    told = find_change(months([62, 60, 61, 66, 67, 66, 75, 74, 76], of=100), is_share=True)

    assert told.verdict == "more"
    assert told.ratio == pytest.approx(225 / 183, abs=0.01)


@pytest.mark.parametrize("is_share", [True, False])
def test_too_few_records_are_not_compared(is_share: object) -> None:
    told = find_change(months([1, 0, 1, 0, 2, 0], of=2), is_share=bool(is_share))

    assert told.verdict == "not known"
    assert "fewer than" in told.reason


def test_one_whole_quarter_is_not_compared() -> None:
    told = find_change(months([30, 31, 30, 9]), is_share=False)

    assert told == find_change(months([30, 31, 30]), is_share=False)
    assert told.reason == "fewer than two whole quarters are on record"


def test_nothing_at_all_is_not_known_and_no_collapse() -> None:
    assert find_change([], is_share=True).verdict == "not known"
    assert find_change(months([0] * 6), is_share=False).verdict == "not known"
    assert find_change(months([0] * 6, of=100), is_share=True).verdict == "no change"


def test_steady_courses_raise_no_false_alarm() -> None:
    draw = np.random.default_rng(20261127)
    alarms = 0
    for _ in range(400):
        # clumpy: the rate itself wanders from month to month as holidays and waves make it
        counts = draw.poisson(40 * draw.gamma(8, 1 / 8, size=12))
        alarms += find_change(months(list(map(float, counts))), is_share=False).verdict in {
            "more", "fewer",
        }  # fmt: skip

    assert alarms <= 8  # one of a hundred is the promise; two are within chance


@examples(max_examples=40)
@given(st.lists(st.integers(0, 10_000), min_size=6, max_size=24), st.booleans())
def test_whatever_the_counts_a_sentence_can_be_made(counts: list[int], is_share: object) -> None:
    told = find_change(months(list(map(float, counts)), of=10_000), is_share=bool(is_share))

    assert told.verdict in {"more", "fewer", "no change", "not known"}
    if told.verdict != "not known":
        ends = [end for end in (told.low, told.ratio, told.high) if end is not None]
        assert len(ends) == 3
        assert [0, *ends] == sorted([0, *ends])


def test_the_edge_of_an_export_is_no_quarter() -> None:
    counts = [30.0, 31, 30, 28, 30, 32, 30, 4]
    found = mark_whole(
        months(counts), records=[40, 41, 40, 38, 40, 42, 40, 4],
        first=date(2025, 1, 9), last=date(2025, 8, 3), share=0.5,
    )  # fmt: skip

    assert [one.whole for one in found] == [False, *[True] * 6, False]
    assert [(one.quarter, one.whole) for one in by_quarter(found)] == [
        ("Q1 2025", False), ("Q2 2025", True), ("Q3 2025", False),
    ]  # fmt: skip
