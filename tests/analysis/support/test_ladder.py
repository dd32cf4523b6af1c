"""The ladder of support: a stage is what dated evidence shows, and nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.support import (
    TOUCH,
    Follower,
    SupportEvidence,
    climb,
    curve_of,
    index_by_quarter,
    load_book,
    mendelow,
    stage_on,
)
from groundswell.kernel.errors import BadInput

DAY = date(2025, 1, 1)
BOOK = load_book()
CONTRARY = {name for name, kind in BOOK.kinds.items() if kind.shows is None}
COMMITS = {name for name, kind in BOOK.kinds.items() if kind.commits}


def seen(*items: tuple[int, str]) -> list[SupportEvidence]:
    return [SupportEvidence(DAY + timedelta(days=day), kind) for day, kind in items]


evidence = st.lists(
    st.builds(
        SupportEvidence,
        on=st.integers(0, 900).map(lambda day: DAY + timedelta(days=day)),
        kind=st.sampled_from([TOUCH, *BOOK.kinds]),
    ),
    max_size=25,
)
days = st.integers(0, 1500).map(lambda day: DAY + timedelta(days=day))


@pytest.mark.parametrize(
    ("items", "on", "stage"),
    [
        ([], 500, 0),
        ([(0, TOUCH)], 10, 0),
        ([(0, TOUCH), (9, TOUCH)], 10, 1),
        ([(0, TOUCH), (9, TOUCH), (20, "asked")], 20, 2),
        ([(0, "asked")], 1, 1),
        ([(0, "asked"), (1, "invited"), (2, "forwarded")], 3, 2),
        # speaking for it alone is no support
        ([(0, "asked"), (1, "asked"), (2, "spoke_for"), (3, "gave_name"), (4, "acted")], 5, 2),
        ([(0, "asked"), (1, "asked"), (2, "gave_time")], 3, 3),
        ([(0, "asked"), (1, "asked"), (2, "gave_time"), (3, "spoke_for")], 4, 3),
        ([(0, "gave_money"), (1, "asked"), (2, "spoke_for"), (3, "gave_name")], 4, 4),
        ([(0, "asked"), (1, "blocked")], 2, -1),
        ([(0, "asked"), (1, "asked"), (2, "spoke_against")], 3, 1),
        ([(0, "blocked"), (1, "asked"), (2, "asked")], 3, 1),
        ([(0, "asked"), (1, "asked")], 120, 2),
        ([(0, "asked"), (1, "asked")], 121, 1),
        ([(0, "asked"), (1, "asked")], 1400, 1),
        ([(0, "gave_time"), (1, "gave_time"), (2, "gave_time")], 2 + 240, 1),
        ([(0, "asked"), (1, "asked"), (100, TOUCH)], 121, 1),
        ([(0, "blocked")], 900, -1),
    ],
)
def test_where_somebody_stands(items: list[tuple[int, str]], on: int, stage: int) -> None:
    assert climb(seen(*items), on=DAY + timedelta(days=on)).stage == stage


def test_each_step_names_its_item_and_silence_names_none() -> None:
    place = climb(seen((0, "asked"), (5, "invited")), on=DAY + timedelta(days=130))

    told = [(move.before, move.after, move.because and move.because.kind) for move in place.moves]
    assert told == [(0, 1, "asked"), (1, 2, "invited"), (2, 1, None)]
    assert place.since == DAY + timedelta(days=125)
    assert place.falls_on is None


def test_it_says_when_silence_will_lower_her() -> None:
    place = climb(seen((0, "asked"), (5, "invited")), on=DAY + timedelta(days=50))

    assert place.falls_on == DAY + timedelta(days=125)


def test_what_is_no_evidence_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match='"smiled" is no kind of evidence'):
        climb(seen((0, "smiled")), on=DAY)


@given(evidence, days)
def test_no_support_without_time_mandate_or_money_on_record(
    items: list[SupportEvidence], on: date
) -> None:
    place = climb(items, on=on)

    reached = max((move.after for move in place.moves), default=0)
    assert -1 <= place.stage <= 5
    assert reached < 3 or any(item.kind in COMMITS and item.on <= on for item in items)
    assert place.stage >= 0 or any(item.kind in CONTRARY and item.on <= on for item in items)


@given(evidence, days)
def test_one_stage_for_each_item_and_none_without(items: list[SupportEvidence], on: date) -> None:
    place = climb(items, on=on)

    ups = [move for move in place.moves if move.after > move.before]
    assert all(move.after - move.before == 1 and move.because for move in ups)
    assert len(ups) <= sum(item.on <= on for item in items)
    assert climb([], on=on).stage == 0


@given(evidence, days, st.randoms())
def test_the_order_of_writing_down_and_what_comes_later_change_nothing(
    items: list[SupportEvidence], on: date, luck: object
) -> None:
    shuffled = list(items)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    whole = climb(items, on=DAY + timedelta(days=2000))

    assert climb(shuffled, on=on) == climb(items, on=on)
    assert stage_on(whole.moves, on) == climb(items, on=on).stage


@given(evidence, st.integers(1, 9))
def test_silence_lowers_by_one_stage_in_120_days(items: list[SupportEvidence], spans: int) -> None:
    last = max((item.on for item in items), default=DAY)
    signals = [item.on for item in items if item.kind != TOUCH]
    if not signals:
        return
    before = climb(items, on=last).stage
    later = climb(items, on=last + timedelta(days=120 * spans)).stage

    assert later <= max(1, before - spans + 1)
    assert later == before or later >= 1


def test_the_curve_of_two_people_by_hand() -> None:
    moved = climb(seen((0, "asked"), (40, "asked")), on=DAY + timedelta(days=60))
    people = [Follower(3, 3, moved.moves, DAY), Follower(1, 2, (), DAY)]

    curve = curve_of(people, until=date(2025, 2, 28))
    quarters = index_by_quarter(people, until=date(2025, 2, 28))

    assert [(one.on, one.median, one.interested, one.of) for one in curve] == [
        (date(2025, 1, 31), 0.5, 0, 2),
        (date(2025, 2, 28), 1.0, 1, 2),
    ]
    # 3 × min(2, 3) of 3 × 3 + 1 × 2
    assert [(one.quarter, one.index) for one in quarters] == [("2025 Q1", 6 / 11)]


def test_nobody_makes_no_curve() -> None:
    assert curve_of([], until=DAY) == ()
    assert index_by_quarter([], until=DAY) == ()


@pytest.mark.parametrize(
    ("power", "stage", "advice"),
    [(3, 2, "manage closely"), (3, 0, "keep satisfied"), (1, 2, "keep informed"),
     (1, 1, "monitor"), (2, -1, "manage closely")],
)  # fmt: skip
def test_the_grid_of_power_and_interest(power: int, stage: int, advice: str) -> None:
    assert mendelow(power=power, stage=stage) == advice
