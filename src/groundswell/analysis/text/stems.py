"""Endings taken off, lightly: enough that `printers` meets `printer`, in three languages at once.

Only the commonest endings go and four letters always stay, since a desk mixes languages within one
ticket and nobody says which is which. What two words share by chance costs little: words that say
what is wrong are listed in `text_synonyms.toml` and looked up before any ending is taken off.
"""

from functools import lru_cache

_SHORTEST = 4
# Longest first within a word's end; written after the Porter and Snowball stemmers, much reduced.
_ENDINGS = (
    "ements", "ungen", "ement", "ation", "ions", "ings", "ern", "ung", "ing", "ies", "ion", "ers",
    "ens", "est", "ed", "en", "er", "es", "em", "ez", "ly", "e", "s", "n", "y",
)  # fmt: skip


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return a folded word without its ending.

    A word that holds digits or an underscore is a name and stays as it is.
    """
    if not word.isalpha() or len(word) <= _SHORTEST:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
