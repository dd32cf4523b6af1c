"""What a person wrote, without what mail programs put around it."""

import html
import re
from html.parser import HTMLParser

from groundswell.readers.limits import load
from groundswell.readers.mojibake import repair

_RULES = load(__package__, "cleaning.toml")


def _lines(*expressions: str) -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]*(?:{'|'.join(expressions)})[^\S\n]*", re.IGNORECASE)


_DROP = _lines(*_RULES["drop"])
_QUOTE = _lines(*_RULES["quote"])
_ENDING = _lines(*_RULES["ending"])
_HEADER = _lines(rf"(?:{'|'.join(_RULES['header'])})\s*:.*")
_HEADER_OPENS = _lines(rf"(?:{'|'.join(_RULES['header_opens'])})\s*:.*")
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|html|body|table|tr|td|ul|ol|li|b|i|u|a|strong|em|font|h[1-6]|pre|img)\b"
    r"[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_CARRIAGE = re.compile(r"(?:_x000D_|\r)\n?", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_ENOUGH_WORDS = 3  # fewer words above a mail header are a greeting, not a report


def clean_title(text: str) -> str:
    """Return one line for reading: repaired, without markup, line breaks and double blanks."""
    return " ".join(_readable(text).split())


def clean_words(text: str) -> str:
    """Return what a person wrote: without mail headers, quotations, signatures and markup.

    If nothing would be left, the readable text is returned whole: a ticket that consists of a
    forwarded mail is about that mail.
    """
    readable = _readable(text)
    if "\n" not in readable and not _DROP.match(readable):
        return readable.strip()
    own = "\n".join(_own_lines(readable.split("\n")))
    return _BLANK_LINES.sub("\n\n", own).strip() or readable.strip()


def _readable(text: str) -> str:
    if "&lt;" in text or ("&" in text and "<" not in text and _ENTITY.search(text)):
        text = html.unescape(text)
    if "<" in text and _MARKUP.search(text):
        text = _without_markup(text)
    if text.isprintable() and "_" not in text:
        return repair(text)
    return _CONTROL.sub("", _CARRIAGE.sub("\n", repair(text)))


def _own_lines(lines: list[str]) -> list[str]:
    kept: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        block = _header_block(lines, place)
        if block or _QUOTE.fullmatch(line):
            if _words(kept) >= _ENOUGH_WORDS:
                break
            place += max(block, 1)
            continue
        if _ENDING.fullmatch(line) and _words(kept):
            break
        if not line.lstrip().startswith(">") and not (line.strip() and _DROP.fullmatch(line)):
            kept.append(line.rstrip())
        place += 1
    return kept


def _header_block(lines: list[str], start: int) -> int:
    """Return how many lines of a mail header begin here; 0 if it is none."""
    if not _HEADER_OPENS.fullmatch(lines[start]):
        return 0
    found = 1
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or _HEADER.fullmatch(lines[end])):
        found += bool(lines[end].strip())
        end += 1
    return end - start if found > 1 else 0


def _words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)


class _Text(HTMLParser):
    """Collects the text of a page, with line breaks where the page breaks lines."""

    _BREAKS = frozenset(("p", "br", "div", "tr", "li", "ul", "ol", "table", "pre", "blockquote"))
    _HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
    _SILENT = frozenset(("style", "script", "head", "title"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in self._SILENT
        if tag in self._BREAKS | self._HEADINGS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self._SILENT and self._silent > 0
        if tag in self._BREAKS | self._HEADINGS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def _without_markup(page: str) -> str:
    reader = _Text()
    reader.feed(page)
    reader.close()
    text = "".join(reader.parts).replace("\u00a0", " ")
    return re.sub(r"[^\S\n]+", " ", text)
