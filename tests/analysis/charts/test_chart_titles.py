from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.charts.titles import clean_title, shorten


def test_a_title_becomes_one_line_without_what_no_line_can_hold() -> None:
    assert clean_title(" VPN\r\n is\x00 down\u202e \ud800 ") == "VPN is down"


def test_a_title_keeps_the_letters_of_every_script() -> None:
    assert clean_title("打印机 לא 🔥 ‌é") == "打印机 לא 🔥 ‌é"


def test_shortening_ends_at_a_blank_and_says_so() -> None:
    assert shorten("one two three four", words=3, letters=50) == "one two three…"
    assert shorten("one two three four", words=9, letters=12) == "one two…"
    assert shorten("one two", words=2, letters=7) == "one two"


@given(st.text(), st.integers(1, 20), st.integers(4, 80))
def test_shortening_keeps_its_promise(text: str, words: int, letters: int) -> None:
    short = shorten(text, words=words, letters=letters)

    if short != text:
        assert len(short) <= letters + 1
        assert len(short.split()) <= words
        assert short.endswith("…")
