"""The brief on paper: one A4 page, tagged, from a template and a document in JSON."""

from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from groundswell.analysis.brief.model import Block, Brief
from groundswell.analysis.charts.figure import svg
from groundswell.analysis.charts.problems import bars_alone
from groundswell.analysis.typesetting import FONTS, typeset

__all__ = ["FONTS", "render_pdf"]

_HERE = Path(str(files("groundswell.analysis.brief")))


def render_pdf(brief: Brief, *, fonts: Path = FONTS) -> bytes:
    """Set the brief as PDF and return its bytes; the same brief gives the same bytes."""
    return typeset(_HERE / "brief.typ", _document(brief), on=brief.written_on, fonts=fonts)


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
    bars = block.figure
    drawn = bars and {
        "title": bars.title,
        "alt": bars.alt,
        "legend": bars.legend,
        "svg": svg(bars_alone(bars), theme="print", width=240, titled=False),
    }
    return {
        "name": block.name,
        "heading": block.heading,
        "text": list(block.text),
        "source": block.source,
        "points": [list(point) for point in block.points],
        "table": asdict(block.table) if block.table else None,
        "bars": drawn,
    }
