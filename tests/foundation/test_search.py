from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.foundation.search import asking, index, tidying
from groundswell.foundation.search.models import SearchDocument
from groundswell.foundation.search.spelling import count_slips
from groundswell.servicedesk.queries import KINDS
from tests.makers import make_ticket

pytestmark = pytest.mark.django_db


def test_finds_a_ticket_by_its_words_and_by_the_start_of_the_last_one() -> None:
    printer = make_ticket(summary="Printer prints blank pages")
    make_ticket(summary="Password forgotten")

    assert index.find("blank pri", kinds=KINDS) == [printer.number]


@pytest.mark.parametrize("typed", ["print", "blank print", "prin", "3"])
def test_a_beginning_that_is_spelled_out_finds_what_any_beginning_finds(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in ("print", "print 3", "printer", "printers 35", "sprint", "print-7 printsrv07"):
        make_ticket(summary=f"blank {words}")
    found = index.find(typed, kinds=KINDS)
    stems = index.find_stems(index.cut(typed), kinds=KINDS, limit=9)

    monkeypatch.setattr(asking, "STARTS", 0)

    assert len(found) == (2 if typed == "3" else 5)
    assert index.find(typed, kinds=KINDS) == found
    assert index.find_stems(index.cut(typed), kinds=KINDS, limit=9) == stems


@pytest.mark.parametrize("starts", [1, 3, 4])
def test_a_beginning_of_more_words_than_are_spelled_out_finds_them_all(
    starts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [make_ticket(summary=words) for words in ("in the hall", "invoice", "in13", "intranet")]
    monkeypatch.setattr(asking, "STARTS", starts)

    numbers = [ticket.number for ticket in reversed(made)]
    assert index.find("in", kinds=KINDS) == numbers
    assert index.find("in", kinds=KINDS, limit=2) == numbers[:2]
    assert index.find("hall in", kinds=KINDS, limit=1) == numbers[3:]
    assert index.find("hal in", kinds=KINDS, limit=1) == []


@pytest.mark.parametrize("limit", [1, 5, 40, 100])
def test_the_newest_are_found_however_many_hold_the_words(limit: int) -> None:
    ids = range(3, 300_000, 5_000)
    SearchDocument.objects.bulk_create(
        SearchDocument(
            id=at,
            number=f"INC-{at:06}",
            kind="INC",
            words=f"ofkindinc common{' seldom' if at % 7 == 0 else ''}{' once' if at == 3 else ''}",
        )
        for at in ids
    )
    SearchDocument.objects.create(
        id=100_000, number="REQ-000001", kind="REQ", words="ofkindreq once"
    )
    found = {
        word: index.find_stems([word], kinds=KINDS, limit=limit)
        for word in ("common", "seldom", "once", "none")
    }

    newest = [f"INC-{at:06}" for at in reversed(ids)]
    seldom = [f"INC-{at:06}" for at in reversed(ids) if at % 7 == 0]
    once = ["INC-000003", "REQ-000001"]  # by kind, each up to the limit
    held = {"common": newest[:limit], "seldom": seldom[:limit], "once": once, "none": []}
    assert found == held


@pytest.mark.parametrize("typed", ["print", "prin", "in1", "1"])
def test_a_beginning_finds_the_same_once_its_words_are_known(
    typed: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=False) as learning:
        for words in ("print", "printsrv07", "print" + 70 * "x", "inc12 in13 in1", "12 1x"):
            make_ticket(summary=words)
    unknown = index.find(typed, kinds=KINDS)
    titled = index.find_titles([typed], kinds=KINDS, limit=9)

    for learn in learning:
        learn()

    assert unknown
    assert titled
    assert index.find(typed, kinds=KINDS) == unknown
    assert index.find_titles([typed], kinds=KINDS, limit=9) == titled


def test_every_word_must_be_there_unless_one_is_enough() -> None:
    printer = make_ticket(summary="Printer prints blank pages")
    password = make_ticket(summary="Password forgotten")

    assert index.find("printer forgotten", kinds=KINDS) == []
    found = index.find("printer forgotten", kinds=KINDS, any_word=True)
    assert sorted(found) == sorted([printer.number, password.number])


def test_finds_a_ticket_by_its_number() -> None:
    ticket = make_ticket()

    assert ticket.number in index.find(ticket.number, kinds=KINDS)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_nothing_that_a_person_types_breaks_the_search(text: str) -> None:
    index.find(text, kinds=KINDS)


def test_accents_and_capitals_make_no_difference() -> None:
    ticket = make_ticket(summary="Gerät für Zoë meldet FEHLER")

    assert index.find("gerat fur zoe fehl", kinds=KINDS) == [ticket.number]


def test_records_of_another_kind_are_left_out() -> None:
    make_ticket(summary="Printer prints blank pages")

    assert index.find("printer", kinds=("REQ",)) == []


def test_the_word_of_a_kind_finds_nothing_of_other_kinds() -> None:
    make_ticket(summary="Printer prints blank pages")

    assert index.find("ofkindinc", kinds=("REQ",)) == []


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Printers print blank pages", "printing page"),
        ("Die Druckaufträge hängen", "Druckauftragen"),
        ("Les imprimantes ne répondent plus", "imprimante repond"),
        ("Passwörter abgelaufen", "Passwortes"),
    ],
)
def test_other_endings_of_the_same_words_are_found(written: str, typed: str) -> None:
    ticket = make_ticket(summary=written)

    assert index.find(typed, kinds=KINDS) == []
    assert index.find_stems(index.cut(typed), kinds=KINDS, limit=5) == [ticket.number]


def test_words_of_the_title_can_be_asked_for_alone() -> None:
    titled = make_ticket(summary="Printers print blank pages")
    make_ticket(summary="It does not work", description="The printer prints blank pages")

    assert index.find_titles(["blank", "printer"], kinds=KINDS, limit=5) == [titled.number]
    assert index.find_titles(["blank", "prin"], kinds=KINDS, limit=5) == [titled.number]


@pytest.mark.parametrize("typed", ["pritner", "prnter", "printter", "prinzer"])
def test_a_slip_of_the_finger_is_read_as_the_word_that_is_there(
    typed: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ticket = make_ticket(summary="Printer prints blank pages")

    found = index.find_near(typed, kinds=KINDS)

    assert found == index.Near([ticket.number], "printer")


def test_two_slips_in_a_long_word_are_forgiven_and_a_strange_word_is_not(
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ticket = make_ticket(summary="Authentication fails")

    assert index.find_near("autentikation", kinds=KINDS).numbers == [ticket.number]
    assert index.find_near("elephant", kinds=KINDS) == index.Near([])


@pytest.mark.parametrize("text", ["ǂprint", "ǃprint", "ofkindinc ǃ", "\x00", '"', "NEAR(", "a:*"])
def test_marks_of_the_index_are_no_words(text: str) -> None:
    make_ticket(summary="Printing printers")

    index.find_near(text, kinds=KINDS)
    assert index.find("ǃprint", kinds=KINDS) == index.find("print", kinds=KINDS)


@settings(max_examples=80)
@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_counted_the_same_both_ways_and_never_above_the_longer_word(
    one: str, other: str
) -> None:
    slips = count_slips(one, other, most=9)

    assert slips == count_slips(other, one, most=9) <= max(len(one), len(other))
    assert (slips == 0) == (one == other)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL tidies up by itself")
def test_an_index_in_many_parts_becomes_one_and_finds_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(3):
        make_ticket(summary=f"Printer {number}")
    found = index.find("printer", kinds=KINDS)

    assert tidying.tidy_up() == 0
    monkeypatch.setattr(tidying, "_PARTS", 1)

    assert tidying.tidy_up() > 0
    assert tidying.tidy_up() == 0
    assert index.find("printer", kinds=KINDS) == found
    assert len(found) == 3
