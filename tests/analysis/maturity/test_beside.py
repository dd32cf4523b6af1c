"""Two houses side by side: differences only where ranges do not touch, and files that cannot be."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.maturity import (
    lay_beside,
    load_book,
    load_practices,
    read_profile,
    take_profile,
    write_profile,
)
from groundswell.kernel.errors import BadInput
from groundswell.kernel.statistics import wilson

BOOK = load_book()
MARK = BOOK.indicators["INC-07"].counted


def profile(hits: int, of: int, *, mark: str = MARK, **parts: Any) -> dict[str, Any]:
    low, high = wilson(hits, of)
    seen = {"value": hits / of, "low": low, "high": high, "n": of, "counted": mark}
    return {
        "groundswell_profile": 1,
        "groundswell": "0.1.0",
        "month": "2026-11",
        "levels": {"incident": [1, 0, 2]},
        "values": {"INC-07": seen},
    } | parts


def odd(part: Any) -> dict[str, Any]:
    return profile(1, 2, values={"INC-07": part})


def found(here: dict[str, Any], there: dict[str, Any]) -> tuple[str, str]:
    """Return what is found of the practice and of the indicator."""
    laid = lay_beside(
        take_profile(here), take_profile(there), book=BOOK, practices=load_practices()
    )
    (level,), (value,) = laid.practices, laid.indicators
    return level.found, value.found


def test_a_difference_is_said_only_where_the_ranges_do_not_touch() -> None:
    # By hand, z = 1.645: 2 of 40 lies in 0.017 to 0.138, 6 of 40 in 0.079 to 0.267,
    # 20 of 40 in 0.374 to 0.626.
    assert found(profile(2, 40), profile(6, 40)) == ("alike", "alike")
    assert found(profile(2, 40), profile(20, 40))[1] == "lower"
    assert found(profile(20, 40), profile(2, 40))[1] == "higher"
    higher = profile(2, 40, levels={"incident": [3, 3, 3]})
    assert found(profile(2, 40), higher) == ("lower", "alike")


def test_what_is_counted_in_another_way_is_not_held_against_each_other() -> None:
    assert found(profile(2, 40), profile(20, 40, mark="another"))[1] == "otherwise"
    assert found(profile(2, 40, mark=""), profile(20, 40, mark=""))[1] == "otherwise"
    assert found(profile(2, 40), profile(2, 40, values={}))[1] == "only_here"
    assert found(profile(2, 40, levels={}), profile(2, 40))[0] == "only_there"


@given(st.integers(1, 400), st.integers(1, 400), st.data())
def test_neither_house_comes_off_better_by_who_asks(of: int, other: int, data: Any) -> None:
    one = profile(data.draw(st.integers(0, of)), of)
    two = profile(data.draw(st.integers(0, other)), other)

    swap = {"higher": "lower", "lower": "higher", "alike": "alike"}
    assert found(one, two)[1] == swap[found(two, one)[1]]
    assert found(one, one)[1] == "alike"


def test_a_profile_holds_no_word_of_the_house() -> None:
    reading = {"value": 0.05, "low": 0.0, "high": 0.1, "n": 40, "counted": MARK}
    document = {
        "groundswell": "0.1.0",
        "as_of": "2026-11-27T09:00:00+00:00",
        "practices": [
            {"practice": "incident", "level": 1, "range": [None, 2], "name": "Trouble",
             "reason": "because Ida Berg said so"},
            {"practice": "change", "level": None, "range": None, "reason": "none"},
        ],
        "readings": {
            "INC-07": {**reading, "records": ["INC-000001"], "said": "2 of 40", "title": "Words"},
            "INC-99": {**reading, "value": None},
        },
    }  # fmt: skip

    made = write_profile(document)

    assert made == {
        "groundswell_profile": 1,
        "groundswell": "0.1.0",
        "month": "2026-11",
        "levels": {"incident": [1, 1, 2]},
        "values": {"INC-07": reading},
    }
    assert read_profile(json.dumps(made).encode()) == take_profile(made)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"\x00\xff", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[1, 2]", "no profile of a house"),
        (b'{"readings": {}, "practices": []}', "whole assessment with texts"),
        (b" " * 1_000_001, "1,000,001 bytes"),
        (profile(1, 2, groundswell_profile=2), "form 2 and this version reads 1"),
        (profile(1, 2, levels=None), "lacks its levels"),
        (profile(1, 2, levels={"incident": [3, 1, 2]}), r"incident: \[3, 1, 2\] is no level"),
        (profile(1, 2, levels={"incident": "high"}), "is no level"),
        (odd(0.5), "INC-07: 0.5 is no value"),
        (odd({"value": 1, "low": 2, "high": 1, "n": 3}), "is no value with a range"),
        (odd({"value": 0, "low": 0, "high": 10**999, "n": 3}), "is no value with a range"),
        (odd({"value": 0, "low": 0, "high": 1, "n": -3}), "of -3 records is no count"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_ends_in_a_sentence(file: Any, says: str) -> None:
    data = file if isinstance(file, bytes) else json.dumps(file).encode()

    with pytest.raises(BadInput, match=says):
        read_profile(data)


def test_what_this_version_does_not_know_is_left_out_and_named() -> None:
    other = profile(2, 40, levels={"incident": [1, 1, 1], "alchemy": [5, 5, 5]})

    laid = lay_beside(
        take_profile(profile(2, 40)), take_profile(other), book=BOOK, practices=load_practices()
    )

    assert laid.unknown == ("alchemy",)
    assert [pair.id for pair in laid.practices] == ["incident"]
