"""Plain rules: what differs, whose names go, and what Markdown may not do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.foundation.richtext import markdown
from groundswell.knowledge.differences import compare_texts, fold_same
from groundswell.knowledge.names import leave_out_people

LINES = st.lists(st.sampled_from(["a b", "a c", "b", "", "🙂 ع"]), max_size=8).map("\n".join)


@settings(max_examples=80)
@given(LINES, LINES)
def test_both_texts_can_be_read_from_what_differs(old: str, new: str) -> None:
    passages = compare_texts(old, new)

    assert "".join(one.text for one in passages if one.kind != "new") == old
    assert "".join(one.text for one in passages if one.kind != "old") == new
    assert all(one.kind == "same" for one in passages) or old != new


def test_long_stretches_that_stayed_are_left_out() -> None:
    old = "".join(f"line {number}\n" for number in range(100))

    passages = fold_same(compare_texts(old, old.replace("line 50", "line fifty")))

    assert [one.text for one in passages if one.kind == "gap"] == ["49", "47"]


@pytest.mark.parametrize(
    ("written", "harmless"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("[x](javascript:alert(1))", "javascript:alert"),
        ("<img src=x onerror=alert(1)>", "&lt;img"),
        ("![plan](https://elsewhere.example/p.png)", ">Picture: plan</a>"),
        ("# Heading", '<h2 dir="auto">Heading</h2>'),
        ("مرحبا 🙂", '<p dir="auto">مرحبا 🙂</p>'),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "<table>"),
        ("<b onclick='x()'>bold</b>", "&lt;b onclick"),
    ],
)
def test_markdown_is_made_harmless(written: str, harmless: str) -> None:
    shown = str(markdown(written))

    assert harmless in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown


@settings(max_examples=60)
@given(st.text("<>\"'&[]()!#*`|-\n:/ajs script", max_size=60))
def test_no_text_becomes_a_script_or_a_picture(text: str) -> None:
    shown = str(markdown(text)).lower()

    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Carla Caller rang from +49 351 123 456", "[name] rang from [phone]"),
        ("Ask Carla or carla.caller@example.org", "Ask [name] or [address]"),
        ("The caller restarted it", "The caller restarted it"),
        ("error 0x80070005 on 2026-01-02", "error 0x80070005 on 2026-01-02"),
    ],
)
def test_people_are_left_out(written: str, left: str) -> None:
    assert leave_out_people(written, names=["Carla Caller", ""]) == left


def test_who_signs_in_other_tickets_is_known_too() -> None:
    like = [("Printer", f"It is blank {n}.\nRegards\nJankowska") for n in range(6)]

    assert "Jankowska" not in leave_out_people("Told to Jankowska", names=[], like=like)
