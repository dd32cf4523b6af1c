"""Every indicator says of tiny evidence what was counted by hand."""

from dataclasses import replace

import pytest
from evidence_rows import AS_OF, make_evidence
from truths_changes import CHANGES, ITEMS
from truths_first import FIRST
from truths_services import OPERATIONS, PARTNERS, PEOPLE, SERVICES
from truths_tickets import INCIDENTS, PROBLEMS

from groundswell.analysis.maturity import Book, load_book
from groundswell.analysis.maturity.readings import Reading, read_indicator

TRUTHS = FIRST | INCIDENTS | PROBLEMS | CHANGES | ITEMS | SERVICES | OPERATIONS | PARTNERS | PEOPLE

ON = {
    "INC": (1, 2, 3, 7, 8, 16, 18, 19), "PRB": (1, 2, 6, 7), "CHG": (1, 3, 4, 5), "CFG": (1, 7),
    "SVC": (1, 2), "KNW": (1,), "CSI": (3, 5), "FIR": (1,), "MGT": (1,),
}  # fmt: skip


@pytest.fixture(scope="module")
def book() -> Book:
    """Return the catalogue, for which one record is enough."""
    shipped = load_book()
    return replace(shipped, settings=replace(shipped.settings, least_records=1))


def read(book: Book, key: str) -> Reading:
    return read_indicator(make_evidence(TRUTHS[key][0]), book, book.indicators[key], as_of=AS_OF)


@pytest.mark.parametrize("key", sorted(TRUTHS))
def test_an_indicator_says_what_was_counted_by_hand(key: str, book: Book) -> None:
    reading = read(book, key)

    assert reading.value is not None, reading.reason
    if len(expected := TRUTHS[key][1:]) == 2:
        assert (reading.value.numerator, reading.value.denominator) == expected
    else:
        assert reading.value.value == pytest.approx(expected[0])


def test_every_indicator_has_a_truth(book: Book) -> None:
    assert set(book.indicators) == set(TRUTHS)


def test_the_first_twenty_five_are_switched_on(book: Book) -> None:
    first = {f"{area}-{number:02}" for area, numbers in ON.items() for number in numbers}

    assert {one.id for one in book.indicators.values() if one.on} == first
    assert len(first) == 25


def test_without_evidence_an_indicator_says_why(book: Book) -> None:
    nothing = make_evidence({})

    for indicator in book.indicators.values():
        reading = read_indicator(nothing, book, indicator, as_of=AS_OF)

        assert reading.status == "not_observable", indicator.id
        assert reading.reason, indicator.id
        assert reading.value is None, indicator.id
