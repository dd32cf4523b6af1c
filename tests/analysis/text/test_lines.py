from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.text.lines import Habit, Stripper, learn_boilerplate

HABIT = Habit(tickets=4, share=0.01, variety=0.6)
FORM = "Name: Mia\nBrowser: some\n{}\nKind regards"
TITLES = ("printer jam", "vpn drops", "mail is slow", "mouse broken", "login", "new phone")


def test_lines_that_come_with_any_title_are_boilerplate() -> None:
    learnt = learn_boilerplate([(title, FORM.format(f"about {title}")) for title in TITLES], HABIT)

    assert learnt == {"name:", "browser:", "kind regards"}


def test_a_line_that_comes_with_one_title_belongs_to_that_trouble() -> None:
    told = [("login issue", "checked the directory and reset the password")] * 20

    assert learn_boilerplate(told, HABIT) == frozenset()


def test_numbers_and_addresses_do_not_make_a_line_another() -> None:
    told = [(title, f"Call {number} was logged") for number, title in enumerate(TITLES)]

    stripper = Stripper(learn_boilerplate(told, HABIT))

    assert stripper.strip("other", "Call 4711 was logged\nthe tray is stuck") == "the tray is stuck"


def test_the_title_said_again_is_taken_out() -> None:
    assert Stripper(frozenset()).strip("Printer jam", "printer jam in room 4") == " in room 4"


@given(st.text(max_size=80), st.text(max_size=200))
def test_stripping_never_adds_anything(title: str, body: str) -> None:
    kept = Stripper(frozenset({"hello"})).strip(title, body)

    assert set(kept.split()) <= set(body.split()) or len(kept) <= len(body)
