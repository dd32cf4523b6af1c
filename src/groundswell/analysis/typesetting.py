"""Setting a document as a tagged PDF from a template; the same document gives the same bytes."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

#: built at set-up; where it is missing the compiler's own fonts are used
FONTS = Path(str(files("groundswell.analysis"))) / "brief" / "fonts"

#: a letter that no font at hand can show is the one thing for which the compiler refuses our page
_NO_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed')

#: more scripts than this in five titles are noise
_SCRIPTS = 8

#: Latin, Greek and Cyrillic end here; what lies beyond our fonts shows poorly or not
_LAST_NEAR = 0x052F


def typeset(template: Path, document: Mapping[str, Any], *, on: date, fonts: Path = FONTS) -> bytes:
    """Set a document and return the bytes of the PDF, which conforms to PDF/UA-1.

    The fonts of the system are looked at only where a text holds letters that ours were not made
    for (Arabic, Chinese); letters that no font here can show are left out, with "[…]" in their
    place, rather than printed as boxes.

    Args:
        template: in Typst; it reads the document from its input `document`, as JSON.
        document: plain values.
        on: the day that the file bears.
        fonts: where ours are.
    """
    said = json.dumps(document, ensure_ascii=False)
    system = _has_far_letters(said)
    for _ in range(_SCRIPTS):
        try:
            return _compile(template, said, on, fonts, system=system)
        except typst.TypstError as failure:
            missing = _NO_LETTER.search(str(failure))
            if missing is None:
                raise
            # The system is asked first, and only what it lacks as well is left out.
            if system:
                said = _leave_out_script(said, missing.group(1))
            system = True
    return _compile(template, said, on, fonts, system=True, standard=None)


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
    template: Path,
    document: str,
    on: date,
    fonts: Path,
    *,
    system: bool,
    standard: Literal["ua-1"] | None = "ua-1",
) -> bytes:
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(fonts)] if fonts.is_dir() else [],
        ignore_system_fonts=not system,
        format="pdf",
        sys_inputs={"document": document},
        pdf_standards=standard,
        timestamp=int(datetime.combine(on, time(), UTC).timestamp()),
    )
