"""Rectangles whose areas are as sizes are, each as near to a square as it gets."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, its upper left corner first; in the unit of whoever draws it."""

    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """Return width times height."""
        return self.width * self.height

    def shrunk(self, *, sides: float = 0.0, top: float = 0.0) -> "Rect":
        """Return what is left inside a margin on all sides and one more at the top."""
        return Rect(
            self.x + sides,
            self.y + sides + top,
            max(0.0, self.width - 2 * sides),
            max(0.0, self.height - 2 * sides - top),
        )


def squarify(sizes: Sequence[float], room: Rect) -> tuple[Rect, ...]:
    """Return a rectangle for each size; together they fill the room, and none covers another.

    The first lies in the upper left corner, the others follow in order. The largest first makes
    the best squares.

    Args:
        sizes: each above zero.
        room: with an area.

    Raises:
        ValueError: a size is not above zero, or the room has no area; that is a fault of the code
            that asks.

    Source:
        M. Bruls, K. Huizing and J. J. van Wijk, "Squarified Treemaps", Proceedings of the Joint
        Eurographics and IEEE TCVG Symposium on Visualization (2000), 33-42.
    """
    if not sizes:
        return ()
    if min(sizes) <= 0 or room.area <= 0:
        raise ValueError("A treemap needs sizes above zero and a room with an area.")
    scale = room.area / sum(sizes)
    areas = [size * scale for size in sizes]
    placed: list[Rect] = []
    while len(placed) < len(areas):
        row = _next_row(areas[len(placed) :], min(room.width, room.height))
        is_last = len(placed) + len(row) == len(areas)
        rects, room = _lay_row(row, room, is_last=is_last)
        placed += rects
    return tuple(placed)


def _next_row(areas: Sequence[float], side: float) -> Sequence[float]:
    """Return as many of the areas as make the worst shape of a row along this side better."""
    count, worst = 1, _worst(areas[:1], side)
    while count < len(areas):
        longer = _worst(areas[: count + 1], side)
        if longer > worst:
            break
        count, worst = count + 1, longer
    return areas[:count]


def _worst(row: Sequence[float], side: float) -> float:
    """Return the length of the least square rectangle of a row, by its width or the reverse."""
    total = sum(row)
    if not side or not min(row):
        return float("inf")
    return max(side**2 * max(row) / total**2, total**2 / (side**2 * min(row)))


def _lay_row(row: Sequence[float], room: Rect, *, is_last: bool) -> tuple[list[Rect], Rect]:
    """Return the rectangles of a row along the shorter side, and the room that is left.

    The last row takes all that is left, so that no rounding shows as a gap.
    """
    total = sum(row)
    across = room.width >= room.height
    long, short = (room.width, room.height) if across else (room.height, room.width)
    thick = long if is_last or not short else min(long, total / short)
    rects, at = [], 0.0
    for area in row:
        length = short * (area / total)
        rects.append(
            Rect(room.x, room.y + at, thick, length)
            if across
            else Rect(room.x + at, room.y, length, thick)
        )
        at += length
    if across:
        return rects, Rect(room.x + thick, room.y, room.width - thick, room.height)
    return rects, Rect(room.x, room.y + thick, room.width, room.height - thick)
