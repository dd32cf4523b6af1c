"""Text that was written as UTF-8 and read as Windows-1252, turned back where that is certain."""

import re

# Windows-1252 with the five bytes it leaves undefined passed through, as browsers and Excel do.
_SIGNS = {
    bytes([code]).decode("cp1252", errors="ignore") or chr(code): code
    for code in range(0x80, 0x100)
}
_TO_BYTES = {**{ord(sign): code for sign, code in _SIGNS.items()}, **{c: c for c in range(0x80)}}
_TRAIL = "[" + "".join(re.escape(sign) for sign, code in _SIGNS.items() if code < 0xC0) + "]"


def _lead(first: int, last: int) -> str:
    return "[" + "".join(re.escape(s) for s, code in _SIGNS.items() if first <= code <= last) + "]"


# Whole UTF-8 sequences of two, three and four bytes, seen through Windows-1252.
_SEQUENCE = re.compile(
    f"(?:{_lead(0xC2, 0xDF)}{_TRAIL}|{_lead(0xE0, 0xEF)}{_TRAIL}{{2}}"
    f"|{_lead(0xF0, 0xF4)}{_TRAIL}{{3}})+"
)


def repair(text: str) -> str:
    """Return the text with every provable sequence of misread UTF-8 put right.

    `fÃ¼r` becomes `für`. A sequence counts as proof only if its characters, taken as bytes of
    Windows-1252, are one or more whole UTF-8 characters; anything else stays as it is.
    """
    if text.isascii():
        return text
    return _SEQUENCE.sub(_put_right, text)


def _put_right(found: re.Match[str]) -> str:
    try:
        return bytes(_TO_BYTES[ord(sign)] for sign in found.group()).decode("utf-8")
    except UnicodeDecodeError:
        return found.group()
