"""The brief on paper: one A4 page, tagged, from a template and a document in JSON."""

import json
import re
import unicodedata
from dataclasses import asdict
from datetime import UTC, datetime, time
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

from groundswell.analysis.brief.model import Block, Brief
from groundswell.analysis.charts.figure import svg
from groundswell.analysis.charts.problems import bars_alone

_HERE = Path(str(files("groundswell.analysis.brief")))

#: built at set-up; where it is missing the compiler's own fonts are used
FONTS = _HERE / "fonts"

#: a letter that no font at hand can show is the one thing for which the compiler refuses our page
_NO_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed')

#: more scripts than this in five titles are noise
_SCRIPTS = 8

#: Latin, Greek and Cyrillic end here; what lies beyond the fonts of this page show poorly or not
_LAST_NEAR = 0x052F


def render_pdf(brief: Brief, *, fonts: Path = FONTS) -> bytes:
    """Set the brief as PDF and return its bytes; the same brief gives the same bytes.

    The page conforms to PDF/UA-1. The fonts of the system are looked at only where a title holds
    letters that ours were not made for (Arabic, Chinese); letters that no font here can show are
    left out, with "[…]" in their place, rather than printed as boxes.
    """
    document = json.dumps(_document(brief), ensure_ascii=False)
    system = _has_far_letters(document)
    for _ in range(_SCRIPTS):
        try:
            return _compile(document, brief, fonts, system=system)
        except typst.TypstError as failure:
            missing = _NO_LETTER.search(str(failure))
            if missing is None:
                raise
            # The system is asked first, and only what it lacks as well is left out.
            if system:
                document = _leave_out_script(document, missing.group(1))
            system = True
    return _compile(document, brief, fonts, system=True, standard=None)


def _has_far_letters(text: str) -> bool:
    return any(ord(letter) > _LAST_NEAR and letter.isalpha() for letter in text)


def _leave_out_script(text: str, missing: str) -> str:
    # The first word of a letter's name is its script: CJK, HIRAGANA, THAI.
    scripts = {_script(letter) for letter in missing}
    gone = "".join("\0" if _script(letter) in scripts else letter for letter in text)
    return re.sub("\0+", "[…]", gone)


def _script(letter: str) -> str:
    return unicodedata.name(letter, letter).split()[0]


def _compile(
    document: str,
    brief: Brief,
    fonts: Path,
    *,
    system: bool,
    standard: Literal["ua-1"] | None = "ua-1",
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
