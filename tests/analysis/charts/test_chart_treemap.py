from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.charts.treemap import Rect, squarify

ROOM = Rect(10, 20, 600, 400)
SIZES = st.lists(st.floats(0.001, 1e6), min_size=1, max_size=40)
ROOMS = st.builds(
    Rect, x=st.integers(-50, 50), y=st.integers(-50, 50),
    width=st.integers(20, 2000), height=st.integers(20, 2000),
)  # fmt: skip


@given(sizes=SIZES, room=ROOMS)
def test_areas_are_as_the_sizes_are(sizes: list[float], room: Rect) -> None:
    rects = squarify(sizes, room)

    for size, rect in zip(sizes, rects, strict=True):
        assert rect.area == pytest.approx(room.area * size / sum(sizes), rel=1e-3, abs=1e-3)


@given(sizes=SIZES, room=ROOMS)
def test_nothing_lies_outside_the_room(sizes: list[float], room: Rect) -> None:
    near = 1e-6 * (room.width + room.height)

    for rect in squarify(sizes, room):
        assert rect.x >= room.x - near
        assert rect.y >= room.y - near
        assert rect.x + rect.width <= room.x + room.width + near
        assert rect.y + rect.height <= room.y + room.height + near
        assert min(rect.width, rect.height) >= 0


@given(sizes=SIZES, room=ROOMS)
def test_no_rectangle_covers_another(sizes: list[float], room: Rect) -> None:
    for one, other in combinations(squarify(sizes, room), 2):
        wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
        high = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)

        assert max(0, wide) * max(0, high) <= 1e-6 * room.area


@given(sizes=SIZES, room=ROOMS)
def test_the_first_lies_in_the_upper_left_corner(sizes: list[float], room: Rect) -> None:
    first = squarify(sizes, room)[0]

    assert (first.x, first.y) == (room.x, room.y)


@given(count=st.integers(1, 30))
def test_equal_sizes_become_near_squares(count: int) -> None:
    for rect in squarify([1.0] * count, Rect(0, 0, 600, 600)):
        assert max(rect.width / rect.height, rect.height / rect.width) <= 3


def test_the_example_of_the_paper_is_laid_out_as_there() -> None:
    rects = squarify([6, 6, 4, 3, 2, 2, 1], Rect(0, 0, 6, 4))

    assert rects[0] == Rect(0, 0, 3, 2)
    assert rects[1] == Rect(0, 2, 3, 2)
    assert rects[2].width == pytest.approx(12 / 7)
    assert rects[2].height == pytest.approx(7 / 3)
    assert max(max(r.width / r.height, r.height / r.width) for r in rects) < 3


def test_no_sizes_need_no_room() -> None:
    assert squarify([], ROOM) == ()


@pytest.mark.parametrize("sizes", [[1, 0], [-1]])
def test_a_size_that_is_no_size_is_a_fault(sizes: list[float]) -> None:
    with pytest.raises(ValueError, match="above zero"):
        squarify(sizes, ROOM)


def test_a_room_without_area_is_a_fault() -> None:
    with pytest.raises(ValueError, match="room"):
        squarify([1], Rect(0, 0, 0, 5))
