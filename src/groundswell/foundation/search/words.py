"""How text becomes words of the index: folded, stemmed, and marked where they stand in a title."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from string import digits

from groundswell.analysis.text.stems import stem

_WORD = re.compile(r"[\w]+", re.UNICODE)

#: Letters that no language of a desk uses and both databases read as part of a word: what begins
#: with one is a stem, or a stem of the title, and never meets what somebody typed.
STEM, TITLE = "ǂ", "ǃ"
_MARKS = str.maketrans({STEM: " ", TITLE: " "})

#: words of these lengths are learnt, so that a slip of the finger finds them
SHORTEST, LONGEST = 4, 24
#: what follows a beginning is kept up to so many letters
LONGEST_START = 64
#: words from so many letters on may tell what a text is about: EDI, VPN
_TELLING = 3


def cut(text: str) -> list[str]:
    """Return the words in small letters without accents, cut the same way for both databases.

    Left to themselves, one database reads "INC-000012" as a word and the other as two.
    """
    plain = text
    if not text.isascii():
        spread = unicodedata.normalize("NFKD", text)
        plain = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return _WORD.findall(plain.lower().replace("_", " ").translate(_MARKS))


def holds(text: str, words: Sequence[str]) -> bool:
    """Tell whether a text holds these words in any form; the last may be the start of one.

    Args:
        text: one that is in no index that this reader may ask.
        words: as `cut` gives them.
    """
    there = cut(text)
    stems = {stem(word) for word in there}
    begun = any(word.startswith(words[-1]) for word in there)
    return all(stem(word) in stems for word in words[:-1]) and (begun or stem(words[-1]) in stems)


def kind_word(kind: str) -> str:
    """Return the word under which every record of a kind is in the index.

    So the index itself leaves out the other kinds; asked afterwards, a common word had every record
    that holds it looked up in vain.
    """
    return f"ofkind{kind.lower()}"


def index_words(kind: str, text: str, title: str) -> str:
    """Return what the index holds of a record; "" keeps it out.

    A stem is written only where it differs from its word; whoever asks looks for both.
    """
    words = cut(text)
    if not words:
        return ""
    stems = sorted({STEM + stem(word) for word in words if stem(word) != word})
    titled = sorted({TITLE + stem(word) for word in cut(title)})
    return " ".join([kind_word(kind), *words, *stems, *titled])


def learnable(texts: Iterable[str]) -> list[str]:
    """Return the words of these texts that a slip of the finger may have meant, sorted."""
    found = {word for text in texts for word in text.split()}
    return sorted(
        word
        for word in found
        if SHORTEST <= len(word) <= LONGEST
        and word.isalpha()
        and word[0] not in {STEM, TITLE}
        and not word.startswith("ofkind")
    )


def is_startable(word: str) -> bool:
    """Tell whether a word may follow from a beginning that is spelled out: numbers are too many."""
    return word.removeprefix(TITLE)[:1] not in {*digits, STEM, ""}


def startable(texts: Iterable[str]) -> list[str]:
    """Return the words of these texts in which a beginning may end, sorted; very long ones cut."""
    found = {word for text in texts for word in text.split()}
    return sorted({word[:LONGEST_START] for word in found if is_startable(word)})


def forms_of(word: str) -> tuple[str, ...]:
    """Return the words of the index that mean this one: itself, its stem, others of its stem."""
    root = stem(word)
    return tuple(dict.fromkeys((word, root, STEM + root)))


def telling(text: str, *, most: int) -> Sequence[str]:
    """Return the longest words of a text, each once: long words tell more than short ones."""
    words = sorted(set(cut(text)), key=lambda word: (-len(word), word))
    return [word for word in words if len(word) >= _TELLING][:most]
