"""What differs between two texts, word by word, for a person to read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: words and the space after them, so that the parts put together are the text
_PIECE = re.compile(r"\S+\s*|\s+")
#: so many lines that both hold are shown around what differs
_AROUND = 2
#: a change of more pieces than this is shown as a whole: comparing takes their product
_MOST = 3_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text: in both ("same"), only in the new ("new") or the old one ("old").

    A "gap" stands for lines that both hold and that are not shown; `text` says how many.
    """

    kind: str
    text: str


def compare_texts(old: str, new: str) -> list[Passage]:
    """Return both texts as one: what stayed, what went, what came. Empty texts are no passage."""
    old_lines, new_lines = _lines(old), _lines(new)
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    passages: list[Passage] = []
    for act, a, b, c, d in matcher.get_opcodes():
        if act == "equal":
            passages.append(Passage("same", "".join(old_lines[a:b])))
        else:
            passages += _compare_words("".join(old_lines[a:b]), "".join(new_lines[c:d]))
    return _merge(passages)


def fold_same(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with long stretches that stayed left out but for a few lines."""
    return [
        part for place, passage in enumerate(passages) for part in _fold(place, passage, passages)
    ]


def _fold(place: int, passage: Passage, passages: Sequence[Passage]) -> Iterator[Passage]:
    lines = _lines(passage.text)
    before = _AROUND if place else 0
    after = _AROUND if place < len(passages) - 1 else 0
    hidden = len(lines) - before - after
    if passage.kind != "same" or hidden <= 1 or len(passages) == 1:
        yield passage
        return
    if before:
        yield Passage("same", "".join(lines[:before]))
    yield Passage("gap", str(hidden))
    if after:
        yield Passage("same", "".join(lines[-after:]))


def _compare_words(old: str, new: str) -> Iterator[Passage]:
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    if len(before) > _MOST or len(after) > _MOST:
        before, after = [old], [new]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for act, a, b, c, d in matcher.get_opcodes():
        if act == "equal":
            yield Passage("same", "".join(before[a:b]))
            continue
        yield Passage("old", "".join(before[a:b]))
        yield Passage("new", "".join(after[c:d]))


def _merge(passages: Sequence[Passage]) -> list[Passage]:
    merged: list[Passage] = []
    for passage in passages:
        if not passage.text:
            continue
        if merged and merged[-1].kind == passage.kind:
            merged[-1] = Passage(passage.kind, merged[-1].text + passage.text)
        else:
            merged.append(passage)
    return merged


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
