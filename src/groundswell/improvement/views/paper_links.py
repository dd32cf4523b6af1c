"""The brief on screen: every number in its sentences is the way to the records behind it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from groundswell.analysis.brief import Block, Brief
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may

#: a number; a quoted title and a date stay as they are, whatever numbers they hold
_NUMBER = re.compile(r"“[^”]*”|\d{1,2}\xa0[^\W\d]+\xa0\d{4}|(\d[\d.,]*\d|\d)")

#: kind of record → name of the page that shows it, and the right that the page needs
_PAGES = {
    "findings": ("measurement:findings", "findings.see"),
    "maturity": ("measurement:findings", "findings.see"),
    "process": ("measurement:process", "findings.see"),
    "quality": ("measurement:quality", "findings.see"),
    "steps": ("improvement:steps", "findings.see"),
    "asks": ("improvement:asked", "problems.see"),
    "ledger": ("improvement:ledger", "problems.see"),
    "improvements": ("improvement:improvements", "improvements.see"),
    "team": ("improvement:team", "improvements.see_all"),
    "rates": ("catalogue:rates", "register.see"),
}
#: kinds of which one record is meant: the brief says which
_ONE = {
    "problem": ("measurement:problem", "findings.see"),
    "case": ("improvement:case", "problems.see"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence; `url` is "" where it is no number."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """One block with its sentences and points in pieces."""

    block: Block
    texts: tuple[tuple[Piece, ...], ...]
    points: tuple[tuple[str, tuple[Piece, ...]], ...]


def lay_out(brief: Brief, *, seen_by: User) -> list[ShownBlock]:
    """Return the blocks in order, what is not known as the last, with a way from each number."""
    every = [*brief.blocks, brief.unknown] if brief.unknown.text else list(brief.blocks)
    return [_show(block, brief.keys, seen_by) for block in every]


def link_numbers(text: str, url: str) -> tuple[Piece, ...]:
    """Return a sentence in pieces, of which the numbers lead to `url`."""
    pieces, done = [], 0
    for found in _NUMBER.finditer(text):
        if found.group(1):
            pieces += [Piece(text[done : found.start()]), Piece(found.group(), url)]
            done = found.end()
    return tuple(piece for piece in (*pieces, Piece(text[done:])) if piece.text)


def _show(block: Block, keys: Mapping[str, str], user: User) -> ShownBlock:
    opens = block.opens or ("",) * len(block.text)
    return ShownBlock(
        block=block,
        texts=tuple(
            link_numbers(text, _find_page(kind, keys, user))
            for text, kind in zip(block.text, opens, strict=True)
        ),
        points=tuple(
            (term, link_numbers(said, _find_page(block.points_open, keys, user)))
            for term, said in block.points
        ),
    )


def _find_page(kind: str, keys: Mapping[str, str], user: User) -> str:
    """Return where the records are; all findings where that page is not this reader's."""
    one = _ONE.get(kind)
    if one and keys.get(kind) and may(user, one[1]):
        return reverse(one[0], args=[keys[kind]])
    name, right = _PAGES.get(kind, _PAGES["findings"])
    return reverse(name if may(user, right) else "measurement:findings")
