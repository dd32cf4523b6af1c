"""A wave within a trouble that goes on all year is a trouble of its own."""

from datetime import date, timedelta

import pytest

from groundswell.analysis.discovery import Cluster, discover
from groundswell.analysis.discovery.bursts import Burst
from groundswell.evidence.store import Evidence
from tests.analysis.text.made_tickets import MONDAY, make_evidence

ALL_YEAR = [at * 14.0 for at in range(25)]
WAVE = [100 + at * 0.2 for at in range(12)]


def told_on(days: list[float], title: str = "Cannot print") -> Evidence:
    table = make_evidence([title] * len(days)).arrow("tickets")
    opened = [MONDAY + timedelta(days=day) for day in days]
    place = table.column_names.index("opened_at")
    return Evidence({"tickets": table.set_column(place, "opened_at", [opened])})


def find(days: list[float]) -> tuple[Cluster, ...]:
    return discover(told_on(days))


def test_it_is_called_after_its_days_and_says_what_would_be_usual() -> None:
    usual, wave = sorted(find(sorted([*ALL_YEAR, *WAVE])), key=lambda found: found.title)

    assert usual.title == "Cannot print"
    assert wave.title == "Cannot print: wave of 10 to 12 June 2026"
    assert len(wave.tickets) == len(WAVE)
    assert wave.why[0].evidence == "time"
    assert "came from 10 to 12 June 2026, where hardly one would be usual" in wave.why[0].detail
    assert len(usual.tickets) == len(ALL_YEAR)


@pytest.mark.parametrize(
    "days", [ALL_YEAR, [*ALL_YEAR, *WAVE[:4]], WAVE], ids=["evenly", "too few", "nothing else"]
)
def test_without_a_clear_wave_there_is_one_trouble(days: list[float]) -> None:
    assert [found.title for found in find(sorted(days))] == ["Cannot print"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 6, 10), date(2026, 6, 10), "10 June 2026"),
        (date(2026, 6, 10), date(2026, 6, 12), "10 to 12 June 2026"),
        (date(2026, 5, 29), date(2026, 6, 2), "29 May to 2 June 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 December 2026 to 2 January 2027"),
    ],
)
def test_days_are_said_as_a_person_would(first: date, last: date, said: str) -> None:
    assert Burst(first, last, 9, 0.4).days == said
