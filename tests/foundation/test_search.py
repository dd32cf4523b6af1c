import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.foundation.search import index
from groundswell.servicedesk.queries import KINDS
from tests.makers import make_ticket

pytestmark = pytest.mark.django_db


def test_finds_a_ticket_by_its_words_and_by_the_start_of_the_last_one() -> None:
    printer = make_ticket(summary="Printer prints blank pages")
    make_ticket(summary="Password forgotten")

    assert index.find("blank pri", kinds=KINDS) == [printer.number]


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
