import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.text.masks import find_mask, fold, is_variable, mask_text, trim


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("mia.lund@example.org", "email"),
        ("https://intranet.example.org/page?x=1", "link"),
        ("10.20.30.40:8080", "network address"),
        ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", "guid"),
        (r"\\files\team\plan.xlsx", "path"),
        ("/var/log/app/today.log", "path"),
        ("2026-03-02t09:15:00z", "date"),
        ("02.03.2026", "date"),
        ("09:15", "time"),
        ("inc0012345", "ticket"),
        ("db07.example.org", "host"),
        ("ora-01555", "code"),
        ("0x80070005", "code"),
        ("srv-web-12", "name with digits"),
        ("365", "number"),
    ],
)
def test_a_token_is_known_for_what_it_is(token: str, kind: str) -> None:
    mask = find_mask(token)

    assert mask is not None
    assert mask.name == kind


@pytest.mark.parametrize("word", ["password", "drucker", "won't", "réseau", "job"])
def test_a_word_is_not_masked(word: str) -> None:
    assert find_mask(word) is None


def test_masking_keeps_error_codes_and_hides_what_varies() -> None:
    masked = mask_text("ORA-01555 on db07.example.org at 09:15, ask mia@example.org")

    assert masked == "ora-01555 on <host> at <time> ask <email>"


def test_error_codes_may_stand_in_a_title_and_host_names_may_not() -> None:
    assert not is_variable("ORA-01555")
    assert is_variable("srv-web-12")


def test_accents_do_not_tell_words_apart() -> None:
    assert fold("réseau") == fold("reseau")
    assert fold("größe") == "grosse"


@given(st.text(max_size=60))
def test_any_text_can_be_masked(text: str) -> None:
    masked = mask_text(text)

    assert trim(masked) == "" or masked == masked.strip()
