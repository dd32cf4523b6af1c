"""Titles come from real texts: they are data, shown as they are but for what no line can hold."""

import unicodedata

#: control characters, halves of surrogate pairs, codes without a meaning
_UNSHOWABLE = frozenset({"Cc", "Cs", "Cn"})

#: marks that turn the writing direction of everything after them
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_title(text: str) -> str:
    """Return a text as one line: white space folded, what cannot be shown left out.

    Marks of writing direction go as well: one of them, pasted into a ticket, would reverse the
    figures behind it. What is left may be empty.
    """
    folded = " ".join(text.split())
    return "".join(
        letter
        for letter in folded
        if unicodedata.category(letter) not in _UNSHOWABLE and letter not in _TURNING
    ).strip()


def shorten(text: str, *, words: int, letters: int) -> str:
    """Return at most so many words and letters of a text, with "…" where something was left out.

    A text without blanks (Chinese, or one very long compound) is cut within the word.
    """
    kept = " ".join(text.split()[:words])
    if len(kept) > letters:
        at_blank = kept[:letters].rsplit(" ", 1)[0]
        kept = at_blank if len(at_blank) >= letters // 2 else kept[: letters - 1]
    return text if kept == text else kept.rstrip(" ,;:.–-(") + "…"
