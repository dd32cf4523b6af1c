"""Texts for the page: one line, no words of the trade, no decoration, quotes left alone."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from groundswell.analysis.brief.sentences import phrases
from groundswell.analysis.charts.titles import clean_title, shorten

#: pictures and emoji begin here; below stand signs that texts need, such as ° and №
_FIRST_PICTURE = 0x2600

_QUOTED = re.compile(r"(“[^”]*”)")
_CLAUSE = re.compile(r"[,:] [^,:]*$")
_SENTENCE_END = re.compile(r"(?<=[.?])\s|;\s")


def title_on_paper(text: str, *, words: int = 9, letters: int = 64) -> str:
    """Return a problem's title for the page, shortened at a blank; it stays the tickets' own words.

    Emoji go, because paper has no font for them, and exclamation marks, because a page that
    shouts is not read. A title that reads from right to left is isolated, so that the figures
    beside it keep their place.
    """
    bare = "".join(letter for letter in clean_title(text) if not _is_picture(letter))
    calm = re.sub(r"\s*[!¡！]+", "", bare).replace("“", "‘").replace("”", "’").strip()
    kept = shorten(calm, words=words, letters=letters) or "a trouble without a title"
    return f"\u2068{kept}\u2069" if _reads_leftwards(kept) else kept


def plain(text: str) -> str:
    """Return a text of our own in words that a manager uses, on one line, without "!"."""
    line = re.sub(r"\s*!+", ".", clean_title(text)).strip()
    parts = _QUOTED.split(line)
    parts[::2] = [_in_plain_words(part) for part in parts[::2]]
    return "".join(parts)


def first_sentence(text: str, *, words: int) -> str | None:
    """Return the first sentence in plain words and without its full stop, or None if too long.

    A sentence is kept whole or not at all: half of one says something else.
    """
    sentence = _SENTENCE_END.split(plain(text))[0].rstrip(" .")
    return sentence if sentence and len(sentence.split()) <= words else None


def blame_words(text: str) -> tuple[str, ...]:
    """Return the adjectives and verdicts for people in a text, outside what it quotes."""
    outside = " ".join(_QUOTED.split(text)[::2]).lower()
    words: list[str] = _lists()["blame"]["words"]
    return tuple(word for word in words if re.search(rf"\b{re.escape(word)}\b", outside))


def step_on_paper(title: str, *, lens: str) -> str:
    """Return the name of a step for the page: plain, short, and in the voice of those who ask.

    What stands in brackets at its end (numbers that the page shows elsewhere) goes; a quoted title
    is shortened first, then the last clauses leave whole, and only then words.
    """
    limits = phrases()["steps"]
    said = re.sub(r"\s*\([^”]*\)$", "", plain(title).rstrip(" ."))
    parts = _QUOTED.split(said)
    for place, part in enumerate(parts):
        if place % 2:
            parts[place] = f"“{_quoted(part[1:-1], limits)}”"
        elif lens != "champion":
            parts[place] = _in_our_voice(part)
    while len("".join(parts).split()) > limits["words"] and _CLAUSE.search(parts[-1]):
        parts[-1] = _CLAUSE.sub("", parts[-1])
    short = shorten("".join(parts), words=limits["words"], letters=limits["letters"])
    return short + "”" if short.count("“") > short.count("”") else short


def _quoted(title: str, limits: Mapping[str, int]) -> str:
    return title_on_paper(title, words=limits["quoted_words"], letters=limits["quoted_letters"])


def _in_our_voice(text: str) -> str:
    for change in _lists()["voice"]:
        text = re.sub(change["not"], change["say"], text, flags=re.IGNORECASE)
    return text


def _in_plain_words(text: str) -> str:
    for pattern, one, many in _replacements():

        def put(match: re.Match[str], one: str = one, many: str = many) -> str:
            found = match.group()
            said = many if found.lower().endswith("s") else one
            return said[0].upper() + said[1:] if found[:2].istitle() else said

        text = pattern.sub(put, text)
    return text


@cache
def _replacements() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (_pattern(word["not"]), word["say"], word.get("many", word["say"]))
        for word in _lists()["word"]
    )


@cache
def _lists() -> Mapping[str, Any]:
    raw = files("groundswell.analysis.brief").joinpath("plain.toml").read_text("utf-8")
    return tomllib.loads(raw)


def _pattern(term: str) -> re.Pattern[str]:
    # Abbreviations keep their capitals: "CI" is a term, "ci" may be a word of another language.
    flags = re.NOFLAG if term.isupper() or "|CI" in term else re.IGNORECASE
    return re.compile(rf"\b(?:{term})\b", flags)


def _is_picture(letter: str) -> bool:
    code = ord(letter)
    return (
        (code >= 0x1F000 and unicodedata.category(letter)[0] == "S")
        or (code >= _FIRST_PICTURE and unicodedata.category(letter) == "So")
        or 0xFE00 <= code <= 0xFE0F
    )


def _reads_leftwards(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
