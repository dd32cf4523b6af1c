"""A paper as a tagged PDF, as many pages as it takes."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from groundswell.analysis.papers.model import Paper
from groundswell.analysis.typesetting import typeset

_HERE = Path(str(files("groundswell.analysis.papers")))


def render_pdf(paper: Paper) -> bytes:
    """Set the paper and return its bytes; the same paper gives the same bytes."""
    return typeset(_HERE / "paper.typ", _document(paper), on=paper.written_on)


def _document(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "lead": paper.lead,
        "foot": paper.foot,
        "sheets": [
            {
                "heading": sheet.heading,
                "text": list(sheet.said),
                "header": list(sheet.header),
                "rows": [list(row) for row in sheet.shown],
                "empty": sheet.empty,
            }
            for sheet in paper.sheets
        ],
    }
