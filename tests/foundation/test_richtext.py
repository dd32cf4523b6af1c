"""What is written many times on a page is escaped like everything else."""

from django.utils.html import escape
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from groundswell.foundation.richtext import fill_in, join_markup


@given(st.text())
def test_what_somebody_typed_is_escaped_as_the_template_language_does(words: str) -> None:
    assert fill_in("<b>{words}</b>", words=words) == f"<b>{escape(words)}</b>"


def test_markup_of_our_own_stays_and_everything_else_is_escaped() -> None:
    own = fill_in("<i>{count}</i>", count=3)

    filled = fill_in("{own} {foreign}", own=own, foreign="<i>3</i>")

    assert isinstance(filled, SafeString)
    assert filled == "<i>3</i> &lt;i&gt;3&lt;/i&gt;"


def test_braces_of_a_text_are_text() -> None:
    assert fill_in("{words}", words="{0} {words.__class__}") == "{0} {words.__class__}"


def test_pieces_that_are_no_markup_are_escaped_when_they_are_joined() -> None:
    assert join_markup([SafeString("<b>"), "<i>"]) == "<b>\n&lt;i&gt;"  # type: ignore[list-item]
