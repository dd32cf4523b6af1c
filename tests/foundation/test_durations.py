"""How long something lasts: in two units at most, each on one line with its number."""

from datetime import timedelta

import pytest

from groundswell.foundation.templatetags.moments import say_duration, say_when
from groundswell.servicedesk.promises.templatetags.dues import worktime
from tests.makers import MONDAY_9AM


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0~s"), (59, "59~s"), (60, "1~min"), (14_400, "4~h"), (8_400, "2~h 20~min"),
     (86_400, "1~d"), (90_000, "1~d 1~h"), (86_460, "1~d")],
)  # fmt: skip
def test_a_length_never_breaks_before_its_unit(seconds: int, words: str) -> None:
    assert say_duration(seconds) == words.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0~min"), (59, "59~s"), (14_400, "4~h"), (5_400, "1~h 30~min"), (4_320_000, "1,200~h")],
)
def test_neither_does_working_time(seconds: int, words: str) -> None:
    assert worktime(timedelta(seconds=seconds)) == words.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("away", "words"),
    [(-7_200, "2~h ago"), (600, "in 10~min"), (-86_400, "1~day ago"), (172_800, "in 2~days")],
)
def test_neither_does_how_long_ago_it_is(away: int, words: str) -> None:
    told = say_when(MONDAY_9AM + timedelta(seconds=away), now=MONDAY_9AM)

    assert told == words.replace("~", "\u00a0")
