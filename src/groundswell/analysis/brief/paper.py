"""The brief on paper: one A4 page, tagged, from a template and a document in JSON."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

from groundswell.analysis.brief.model import Block, Brief
from groundswell.analysis.charts.figure import svg

_HERE = Path(str(files("groundswell.analysis.brief")))

#: built at set-up; where it is missing the compiler's own fonts are used
FONTS = _HERE / "fonts"

#: a letter that no font at hand can show is the one thing in which PDF/UA refuses a page of ours
_NO_LETTER = "could not be displayed"

#: Latin, Greek and Cyrillic end here; what lies beyond the fonts of this page show poorly or not
_LAST_NEAR = 0x052F


def render_pdf(brief: Brief, *, fonts: Path = FONTS) -> bytes:
    """Set the brief as PDF and return its bytes; the same brief gives the same bytes.

    The page conforms to PDF/UA-1. The fonts of the system are looked at only where a title holds
    letters that ours were not made for (Arabic, Chinese); if the system lacks them too, boxes stand
    there and the page is tagged without claiming conformance.
    """
    document = json.dumps(_document(brief), ensure_ascii=False)
    for system in (True,) if _has_far_letters(document) else (False, True):
        try:
            return _compile(document, brief, fonts, system=system, standard="ua-1")
        except typst.TypstError as failure:
            if _NO_LETTER not in str(failure):
                raise
    return _compile(document, brief, fonts, system=True, standard=None)


def _has_far_letters(text: str) -> bool:
    return any(ord(letter) > _LAST_NEAR and letter.isalpha() for letter in text)


def _compile(
    document: str, brief: Brief, fonts: Path, *, system: bool, standard: Literal["ua-1"] | None
) -> bytes:
    return typst.compile(
        str(_HERE / "brief.typ"),
        root=str(_HERE),
        font_paths=[str(fonts)] if fonts.is_dir() else [],
        ignore_system_fonts=not system,
        format="pdf",
        sys_inputs={"brief": document},
        pdf_standards=standard,
        timestamp=int(datetime.combine(brief.written_on, time(), UTC).timestamp()),
    )


def _document(brief: Brief) -> dict[str, Any]:
    return {
        "title": brief.title,
        "headline": brief.headline,
        "hash": brief.content_hash,
        "blocks": [_block(block) for block in brief.blocks],
        "unknown": _block(brief.unknown),
        "foot": list(brief.foot),
    }


def _block(block: Block) -> dict[str, Any]:
    figure = block.figure
    drawn = figure and {
        "title": figure.title,
        "alt": figure.alt,
        "legend": figure.legend,
        "svg": svg(figure, theme="print", width=240, titled=False),
    }
    return {
        "name": block.name,
        "heading": block.heading,
        "text": list(block.text),
        "source": block.source,
        "points": [list(point) for point in block.points],
        "table": asdict(block.table) if block.table else None,
        "figure": drawn,
    }
