"""The possible causes of a problem as a fishbone: what is drawn where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator

from groundswell.problems.models import InvestigationEntry
from groundswell.problems.states import Branch, Standing

#: in units of the drawing: the first tip, the bones along the spine, where the last words end
_FIRST, _SPINE, _END = 20, 600, 656
#: from the tip of a bone to the spine, across and down; the rows of causes along it
_ACROSS, _DOWN, _ROW, _ROWS = 100, 116, 22, 4
#: a letter is so wide, what is confirmed stands in bold; between words and a bone lies so much
_LETTER, _BOLD, _GAP = 6.6, 7.5, 6
#: a letter of a heading, in a wide font too
_HEADING = 8.7


@dataclass(frozen=True, slots=True)
class Cause:
    """A possible cause as it is drawn: as much of its words as there is room for."""

    text: str
    standing: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Bone:
    """One branch of the fishbone with the first of its possible causes.

    Attributes:
        label: in words.
        above: whether it is drawn above the spine.
        at: where its tip is, along the spine.
        causes: those for which there is a row.
    """

    label: str
    above: bool
    at: int
    causes: Sequence[Cause]

    @property
    def ends_at(self) -> int:
        """Return where it meets the spine."""
        return self.at + _ACROSS


def draw_fishbone(causes: Iterable[InvestigationEntry]) -> list[Bone]:
    """Return the branches that hold possible causes, in turn above and below the spine."""
    held = [cause for cause in causes if cause.struck_at is None]
    branches = [branch for branch in Branch if any(c.branch == branch for c in held)]
    apart = _SPINE // max(1, (len(branches) + 1) // 2)
    bones, tips = [], [_FIRST, _FIRST]
    for place, branch in enumerate(branches):
        at, above = tips[place % 2], place % 2 == 0
        # the heading of the next one on this side begins behind the words of this one
        room = max(apart, round(len(branch.label) * _HEADING) + 2 * _GAP)
        tips[place % 2] += room
        has_next = place + 2 < len(branches)
        own = [cause for cause in held if cause.branch == branch][:_ROWS]
        drawn = [
            _place(cause, row, at=at, above=above, apart=room if has_next else None)
            for row, cause in enumerate(own)
        ]
        bones.append(Bone(branch.label, above, at, drawn))
    return bones


def _place(
    cause: InvestigationEntry, row: int, *, at: int, above: bool, apart: int | None
) -> Cause:
    """Return a cause beside its bone, with the words that fit before the next one, or the end."""
    y = 62 + row * _ROW if above else 248 - row * _ROW
    # below the spine a bone leans over the words: their upper edge is nearer to it
    down = y - 34 if above else 266 - (y - 10)
    x = round(at + down / _DOWN * _ACROSS) + _GAP
    room = _END - x if apart is None else apart - 2 * _GAP
    letter = _BOLD if cause.standing == Standing.CONFIRMED else _LETTER
    return Cause(Truncator(cause.text).chars(int(room / letter)), cause.standing, x, y)
