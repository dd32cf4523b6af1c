import hashlib
import subprocess
import sys
from datetime import date

import pytest

from groundswell.cli.demo import DEFAULT_SEED, Story, default_end, generate

PRINT_HASH = """
import hashlib
from groundswell.cli.demo import DEFAULT_SEED, default_end, generate
story = generate(seed=DEFAULT_SEED, ends_on=default_end())
print(hashlib.sha256(repr(story).encode()).hexdigest())
"""


class TestGenerate:
    def test_tells_the_same_year_in_another_process_with_other_hashing(self, story: Story) -> None:
        here = hashlib.sha256(repr(story).encode()).hexdigest()

        there = subprocess.run(
            [sys.executable, "-c", PRINT_HASH],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": "77"},
        ).stdout.strip()

        assert there == here

    def test_tells_another_year_for_another_seed(self, story: Story) -> None:
        other = generate(seed=DEFAULT_SEED + 1, ends_on=default_end())

        assert [ticket.title for ticket in other.tickets] != [
            ticket.title for ticket in story.tickets
        ]

    @pytest.mark.parametrize(
        "ends_on", [date(2024, 2, 29), date(2025, 1, 1), date(2026, 8, 16), date(2031, 12, 31)]
    )
    def test_works_for_any_last_day_and_says_nothing_after_it(self, ends_on: date) -> None:
        story = generate(seed=3, ends_on=ends_on)

        latest = max(
            [event.at for ticket in story.tickets for event in ticket.events]
            + [said.at for ticket in story.tickets for said in ticket.messages]
        )
        assert latest <= story.now
        assert story.now.date() == ends_on
        assert all(
            story.starts_on <= ticket.opened_at.date() <= ends_on for ticket in story.tickets
        )
        assert {"freeze_after_break", "print_change", "edi_stuck"} <= set(story.truth.stories)
        assert all(
            25 <= len(story.truth.stories[name].tickets) <= 120
            for name in ("freeze_after_break", "print_change", "edi_stuck", "scanner_pairing")
        )
