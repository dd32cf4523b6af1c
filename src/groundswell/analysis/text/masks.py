"""Kinds of tokens: what is a word, what is a name, and what differs from ticket to ticket."""

import re
import unicodedata
from functools import lru_cache

from groundswell.analysis.text.wordlists import Mask, word_lists

_OUTER = " \t.,;:!?\"'()[]{}<>*|…“”„’`´=~#&«»_-"
_WORD = re.compile(r"[a-z']+")
_APOSTROPHES = str.maketrans({"’": "'", "`": "'", "´": "'", "‘": "'"})
_SHARP_S = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o"})


@lru_cache(maxsize=100_000)
def trim(token: str) -> str:
    """Return the token in lower case without the punctuation around it."""
    return token.lower().translate(_APOSTROPHES).strip(_OUTER)


def find_mask(token: str) -> Mask | None:
    """Return the first mask that covers the whole trimmed token, None for a word."""
    if _WORD.fullmatch(token):
        return None
    return next((mask for mask in word_lists().masks if mask.pattern.fullmatch(token)), None)


@lru_cache(maxsize=100_000)
def is_variable(token: str) -> bool:
    """Tell whether a token of a title differs from ticket to ticket, so no title should hold it.

    Error codes stay: they name the fault. Names with digits (hosts, jobs, machines) go.
    """
    trimmed = trim(token)
    mask = find_mask(trimmed)
    return mask is not None and mask.kind != "code"


def mask_text(text: str) -> str:
    """Return the text with every token that is not a word replaced by the kind of thing it is.

    An error code stays as it is: `ORA-01555 on db07.example.org` gives `ora-01555 on <host>`.
    """
    shown = []
    for token in text.split():
        trimmed = trim(token)
        mask = find_mask(trimmed)
        keep = mask is None or mask.kind == "code"
        shown.append(trimmed if keep or mask is None else f"<{mask.name}>")
    return " ".join(part for part in shown if part)


def fold(word: str) -> str:
    """Return the word without accents, so that `réseau` and `reseau` are one word."""
    if word.isascii():
        return word
    spread = unicodedata.normalize("NFKD", word.translate(_SHARP_S))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
