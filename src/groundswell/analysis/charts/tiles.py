"""The tiles of the map of troubles: where each lies, and which words fit into it."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.analysis.charts.amounts import counted
from groundswell.analysis.charts.titles import clean_title
from groundswell.analysis.charts.treemap import Rect, squarify
from groundswell.analysis.charts.troubles import Trend, Trouble, Troubles, say_size

#: tiles of single troubles; more would be confetti, so the smaller ones of a group share a tile
_MOST_TILES = 40
#: pixels: letters of 13 px, their mean width in Inter, a line; room at the edge, head of a group
_LETTER, _LINE, _EDGE, _HEAD, _GAP = 7.1, 17, 7, 22, 2


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in whole pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Tile:
    """One trouble as a rectangle, or all the smaller ones of a group together."""

    #: id of the problem, "" for those that share the tile
    key: str
    title: str
    value: str
    trend: Trend
    trend_words: str
    box: Box
    #: what fits into it; empty where nothing does
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupTile:
    """The troubles of one service, department or kind, within one frame."""

    name: str
    value: str
    box: Box
    #: the name as far as it fits
    label: str
    tiles: tuple[Tile, ...]


def draw_troubles(troubles: Troubles, room: Rect, *, within: str = "") -> tuple[GroupTile, ...]:
    """Return the map: a frame for each group with its troubles in it.

    Args:
        troubles: what is drawn.
        room: in pixels, from 0, 0.
        within: the one group that is drawn; empty for all of them.
    """
    shown = [trouble for trouble in troubles.shown if within in {"", trouble.group}]
    single = {trouble.problem.id for trouble in shown[:_MOST_TILES]}
    names = [group.name for group in troubles.groups if within in {"", group.name}]
    held = {name: [one for one in shown if one.group == name] for name in names}
    sizes = [sum(one.size for one in held[name]) for name in names]
    frames = squarify(sizes, room) if names else ()
    return tuple(
        _draw_group(name, held[name], frame, single, troubles)
        for name, frame in zip(names, frames, strict=True)
    )


def _draw_group(
    name: str, held: Sequence[Trouble], frame: Rect, single: set[str], troubles: Troubles
) -> GroupTile:
    headed = frame.height >= 2 * _HEAD and frame.width >= 8 * _LETTER
    inner = frame.shrunk(sides=_GAP, top=_HEAD if headed else 0)
    alone = [trouble for trouble in held if trouble.problem.id in single]
    others = held[len(alone) :]
    rest = sum(trouble.size for trouble in others)
    sizes = [trouble.size for trouble in alone] + ([rest] if others else [])
    rects = squarify(sizes, inner) if inner.area > 0 else ()
    tiles = [_draw_trouble(trouble, rect) for trouble, rect in zip(alone, rects, strict=False)]
    if others and rects:
        words = f"{counted(len(others))} smaller"
        tiles.append(
            _draw_rest(words, say_size(rest, troubles.basis, troubles.currency), rects[-1])
        )
    value = say_size(sum(trouble.size for trouble in held), troubles.basis, troubles.currency)
    label = _fit(f"{clean_title(name)}, {value}", frame.width, _HEAD) if headed else ()
    if headed and len(clean_title(name)) + len(value) + 2 > frame.width / _LETTER:
        label = _fit(clean_title(name), frame.width, _HEAD)
    drawn = tuple(tile for tile in tiles if tile.box.width and tile.box.height)
    return GroupTile(name, value, _box(frame), label[0] if label else "", drawn)


def _draw_trouble(trouble: Trouble, rect: Rect) -> Tile:
    title = clean_title(trouble.problem.title)
    room = rect.shrunk(sides=_EDGE)
    lines = list(_fit(title, room.width, room.height))
    # What is left under the title says what it costs and whether it grows; the mark comes first.
    more = (trouble.trend_words, trouble.value)
    spare = int(room.height // _LINE) - len(lines)
    lines += [words for words in more if len(words) <= room.width / _LETTER][: max(0, spare)]
    if not lines and room.width >= _LETTER and room.height >= _LINE:
        lines = [trouble.trend_words[0]] if trouble.trend != "unknown" else []
    return Tile(
        trouble.problem.id, title, trouble.value, trouble.trend, trouble.trend_words, _box(rect),
        tuple(lines),
    )  # fmt: skip


def _draw_rest(words: str, value: str, rect: Rect) -> Tile:
    room = rect.shrunk(sides=_EDGE)
    return Tile("", words, value, "unknown", "", _box(rect), _fit(words, room.width, room.height))


def _fit(text: str, width: float, height: float) -> tuple[str, ...]:
    """Return as much of a text as fits, in lines; nothing where not even one word does."""
    letters, most = int(width // _LETTER), int(height // _LINE)
    if letters < 4 or most < 1:
        return ()
    return tuple(textwrap.wrap(text, letters, max_lines=most, placeholder="…"))


def _box(rect: Rect) -> Box:
    """Return the pixels of a rectangle; edges that meet still meet."""
    left, top = round(rect.x), round(rect.y)
    return Box(left, top, round(rect.x + rect.width) - left, round(rect.y + rect.height) - top)
