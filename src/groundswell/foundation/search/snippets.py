"""The part of a text in which the words that were looked for stand, with those words marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.analysis.text.stems import stem
from groundswell.foundation.search.words import cut

_TOKEN = re.compile(r"\w+", re.UNICODE)
_LENGTH = 180
#: so much of a long text is looked at, in characters
_READ = 20_000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text, and whether it is one of the words that were looked for."""

    text: str
    is_hit: bool


def mark(text: str, words: Sequence[str]) -> list[Part]:
    """Return a text in parts, the words that were looked for apart; together they are the text."""
    parts: list[Part] = []
    end = 0
    for hit in _hits(text, words):
        if hit.start() > end:
            parts.append(Part(text[end : hit.start()], is_hit=False))
        parts.append(Part(hit.group(), is_hit=True))
        end = hit.end()
    if end < len(text):
        parts.append(Part(text[end:], is_hit=False))
    return parts


def quote(text: str, words: Sequence[str]) -> list[Part]:
    """Return the stretch of a text that holds most of the words, cut between words."""
    text = " ".join(text[:_READ].split())
    hits = _hits(text, words)
    if not hits:
        return [Part(_cut_off(text, 0), is_hit=False)] if text else []
    best = max(hits, key=lambda hit: _count_within(hits, hit.start()))
    start = max(0, best.start() - _LENGTH // 4)
    start = text.find(" ", start) + 1 if start else 0
    return mark(_cut_off(text, min(start, best.start())), words)


def _cut_off(text: str, start: int) -> str:
    end = start + _LENGTH
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return f"{before}{text[start:end].strip()}{after}"


def _count_within(hits: Sequence[re.Match[str]], start: int) -> int:
    within = (hit for hit in hits if start <= hit.start() < start + _LENGTH * 3 // 4)
    return len({hit.group().lower() for hit in within})


def _hits(text: str, words: Sequence[str]) -> list[re.Match[str]]:
    roots = {stem(word) for word in words}
    start = words[-1] if words else ""
    return [token for token in _TOKEN.finditer(text) if _is_meant(token.group(), roots, start)]


def _is_meant(token: str, roots: set[str], start: str) -> bool:
    return any(
        stem(word) in roots or (len(start) > 1 and word.startswith(start)) for word in cut(token)
    )
