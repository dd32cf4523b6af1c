"""The brief on a screen: a fragment of HTML for a page that brings its own look."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from groundswell.analysis.brief.model import Block, Brief, Table


def render_html(brief: Brief) -> str:
    """Return the brief as a semantic fragment; every text is escaped, nothing is styled.

    Classes begin with `brief-`. Where a figure belongs stands an empty `div` with `data-chart` and
    a description for those who do not see it, and after it the definition as JSON: data, not a
    script, so a strict content policy lets it stand. The table below holds the same numbers.
    """
    return "\n".join(_article(brief)) + "\n"


def _article(brief: Brief) -> Iterator[str]:
    yield f'<article class="brief" data-lens="{escape(brief.lens)}">'
    yield '<header class="brief-head">'
    yield f'<p class="brief-title">{escape(brief.title)}</p>'
    yield f'<h1 class="brief-line" dir="auto">{escape(brief.headline)}</h1>'
    yield from _source(brief.blocks[0])
    yield "</header>"
    for block in brief.blocks[1:]:
        yield from _section(block)
    if brief.unknown.text:
        yield from _section(brief.unknown)
    yield '<footer class="brief-foot">'
    yield from (f"<p>{escape(text)}</p>" for text in brief.foot)
    yield "</footer>"
    yield "</article>"


def _section(block: Block) -> Iterator[str]:
    state = "" if block.known else " brief-open"
    yield f'<section class="brief-block brief-{block.name}{state}">'
    yield f"<h2>{escape(block.heading)}</h2>"
    yield from (f'<p dir="auto">{escape(text)}</p>' for text in block.text)
    if block.points:
        yield '<dl class="brief-points">'
        for term, said in block.points:
            yield f'<dt>{escape(term)}</dt><dd dir="auto">{escape(said)}</dd>'
        yield "</dl>"
    if block.figure:
        figure = block.figure
        yield '<figure class="brief-figure">'
        yield f"<figcaption>{escape(figure.title)}</figcaption>"
        seen = f'role="img" aria-label="{escape(figure.alt)}"'
        yield f'<div class="brief-chart" data-chart {seen}></div>'
        yield f'<script type="application/json">{_data(figure.spec)}</script>'
        if figure.legend:
            yield f'<p class="brief-legend">{escape(figure.legend)}</p>'
        yield "</figure>"
    if block.table:
        yield from _table(block.table)
    yield from _source(block)
    yield "</section>"


def _data(spec: Mapping[str, Any]) -> str:
    # No text may end the element early or open a comment in it.
    said = json.dumps(spec, ensure_ascii=False)
    return said.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _table(table: Table) -> Iterator[str]:
    yield '<table class="brief-table"><thead><tr>'
    yield from (f'<th scope="col">{escape(name)}</th>' for name in table.header)
    yield "</tr></thead><tbody>"
    for first, *rest in table.rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row" dir="auto">{escape(first)}</th>{cells}</tr>'
    yield "</tbody></table>"


def _source(block: Block) -> Iterator[str]:
    if block.source:
        yield f'<p class="brief-source">{escape(block.source)}</p>'
