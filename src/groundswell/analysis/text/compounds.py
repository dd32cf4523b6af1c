"""Words that some languages write as one: `Druckerfehler` holds `Drucker` and `Fehler`."""

from collections.abc import Iterable
from functools import cache

from groundswell.analysis.text.masks import fold, trim
from groundswell.analysis.text.stems import stem
from groundswell.analysis.text.wordlists import word_lists

#: letters of a part; shorter ones stand by chance in many words
SHORTEST = 5


class Compounds:
    """The parts of words, as far as texts or the lists of words hold them alone."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Learn the words of texts."""
        words = {word for text in texts for word in text.split()}
        self._known = _listed() | _roots(words)

    def split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a word that are known, folded; none where it is no compound."""
        plain = fold(word)
        if len(plain) < 2 * SHORTEST or not plain.isalpha():
            return ()
        cuts = range(SHORTEST, len(plain) - SHORTEST + 1)
        found = [self._keep(plain[:cut], plain[cut:]) for cut in cuts]
        # two that are known tell more than one, a long one more than a short one
        return max(found, key=lambda parts: (len(parts), len("".join(parts))), default=())

    def _keep(self, head: str, tail: str) -> tuple[str, ...]:
        # an s joins many of the first parts: Zeichnungsarchiv
        heads = (one for one in (head, head.removesuffix("s")) if stem(one) in self._known)
        first = next(heads, "")
        return tuple(filter(None, (first, tail if stem(tail) in self._known else "")))


def _roots(words: Iterable[str]) -> frozenset[str]:
    plain = (fold(trim(word)) for word in words)
    return frozenset(stem(word) for word in plain if word.isalpha() and len(word) >= SHORTEST)


@cache
def _listed() -> frozenset[str]:
    return _roots(word_lists().concepts)
