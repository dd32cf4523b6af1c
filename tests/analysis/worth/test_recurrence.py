"""Whether a fix worked, for the small numbers that a desk has."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.worth import (
    Watch,
    check_recurrence,
    checks_due,
    days_until_convincing,
    saved_per_year,
)
from groundswell.kernel.errors import BadInput, NotKnown

BEFORE = Watch(24, 365)
WATCHES = st.builds(Watch, st.integers(0, 60), st.integers(1, 1000))
SEEN = st.builds(Watch, st.integers(1, 60), st.integers(1, 1000))


def test_the_published_example_is_confirmed() -> None:
    found = check_recurrence(BEFORE, Watch(1, 90))

    assert found.ratio.likely == pytest.approx(0.17, abs=0.005)
    assert found.p_value == pytest.approx(0.029, abs=0.0005)
    assert found.verdict == "confirmed"
    assert found.sentence == "83 % fewer, unlikely to be luck."


def test_a_short_silence_is_not_yet_known_and_says_until_when_to_wait() -> None:
    found = check_recurrence(BEFORE, Watch(0, 30), promised=0.95)

    assert found.verdict == "not yet known"
    assert found.convincing_after == 49
    assert found.sentence == (
        "No incidents in 30 days; that can still be luck. "
        "Without another one it is certain enough after 49 days."
    )


def test_more_than_the_promise_allows_has_come_back() -> None:
    found = check_recurrence(BEFORE, Watch(5, 90), promised=0.95)

    assert found.verdict == "came back"
    assert found.as_promised is False
    assert found.sentence == "5 incidents in 90 days; that is more than the fix was to leave."


def test_no_fewer_than_before_is_said_so() -> None:
    found = check_recurrence(BEFORE, Watch(30, 365))

    assert found.verdict == "came back"
    assert found.sentence == "30 incidents in 365 days; that is no less than before."


def test_fewer_but_less_than_promised_is_confirmed_with_that_remark() -> None:
    found = check_recurrence(Watch(100, 365), Watch(50, 365), promised=0.95)

    assert (found.verdict, found.as_promised) == ("confirmed", False)
    assert found.sentence == "50 % fewer, unlikely to be luck, but less than was promised."


def test_one_ticket_linked_by_mistake_does_not_break_a_promise_of_all() -> None:
    found = check_recurrence(Watch(100, 365), Watch(1, 365), promised=1.0)

    assert (found.verdict, found.as_promised) == ("confirmed", True)


def test_without_incidents_before_there_is_nothing_to_compare_with() -> None:
    with pytest.raises(NotKnown, match="No incident is known in the 365 days before the fix"):
        check_recurrence(Watch(0, 365), Watch(0, 90))


@pytest.mark.parametrize(("incidents", "days"), [(-1, 30), (3, 0), (3, -5), (3, float("inf"))])
def test_a_count_without_a_time_is_refused(incidents: int, days: float) -> None:
    with pytest.raises(BadInput, match="0 or more incidents in more than 0 days"):
        Watch(incidents, days)


def test_a_promise_outside_its_bounds_is_refused() -> None:
    with pytest.raises(BadInput, match="share from 0 to 1"):
        check_recurrence(BEFORE, Watch(1, 90), promised=95)


@given(SEEN, WATCHES)
def test_the_interval_holds_the_ratio_and_the_chance_is_one(before: Watch, after: Watch) -> None:
    found = check_recurrence(before, after)

    assert 0 <= found.p_value <= 1
    assert 0 <= found.ratio.low <= found.ratio.likely <= found.ratio.high
    assert (found.verdict == "confirmed") == (found.p_value <= 0.05)


@given(SEEN, st.integers(0, 20))
def test_the_days_to_wait_are_the_fewest_that_convince(before: Watch, after: int) -> None:
    days = days_until_convincing(before, after)

    assert check_recurrence(before, Watch(after, days)).verdict == "confirmed"
    if days > 1:
        assert check_recurrence(before, Watch(after, days - 1)).p_value > 0.05


@given(SEEN, WATCHES)
def test_another_incident_never_speaks_for_the_fix(before: Watch, after: Watch) -> None:
    more = Watch(after.incidents + 1, after.days)

    assert check_recurrence(before, more).p_value >= check_recurrence(before, after).p_value


def test_what_was_saved_has_a_range_and_a_seed() -> None:
    saved = saved_per_year(BEFORE, Watch(1, 90), per_incident=137.5, seed=3)

    assert saved == saved_per_year(BEFORE, Watch(1, 90), per_incident=137.5, seed=3)
    assert saved.low < saved.likely < saved.high
    # 24 a year before, 4 a year after, each a little more for what was not seen
    assert saved.likely == pytest.approx((24.2 - 4.8) * 137.5, rel=0.1)


def test_checks_fall_due_one_after_the_other() -> None:
    fixed = date(2026, 1, 1)

    assert checks_due(fixed, as_of=date(2026, 1, 30)) == ()
    assert checks_due(fixed, as_of=date(2026, 1, 31)) == (30,)
    assert checks_due(fixed, as_of=date(2027, 1, 1), done=[30]) == (90, 365)
