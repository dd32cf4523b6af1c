"""Tokens, lexicon, stems: what two people wrote differently becomes the same terms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.text.lexicon import HASH_BITS, VARIABLE, Kind, Lexicon
from groundswell.analysis.text.stems import stem
from groundswell.analysis.text.tokens import Reader, join_rows

READER = Reader(Lexicon())


def terms(text: str) -> list[int]:
    return READER.read([text]).terms.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cannot log in", "unable to login"),
        ("Mot de passe oublié", "my password is forgotten"),
        ("Passwort zurücksetzen", "please pw reset"),
        ("Konto gesperrt", "account locked"),
        ("can't sign in to VPN", "cannot log on to the vpn"),
        ("Drucker", "printers"),
        ("WLAN", "Wi-Fi"),
    ],
)
def test_different_wordings_become_the_same_terms(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("password reset", "account locked"),
        ("job failed", "login failed"),
        ("error 88", "error 89"),
        ("ORA-01555", "ORA-00600"),
    ],
)
def test_different_troubles_stay_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)


def test_a_number_counts_only_after_a_word_that_gives_it_a_meaning() -> None:
    after_word, alone = terms("HTTP 502")[-1], terms("502 boxes")[0]

    assert after_word >> HASH_BITS == Kind.CODE
    assert alone == VARIABLE


def test_writing_without_spaces_is_read_by_pairs_of_characters() -> None:
    assert len(terms("电脑连接不上")) == 5


def test_endings_go_and_four_letters_stay() -> None:
    assert stem("printers") == stem("printer") == stem("printing")
    assert stem("verbindungen") == stem("verbindung")
    assert stem("used") == "used"
    assert stem("job_scheduler") == "job_scheduler"


@given(st.lists(st.text(max_size=40), max_size=6))
def test_each_text_has_a_row_whatever_it_holds(texts: list[str]) -> None:
    rows = READER.read(texts)

    assert len(rows) == len(texts)
    assert rows.bounds[-1] == len(rows.terms)
    apart = [READER.read([text]).terms for text in texts]
    assert np.array_equal(rows.terms, np.concatenate([np.empty(0, np.int32), *apart]))


def test_rows_can_be_taken_and_joined() -> None:
    rows = READER.read(["printer broken", "", "vpn drops again"])

    back = join_rows([rows.take(np.array([2])), rows.take(np.array([0, 1]))])

    assert back.lengths.tolist() == [rows.lengths[2], rows.lengths[0], 0]
    assert back.terms.tolist() == [*terms("vpn drops again"), *terms("printer broken")]
