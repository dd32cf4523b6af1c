from datetime import UTC, date, datetime, time

import pytest

from groundswell.cli.demo.chance import Dice
from groundswell.cli.demo.rhythm import DeskClock, SiteDays, site_days
from groundswell.cli.demo.wording import data

FRIDAY_AFTERNOON = datetime(2026, 3, 6, 16, 30, tzinfo=UTC)
SUNDAY = datetime(2026, 3, 8, 11, 0, tzinfo=UTC)


@pytest.fixture
def days() -> SiteDays:
    site = data("company")["sites"]["Marlbrook"]
    return site_days(site, date(2026, 1, 1), date(2026, 12, 31), data("rhythm"))


@pytest.fixture
def clock(days: SiteDays) -> DeskClock:
    return DeskClock(days, time(9), time(17))


class TestDeskClock:
    def test_carries_what_is_left_of_friday_over_to_monday(self, clock: DeskClock) -> None:
        assert clock.after(FRIDAY_AFTERNOON, 60) == datetime(2026, 3, 9, 9, 30, tzinfo=UTC)

    def test_starts_counting_when_the_desk_opens(self, clock: DeskClock) -> None:
        assert clock.after(SUNDAY, 15) == datetime(2026, 3, 9, 9, 15, tzinfo=UTC)

    def test_skips_public_holidays(self, clock: DeskClock) -> None:
        before_easter = datetime(2026, 4, 2, 16, 50, tzinfo=UTC)

        assert clock.after(before_easter, 30) == datetime(2026, 4, 7, 8, 30, tzinfo=UTC)

    def test_knows_when_it_is_open(self, clock: DeskClock) -> None:
        assert clock.is_open(FRIDAY_AFTERNOON)
        assert not clock.is_open(SUNDAY)
        assert not clock.is_open(datetime(2026, 3, 6, 17, 0, tzinfo=UTC))


class TestSiteDays:
    def test_nobody_calls_on_holidays_and_few_around_christmas(self, days: SiteDays) -> None:
        assert days.weight(date(2026, 12, 25)) == 0
        assert 0 < days.weight(date(2026, 12, 30)) < 0.2 * days.weight(date(2026, 12, 2))
        assert days.weight(date(2026, 8, 10)) < days.weight(date(2026, 9, 14))

    def test_moments_follow_the_local_clock_through_summer_time(self, days: SiteDays) -> None:
        dice = Dice(1)

        winter = {days.moment(dice, date(2026, 2, 3), "morning").hour for _ in range(50)}
        summer = {days.moment(dice, date(2026, 7, 7), "morning").hour for _ in range(50)}

        assert winter <= {7, 8}
        assert summer <= {6, 7}
