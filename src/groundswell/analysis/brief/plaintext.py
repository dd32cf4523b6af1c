"""The brief in a terminal or a mail."""

import textwrap
from collections.abc import Iterator

from groundswell.analysis.brief.model import Block, Brief, Table

_WIDTH = 78


def render_text(brief: Brief) -> str:
    """Return the brief as lines of at most 78 characters; only a table may be wider."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield brief.title
    yield ""
    yield from _wrapped(brief.headline)
    yield from _source(brief.blocks[0])
    for block in brief.blocks[1:]:
        yield ""
        yield from _block(block)
    if brief.unknown.text:
        yield ""
        yield from _block(brief.unknown)
    yield ""
    yield "-" * _WIDTH
    yield from _wrapped(" ".join(brief.foot))


def _block(block: Block) -> Iterator[str]:
    yield block.heading
    for text in block.text:
        yield from _wrapped(text, indent="  ")
    for term, said in block.points:
        yield from _wrapped(f"{term}: {said}", indent="  ")
    if block.table and block.figure:
        yield ""
        yield from _wrapped(block.figure.title, indent="  ")
        yield from _table(block.table)
    yield from _source(block)


def _source(block: Block) -> list[str]:
    return _wrapped(f"[{block.source}]", indent="  ") if block.source else []


def _table(table: Table) -> Iterator[str]:
    lines = [table.header, *table.rows]
    widths = [max(len(row[column]) for row in lines) for column in range(len(table.header))]
    for row in lines:
        first, *rest = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  " + "  ".join((first, *rest)).rstrip()


def _wrapped(text: str, *, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
