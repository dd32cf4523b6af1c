"""A paper as one HTML file that needs nothing beside it."""

from collections.abc import Iterator
from html import escape

from groundswell.analysis.papers.model import Paper, Sheet

#: a file of its own is opened from a disk: it brings the little look that it needs
_LOOK = """
body { color: #1c2126; font: 16px/1.5 Inter, system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
h1 { font-size: 1.6rem; line-height: 1.25 } h2 { font-size: 1.15rem; margin-top: 2rem }
table { border-collapse: collapse; font-size: 0.9rem; width: 100% }
th, td { border-bottom: 1px solid #d5d9dd; padding: 0.35rem 0.6rem 0.35rem 0; text-align: start; vertical-align: top }
.quiet { color: #59636d } footer { border-top: 1px solid #d5d9dd; color: #59636d; font-size: 0.85rem; margin-top: 2rem }
@media (prefers-color-scheme: dark) { body { background: #14181c; color: #e4e8ec } .quiet, footer { color: #a3adb7 } th, td, footer { border-color: #39424b } }
"""  # noqa: E501 (a sheet of styles)


def render_html(paper: Paper) -> str:
    """Return the paper as a whole page; every text is escaped."""
    return "\n".join(_page(paper)) + "\n"


def _page(paper: Paper) -> Iterator[str]:
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(paper.title)}</title><style>{_LOOK}</style></head><body><main>"
    yield f"<h1>{escape(paper.title)}</h1>"
    yield f"<p>{escape(paper.lead)}</p>"
    for sheet in paper.sheets:
        yield from _sheet(sheet)
    yield f"</main><footer><p>{escape(paper.foot)}</p></footer></body></html>"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"<section><h2>{escape(sheet.heading)}</h2>"
    yield from (f'<p dir="auto">{escape(text)}</p>' for text in sheet.said)
    if sheet.rows:
        yield "<table><thead><tr>"
        yield "".join(f'<th scope="col">{escape(name)}</th>' for name in sheet.header)
        yield "</tr></thead><tbody>"
        for first, *rest in sheet.shown:
            cells = "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in rest)
            yield f'<tr><th scope="row" dir="auto">{escape(first)}</th>{cells}</tr>'
        yield "</tbody></table>"
    elif sheet.empty:
        yield f'<p class="quiet">{escape(sheet.empty)}</p>'
    yield "</section>"
