"""Texts are mended where that is certain, and stripped for reading while the original is kept."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.readers import safe_cell
from groundswell.readers.cleaning import clean_title, clean_words
from groundswell.readers.mojibake import repair
from groundswell.readers.people import Pseudonyms
from tests.readers.files import read_file, rows

WESTERN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F), max_size=60)


def misread(text: str) -> str:
    """Read UTF-8 as Windows-1252, passing through the bytes that it leaves undefined."""
    signs = {b: bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256)}
    return "".join(signs[byte] for byte in text.encode())


@given(WESTERN.filter(lambda text: not any("\x80" <= sign < "\xa0" for sign in text)))
def test_misread_text_is_put_right(text: str) -> None:
    assert repair(misread(text)) == text or repair(text) != text


@pytest.mark.parametrize("text", ["für", "naïve café", "Größe 5 µm", "价格", "été à Ålesund", "€5"])
def test_text_that_is_right_stays_as_it_is(text: str) -> None:
    assert repair(text) == text
    assert repair(misread(text)) == text


@given(st.text(max_size=200))
def test_no_text_whatever_brings_the_cleaning_down(text: str) -> None:
    for cleaned in (clean_words(text), clean_title(text)):
        assert "\0" not in cleaned
        cleaned.encode()


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("printer is dead_x000D_\nplease help_x000D_\n", "printer is dead\nplease help"),
        ("\n\nreceived from: ada@example.org\n\nprinter is dead\n\n", "printer is dead"),
        (
            "From: Ada\nSent: Monday\nTo: Desk\nSubject: printer\n\nthe printer is dead",
            "the printer is dead",
        ),
        (
            "it still fails here\n\nVon: Desk\nGesendet: Montag\nAn: Ada\n\nbitte testen",
            "it still fails here",
        ),
        (
            "it is still dead\n\nOn Mon, 3 June 2024 Desk wrote:\n> please try again",
            "it is still dead",
        ),
        ("> please try again\nno use\n", "no use"),
        ("the printer is dead\n-- \nAda Kern\nSales", "the printer is dead"),
        ("dead printer\n[cid:image001.jpg@01d2]\n", "dead printer"),
        (
            "<p>It <b>blinks</b>&nbsp;red</p><style>p {}</style><p>twice</p>",
            "It blinks red\n\ntwice",
        ),
        ("a &lt; b &amp; c", "a < b & c"),
        ("x < y and y > z", "x < y and y > z"),
        ("-----Original Message-----\nhelp", "help"),
        ("received from: ada@example.org", "received from: ada@example.org"),
    ],
)
def test_what_mail_programs_put_around_words_is_taken_off(raw: str, cleaned: str) -> None:
    assert clean_words(raw) == cleaned


def test_the_original_is_kept_only_where_cleaning_changed_it(tmp_path: Path) -> None:
    raw = "received from: ada@example.org\n\nprinter dead"
    text = f'Number,Title,Description\n1,A,"{raw}"\n2,B,printer dead \n'

    one, two = rows(read_file(tmp_path, text))

    assert (one["description"], one["original"]) == ("printer dead", raw)
    assert two["description"] == "printer dead"
    assert "original" not in two


@given(st.text(max_size=50))
def test_no_exported_cell_begins_with_a_formula(text: str) -> None:
    cell = safe_cell(text)

    bare = cell.lstrip(" \u00a0\ufeff\n\x0b\x0c")
    number = bare.lstrip("+-").replace(".", "", 1).isdigit()
    assert number or not bare.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text or cell == text


@pytest.mark.parametrize("cell", ["=1+1", "  =1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_disarmed(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


def test_a_number_below_zero_stays_a_number() -> None:
    assert safe_cell("-3.5") == "-3.5"


def test_people_get_the_same_pseudonym_in_one_run_and_another_in_the_next() -> None:
    one, again, other = Pseudonyms(b"salt"), Pseudonyms(b"salt"), Pseudonyms()

    assert one("Ada  Kern") == again("ada kern") != other("ada kern")
    assert "ada" not in one("ada kern").casefold()


def test_names_of_people_do_not_reach_the_evidence_unless_asked_for(tmp_path: Path) -> None:
    text = "Number,Title,Caller,Assigned to\n1,A,Ada Kern,Bo Lind\n2,B,Bo Lind,Ada Kern\n"

    hidden, named = (read_file(tmp_path, text, pseudonymise=hide) for hide in (True, False))

    assert rows(hidden)[0]["caller"] == rows(hidden)[1]["assignee"]
    assert "Ada" not in str(rows(hidden)) + str(rows(hidden, "people"))
    assert rows(named)[0]["caller"] == "Ada Kern"
    assert {row["person"] for row in rows(named, "people")} == {"Ada Kern", "Bo Lind"}
