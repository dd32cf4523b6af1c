"""Versions compare as their makers mean them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.kernel.versions import is_within, read_version

NUMBERS = st.lists(st.integers(0, 10_000), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("version", "first", "last", "within"),
    [
        ("2.10", "2.9", "", True),
        ("v2.10", "", "2.9", False),
        ("3", "3.0.0", "3.0", True),
        ("10.0-rc1", "9", "10.0", True),
        ("", "1", "", False),
        ("", "", "", True),
        ("unknown", "", "2", True),
    ],
)
def test_a_version_lies_within_a_range(
    version: str, first: str, last: str, *, within: bool
) -> None:
    assert is_within(version, first=first, last=last) is within


@given(NUMBERS, NUMBERS)
def test_versions_order_as_their_numbers_do(one: list[int], other: list[int]) -> None:
    longest = max(len(one), len(other))
    padded = [part + [0] * (longest - len(part)) for part in (one, other)]
    written = [".".join(map(str, part)) for part in (one, other)]

    assert is_within(written[0], last=written[1]) is (padded[0] <= padded[1])


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert read_version(text) == read_version(f"  {text}  ")
