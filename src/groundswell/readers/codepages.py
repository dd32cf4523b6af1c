"""Which encoding of one byte to a letter gives the most plausible words."""

import re
import unicodedata
from collections.abc import Iterable

from groundswell.readers.limits import load

_PAGES = load(__package__, "codepages.toml")
_USUAL = frozenset(_PAGES["usual"])
_NO_SIGNS = str.maketrans("", "", _PAGES["signs"])
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_CASES = re.compile(r"A?a*|A+")  # a capital may begin a word, not stand in it
_LONGEST_RUN = 2  # more letters beyond ASCII in a row are no word in Latin script


def guess_page(lines: Iterable[bytes]) -> str:
    """Return the page under which words with bytes beyond ASCII look most like words.

    The first page of `codepages.toml` wins unless another one is better by a margin.
    """
    words: list[bytes] = []
    for line in lines:
        words += (word for word in _WORD.findall(line) if len(word) > 1)
        if len(words) >= _PAGES["words"]:
            break
    scores = {page: sum(_score(word, page) for word in words) for page in _PAGES["pages"]}
    first = _PAGES["pages"][0]
    best = max(scores, key=lambda page: scores[page])
    return best if scores[best] - scores[first] > _PAGES["margin"] * len(words) else str(first)


def _score(word: bytes, page: str) -> int:
    """Return 1 for a plausible word, less for each thing that speaks against it."""
    text = word.decode(page, "replace").translate(_NO_SIGNS)
    if text and not text.isalpha():
        return -2
    scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in text}
    if len(scripts) > 1:
        return -1
    if not _CASES.fullmatch("".join("a" if sign.islower() else "A" for sign in text)):
        return -1
    if scripts == {"LATIN"}:
        beyond = [sign for sign in text.lower() if not sign.isascii()]
        run = max(map(len, re.findall("[^\\x00-\\x7f]+", text)), default=0)
        return -1 if run > _LONGEST_RUN or not _USUAL.issuperset(beyond) else 1
    return 1
