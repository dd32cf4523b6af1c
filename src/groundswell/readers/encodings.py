"""Which encoding a text file is written in, from all of its bytes."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from groundswell.kernel.errors import BadInput
from groundswell.readers.codepages import guess_page

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_WHOLE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # of a pair of surrogates, as UTF-8 forbids
_HIGH = re.compile(rb"[\x80-\xff]+")
# Characters of GB2312: both bytes above 0xA0, the first in a row of the standard.
_PAIRS = re.compile(rb"(?:[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])+")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_STRAY = 20  # so many signs that are no text may stray into the smallest file
_CONTROLS = re.compile(rb"[\x01-\x06\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding of a file, how broken bytes are read, and a remark for people, if any."""

    name: str
    errors: str = "strict"
    remark: str = ""


def detect_encoding(path: Path, name: str) -> Encoding:
    """Return how the bytes of a file turn into text.

    Marks at the beginning decide; then UTF-8 if every byte fits; then GB18030 where the bytes form
    Chinese characters throughout; else the page that gives the most plausible words, mostly
    Windows-1252, or Latin-1 where that leaves bytes undefined.
    A file that is UTF-8 but for a few bytes is read as UTF-8, and these bytes as Windows-1252.

    Raises:
        BadInput: the file is no text.
    """
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            errors = "lenient-utf-8" if encoding == "utf-8-sig" else "replace"
            return Encoding(encoding, errors)
    if wide := _wide(head):
        return Encoding(wide, "replace")
    controls = len(_CONTROLS.findall(_without_separator(head)))
    if controls > max(_STRAY, len(head) / 50) or head.count(0) > max(_STRAY, len(head) / 20):
        raise BadInput(
            f"{name} is not a text, a sheet or a packed file that groundswell can read. It reads "
            "CSV, TSV, XLSX, JSON, JSON lines and XES, also packed as .gz or .zip."
        )
    return _by_content(path)


def _without_separator(head: bytes) -> bytes:
    """Return the head without a control sign that parts the cells, as data warehouses use them."""
    first = head.split(b"\n", 1)[0]
    signs = set(_CONTROLS.findall(first))
    return head.replace(signs.pop(), b"") if len(signs) == 1 else head


def _wide(head: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every other byte of western text is zero."""
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.05 else None


@dataclass(slots=True)
class _Counts:
    whole: int = 0
    broken: int = 0
    high: int = 0
    paired: int = 0
    undefined: int = 0
    halves: int = 0


def _by_content(path: Path) -> Encoding:
    if _decodes(path, "utf-8"):
        return Encoding("utf-8")
    counts = _count(path)
    if counts.whole > counts.broken * 3 or counts.halves > counts.broken:
        remarks = []
        if counts.halves:
            remarks.append(f"{counts.halves} halves of characters are no text; left out.")
        if counts.broken:
            words = "bytes are no UTF-8, unlike the rest; they are read as Windows-1252."
            remarks.append(f"{counts.broken} {words}")
        return Encoding("utf-8", "lenient-utf-8", " ".join(remarks))
    if counts.paired > 0.95 * counts.high and counts.high > 20 and _decodes(path, "gb18030"):
        return Encoding("gb18030")
    with path.open("rb") as lines:
        page = guess_page(lines)
    if page == "cp1252":
        return Encoding("latin-1" if counts.undefined else page)
    return Encoding(page, "replace", f"Read as {page}, because its words look right only so.")


def _count(path: Path) -> _Counts:
    counts = _Counts()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK) + stream.readline():
            if chunk.isascii():
                continue
            counts.halves += len(_HALF.findall(chunk))
            chunk = _HALF.sub(b"", chunk)
            rest = _WHOLE.sub(b"", chunk)
            counts.whole += len(_WHOLE.findall(chunk))
            counts.broken += sum(map(len, _HIGH.findall(rest)))
            counts.high += sum(map(len, _HIGH.findall(chunk)))
            counts.paired += sum(len(run) & ~1 for run in _PAIRS.findall(chunk))
            counts.undefined += len(_UNDEFINED.findall(rest))
    return counts


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lenient(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows-1252; halves of surrogate pairs are left out."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.start + 3]
    if len(broken) == 3 and broken[0] == 0xED and 0xA0 <= broken[1] <= 0xBF:
        return "", error.start + 3
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error("lenient-utf-8", _lenient)
