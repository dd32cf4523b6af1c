"""Words in cells and what they mean: nothing, yes, a state, a rank, a month."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from groundswell.readers.limits import load

_WORDS = load(__package__, "vocabulary.toml")


@cache
def plain(word: str) -> str:
    """Return a word as words are compared: letters, digits and single blanks, without accents."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    if re.fullmatch(r"\s*-\d+\s*", bare):
        return bare.strip()
    return " ".join(re.sub(r"[^\w+]|_", " ", _without_accents(bare)).split())


def _without_accents(text: str) -> str:
    return "".join(sign for sign in text if not unicodedata.combining(sign))


def _table(section: Mapping[str, Any]) -> dict[str, str]:
    return {plain(word): meaning for meaning, words in section.items() for word in words}


_STATES = _table({k: v for k, v in _WORDS["state"].items() if k != "open_beginnings"})
_OPENINGS = tuple(plain(word) for word in _WORDS["state"]["open_beginnings"])
_RANKS = {word: int(rank) for word, rank in _table(_WORDS["rank"]).items()}
_KINDS = _table(_WORDS["kind"])
_ITEM_STATES = _table(_WORDS["item_state"])
_RELATIONS = _table(_WORDS["relation"])
_YES = frozenset(plain(word) for word in _WORDS["yes"])
_NO = frozenset(plain(word) for word in _WORDS["no"])
NOT_OPENINGS = frozenset(plain(word) for word in _WORDS["not_openings"])
TIME_WORDS = frozenset(plain(word) for word in _WORDS["time_words"])
CUSTOM: tuple[str, ...] = tuple(_WORDS["custom"])
FILLERS = frozenset(_WORDS["fillers"])
NULLS = frozenset(word.casefold() for word in _WORDS["nulls"])
LOST = frozenset(word.casefold() for word in _WORDS["lost"])
_NOTHING = NULLS | LOST
_LONGEST = 1 + max(map(len, _NOTHING))
MONTHS = {word: int(month) for word, month in _table(_WORDS["months"]).items()}
ZONES: dict[str, int] = {word: int(hours) for word, hours in _WORDS["zones"].items()}


def says_nothing(cell: str | None) -> bool:
    """Tell whether a cell, blanks around it off, holds no value or does not give it."""
    return not cell or (len(cell) < _LONGEST and cell.casefold() in _NOTHING)


def state_of(word: str, own: Mapping[str, str]) -> str | None:
    """Return open, resolved, closed or cancelled for a state in the source's words.

    Args:
        word: the cell.
        own: the product's own words, which go before the common ones.
    """
    bare = plain(word)
    without_code = bare.lstrip("0123456789 ") or bare
    for candidate in (bare, without_code):
        found = own.get(candidate) or _STATES.get(candidate)
        if found:
            return found
    return "open" if without_code.startswith(_OPENINGS) else None


def rank_of(word: str, own: Mapping[str, int]) -> int | None:
    """Return 1 (most pressing) to 5 for a priority in the source's words, None if not known.

    Words count before digits, because `3 high` of one product is `2 - High` of another; a digit
    alone from 1 to 5 is read with 1 as the most pressing, unless the product says otherwise.
    """
    bare = plain(word)
    if bare in own:
        return own[bare]
    words = bare.strip("0123456789 ")
    for candidate in (bare, words):
        if candidate in _RANKS:
            return _RANKS[candidate]
    digits = re.fullmatch(r"(?:p|prio|priority|sev)? ?([1-5])(?: 0)?", bare)
    return int(digits.group(1)) if digits else None


def kind_of(word: str) -> str | None:
    """Return incident or request for a type in the source's words, None if it is neither."""
    return _KINDS.get(plain(word))


def item_state(word: str | None) -> str | None:
    """Return planned, in_stock, live, in_repair or retired for a state of a configuration item."""
    return _ITEM_STATES.get(plain(word or ""))


def relation_kind(word: str | None) -> str | None:
    """Return how one item stands to another; None for words that nobody listed.

    Of a pair such as `Runs on::Runs` the first half is meant.
    """
    return _RELATIONS.get(plain((word or "").split("::")[0]))


def yes_or_no(word: str) -> bool | None:
    """Return the truth that a word stands for, None if it stands for none."""
    bare = plain(word)
    return True if bare in _YES else False if bare in _NO else None
