"""The tiles of the map of troubles: where each lies, and which words fit into it."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.analysis.charts.amounts import counted
from groundswell.analysis.charts.titles import clean_title
from groundswell.analysis.charts.treemap import Rect, squarify
from groundswell.analysis.charts.troubles import Trend, Trouble, Troubles, say_size

#: pixels for the tile of one trouble at the least, on average; where there is less for each, the
#: smaller ones of a group share a tile
_TILE_AREA = 9_000
#: pixels: letters of 13 px, their mean width in Inter, a line; room at the edge, head of a group
_LETTER, _LINE, _EDGE, _HEAD, _GAP = 7.4, 17, 7, 22, 2


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
    #: the title as far as it fits, in lines; empty where not even a word does
    lines: tuple[str, ...]
    #: what else fits under it: the trend, the size
    more: tuple[str, ...] = ()


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
    single = {trouble.problem.id for trouble in shown[: int(room.area // _TILE_AREA)]}
    names = [group.name for group in troubles.groups if within in {"", group.name}]
    held = {name: [one for one in shown if one.group == name] for name in names}
    sizes = [sum(one.size for one in held[name]) for name in names]
    frames = squarify(sizes, room) if names else ()
    return tuple(
        _draw_group(name, held[name], frame, single, troubles, headed=not within)
        for name, frame in zip(names, frames, strict=True)
    )


def _draw_group(
    name: str,
    held: Sequence[Trouble],
    frame: Rect,
    single: set[str],
    troubles: Troubles,
    *,
    headed: bool,
) -> GroupTile:
    headed = headed and frame.height >= 2 * _HEAD and frame.width >= 8 * _LETTER
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
    value = say_size(sum(one.size for one in held), troubles.basis, troubles.currency)
    label = _label(clean_title(name), value, frame.width) if headed else ""
    drawn = tuple(tile for tile in tiles if tile.box.width and tile.box.height)
    return GroupTile(name, value, _box(frame), label, drawn)


def _label(name: str, value: str, width: float) -> str:
    """Return the name with its value where both fit, else what fits of the name."""
    room = width - 2 * _EDGE
    whole = f"{name}, {value}"
    if len(whole) * _LETTER <= room:
        return whole
    return next(iter(_fit(name, room, _LINE)), "")


def _draw_trouble(trouble: Trouble, rect: Rect) -> Tile:
    title = clean_title(trouble.problem.title)
    room = rect.shrunk(sides=_EDGE)
    lines = _fit(title, room.width, room.height)
    spare = int(room.height // _LINE) - len(lines)
    more = [
        words
        for words in (trouble.trend_words, trouble.value)
        if len(words) * _LETTER <= room.width
    ]
    if not lines and trouble.trend != "unknown" and room.width >= 2 * _LETTER:
        more = [trouble.trend_words[0]]
    return Tile(
        key=trouble.problem.id,
        title=title,
        value=trouble.value,
        trend=trouble.trend,
        trend_words=trouble.trend_words,
        box=_box(rect),
        lines=lines,
        more=tuple(more[: max(0, spare)]),
    )


def _draw_rest(words: str, value: str, rect: Rect) -> Tile:
    room = rect.shrunk(sides=_EDGE)
    return Tile("", words, value, "unknown", "", _box(rect), _fit(words, room.width, room.height))


def _fit(text: str, width: float, height: float) -> tuple[str, ...]:
    """Return as much of a text as fits, in lines; nothing where not even half a word does."""
    letters, most = int(width // _LETTER), int(height // _LINE)
    if letters < 5 or most < 1:
        return ()
    lines = textwrap.wrap(text, letters, max_lines=most, placeholder="…", break_long_words=False)
    # A first word that leaves no room for the mark is cut itself.
    lines = [text, *lines[1:]] if lines[:1] == ["…"] else lines
    return tuple(line if len(line) <= letters else f"{line[: letters - 1]}…" for line in lines)


def _box(rect: Rect) -> Box:
    """Return the pixels of a rectangle; edges that meet still meet."""
    left, top = round(rect.x), round(rect.y)
    return Box(left, top, round(rect.x + rect.width) - left, round(rect.y + rect.height) - top)
