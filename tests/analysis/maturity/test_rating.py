"""Ratings and levels by the published rules."""

import pytest

from groundswell.analysis.maturity import load_book
from groundswell.analysis.maturity.rating import Attribute, find_level, fitsm_level, rate, refine
from groundswell.analysis.maturity.readings import achievement

SETTINGS = load_book().settings


def rated(**ratings: str) -> dict[str, Attribute]:
    """Return attributes such as pa11="F", each resting on two indicators."""
    return {
        f"{name[2]}.{name[3]}": Attribute(f"{name[2]}.{name[3]}", 0.5, rating, parts=2)
        for name, rating in ratings.items()
    }


@pytest.mark.parametrize(
    ("share", "rating", "half"),
    [
        (0.0, "N", "N"), (0.15, "N", "N"), (0.16, "P", "P-"), (0.325, "P", "P-"), (0.33, "P", "P+"),
        (0.50, "P", "P+"), (0.51, "L", "L-"), (0.675, "L", "L-"), (0.68, "L", "L+"),
        (0.85, "L", "L+"), (0.86, "F", "F"), (1.0, "F", "F"),
    ],
)  # fmt: skip
def test_an_achievement_is_rated_at_fifteen_fifty_and_eighty_five(
    share: float, rating: str, half: str
) -> None:
    assert rate(share, SETTINGS) == rating
    assert refine(Attribute("1.1", share, rating), SETTINGS) == half


@pytest.mark.parametrize(
    ("ratings", "level", "fitsm"),
    [
        ({}, None, None),
        ({"pa11": "N"}, 0, 0),
        ({"pa11": "P", "pa21": "F"}, 0, 1),
        ({"pa11": "L", "pa21": "F"}, 1, 2),
        ({"pa11": "F", "pa21": "P"}, 1, 1),
        ({"pa11": "F", "pa21": "L"}, 2, 2),
        ({"pa11": "F", "pa21": "F", "pa22": "P"}, 1, 1),
        ({"pa11": "F", "pa21": "F", "pa32": "L"}, 3, 3),
        ({"pa11": "F", "pa21": "L", "pa32": "F"}, 2, 2),
        ({"pa11": "F", "pa21": "F", "pa32": "F", "pa41": "F"}, 3, 3),
        ({"pa11": "F", "pa21": "F", "pa32": "F", "pa41": "F", "pa42": "L"}, 4, 3),
        ({"pa21": "F"}, None, None),
    ],
)
def test_levels_follow_the_two_rules(
    ratings: dict[str, str], level: int | None, fitsm: int | None
) -> None:
    attributes = rated(**ratings)

    assert find_level(attributes, least=2) == level
    assert fitsm_level(attributes, reviews=0, settings=SETTINGS) == fitsm


def test_two_looks_that_led_to_an_act_make_the_fourth_level_of_fitsm() -> None:
    attributes = rated(pa11="F", pa21="F", pa32="F")

    assert fitsm_level(attributes, reviews=1, settings=SETTINGS) == 3
    assert fitsm_level(attributes, reviews=2, settings=SETTINGS) == 4


@pytest.mark.parametrize(
    ("key", "cut", "value", "share"),
    [
        ("INC-03", 0.5, 0.25, 0.5),
        ("INC-03", 0.5, 0.9, 1.0),
        ("INC-07", 0.15, 0.15, 1.0),
        ("INC-07", 0.15, 0.30, 0.5),  # halfway to three times the cut
        ("INC-07", 0.15, 0.45, 0.0),
        ("INC-08", 0.40, 0.70, 0.5),  # a share is never more than 1
        ("INC-08", 0.40, 1.00, 0.0),
    ],
)
def test_achievement_follows_the_formula(key: str, cut: float, value: float, share: float) -> None:
    indicator = load_book().indicators[key]

    assert achievement(indicator, cut, value, SETTINGS) == pytest.approx(share)
