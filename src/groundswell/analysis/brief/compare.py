"""What one page says otherwise than the page before it, for whoever has read both."""

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.analysis.brief.model import Block, Brief


@dataclass(frozen=True, slots=True)
class BlockChange:
    """What is said no more and what is said now, under one heading."""

    heading: str
    before: tuple[str, ...]
    now: tuple[str, ...]


def compare(before: Brief, now: Brief) -> tuple[BlockChange, ...]:
    """Return what changed, block by block in the order of the page; nothing where all is the same.

    Sentences, options and rows are compared whole: a number that moved shows as the sentence that
    held it and the one that holds it now.
    """
    earlier = {block.name: block for block in (*before.blocks, before.unknown)}
    changes = []
    for block in (*now.blocks, now.unknown):
        old = earlier.get(block.name)
        said_before, said_now = _say(old) if old else (), _say(block)
        gone = tuple(text for text in said_before if text not in said_now)
        new = tuple(text for text in said_now if text not in said_before)
        if gone or new:
            changes.append(BlockChange(block.heading or "In one sentence", gone, new))
    return tuple(changes)


def _say(block: Block) -> Sequence[str]:
    rows = block.table.rows if block.table else ()
    points = (f"{term}: {said}" for term, said in block.points)
    return (*block.text, *points, *(" · ".join(cell for cell in row if cell) for row in rows))
