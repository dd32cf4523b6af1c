"""The line of the journey: every moment has its place, none lies outside the drawing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from groundswell.analysis.journey import Moment, draw_timeline, load_journey

UNTIL = date(2026, 10, 30)


def moment(days: int, kind: str = "improvement") -> Moment:
    return Moment(UNTIL - timedelta(days=days), kind, "gain", "Measured", "A trial")


def test_nothing_that_happened_is_no_drawing() -> None:
    assert draw_timeline([], until=UNTIL) is None


def test_only_kinds_that_have_a_moment_have_a_lane() -> None:
    drawing = draw_timeline([moment(400), moment(1, "ask")], until=UNTIL)

    assert drawing is not None
    assert [lane.words for lane in drawing.lanes] == ["Improvements", "Asks and decisions"]
    assert [dot.place for dot in drawing.dots] == [1, 2]
    assert drawing.dots[0].x < drawing.dots[1].x


@examples(max_examples=30)
@given(
    st.lists(
        st.tuples(st.integers(0, 4000), st.sampled_from(sorted(load_journey().kinds))),
        min_size=1, max_size=80,
    )
)  # fmt: skip
def test_every_moment_lies_within_the_drawing(given_days: list[tuple[int, str]]) -> None:
    drawing = draw_timeline([moment(*one) for one in given_days], until=UNTIL)

    assert drawing is not None
    assert sorted(dot.place for dot in drawing.dots) == list(range(1, len(given_days) + 1))
    assert all(
        130 <= dot.x <= drawing.width and 0 < dot.y <= drawing.height for dot in drawing.dots
    )
