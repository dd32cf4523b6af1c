"""Phrases of tickets' own texts: without what varies, in one language, written as people write."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from groundswell.analysis.text.masks import is_variable, trim
from groundswell.analysis.text.wordlists import title_words, word_lists

_MOST_WORDS = 8
_MOST_READ = 16
_MOST_CANDIDATES = 40
# A language is theirs if so many of the texts are in it.
_LEAST_IN_LANGUAGE = 3
# A word of a machine's title that fewer of them hold is what the machine filled in.
_LEAST_FIXED = 0.3
# A title with its names left out has at least so many words, each held by this share of titles.
_LEAST_FRAME = 2
_LEAST_FRAMED = 0.2
_NOT = frozenset({"not", "no", "nicht", "kein", "keine", "ne", "pas", "never"})
_NOT_AFTER = frozenset({"nicht", "pas"})
# A word with the mark that ends a sentence, if one does.
_TOKEN = re.compile(r"[\w'’-]+[.!?:]?")
# What stands around a word of a title and is no part of it.
EDGES = " \t,;:.!?*#>/|_-=~\"'“”„()[]{}<>&+"


def tidy_words(text: str) -> list[str]:
    """Return the words of a title without marks in front, variable parts and loose ends."""
    lists = word_lists()
    text = " ".join(text.split())
    while (found := lists.title_prefixes.match(text)) and found.end():
        text = text[found.end() :]
    words: list[str] = []
    for token in text.split():
        word = token.strip(EDGES)
        if is_variable(token) or not any(letter.isalpha() for letter in word):
            drop_loose(words)
        else:
            words.append(word)
    drop_loose(words)
    while words and trim(words[0]) in lists.dangling:
        words.pop(0)
    return words


def drop_filled_in(titles: Sequence[str]) -> list[str]:
    """Return machine-made titles with only the words that many of them share."""
    split = [tidy_words(title) for title in titles]
    held = Counter(word for words in split for word in {word.lower() for word in words})
    kept = {word for word, count in held.items() if count >= _LEAST_FIXED * len(titles)}
    return [" ".join(_keep(words, kept)) for words in split]


def list_candidates(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return phrases with how often each is said, twice if it is all that is.

    Args:
        texts: the words of each text as `tidy_words` gives them, in lower case.
    """
    said: Counter[str] = Counter()
    gapped = _leave_out_names(texts)
    for text in texts:
        words = list(text[:_MOST_READ])
        if len(words) <= _MOST_WORDS:
            said[" ".join(words)] += 1
        said.update(set(_runs(words)))
    said.update(gapped)
    said.pop("", None)
    rank = {phrase: -count * min(4, phrase.count(" ") + 1) for phrase, count in said.items()}
    ranked = sorted(said, key=lambda phrase: (rank[phrase], phrase))
    return {phrase: float(said[phrase]) for phrase in ranked[:_MOST_CANDIDATES]}


def _leave_out_names(texts: Sequence[Sequence[str]]) -> Counter[str]:
    """Return what titles say without the place or person in the middle: "screen in … dead".

    Only what at least two titles then have in common. The name goes with the little word before
    it, so that what is left still reads: "unable to … vpn" would not.
    """
    lists = word_lists()
    split = [list(words) for words in texts if _LEAST_FRAME < len(words) <= _MOST_WORDS]
    held = Counter(word for words in split for word in set(words))
    kept = {word for word, count in held.items() if count >= max(2, _LEAST_FRAMED * len(texts))}
    short: Counter[str] = Counter()
    for words in split:
        named = [at for at, word in enumerate(words) if word not in kept]
        if not named or named[-1] - named[0] >= len(named) or named[-1] == len(words) - 1:
            continue
        before, after = words[: named[0]], words[named[-1] + 1 :]
        led = bool(before) and trim(before[-1]) in lists.dangling
        drop_loose(before)
        denied = bool(before) and lists.concepts.get(trim(before[-1])) == "cannot"
        if led and before and not denied and len(before) + len(after) >= _LEAST_FRAME:
            short[" ".join([*before, *after])] += 1
    return Counter({phrase: count for phrase, count in short.items() if count > 1})


def in_one_language(members: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the members in the language that most of them are written in, all if it is unclear."""
    spoken = [find_language(f"{title} {body}") for title, body in members]
    counts = Counter(language for language in spoken if language)
    if not counts:
        return list(members)
    language, count = counts.most_common(1)[0]
    if count < _LEAST_IN_LANGUAGE:
        return list(members)
    return [member for member, own in zip(members, spoken, strict=True) if own in (language, None)]


def find_language(text: str) -> str | None:
    """Return the language whose small words the text uses most, None where it uses none."""
    spoken_in = _list_small_words()
    counts = dict.fromkeys(word_lists().languages, 0)
    for token in text.split():
        for name in spoken_in.get(trim(token), ()):
            counts[name] += 1
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


@cache
def _list_small_words() -> dict[str, tuple[str, ...]]:
    """Return the languages of each small word."""
    spoken_in: dict[str, tuple[str, ...]] = {}
    for name, words in word_lists().languages.items():
        for word in words:
            spoken_in[word] = (*spoken_in.get(word, ()), name)
    return spoken_in


def write_titles(phrases: Sequence[str], texts: Iterable[str]) -> list[str]:
    """Return phrases as titles, each word as the texts mostly write it inside a sentence."""
    forms = _list_forms(texts, {word for phrase in phrases for word in phrase.split()})
    return [_write(phrase, forms) for phrase in phrases]


def _write(phrase: str, forms: dict[str, Counter[str]]) -> str:
    lists = word_lists()
    words = []
    for word in lists.spelling.get(phrase, phrase).split():
        bare = trim(word)
        usual = forms[word].most_common(1)[0][0] if word in forms else word
        shown = bare.upper() if bare in lists.capitals else lists.spelling.get(bare, "")
        words.append(word.replace(bare, shown) if shown else usual)
    title = " ".join(words)
    return title[:1].upper() + title[1:]


def _list_forms(texts: Iterable[str], wanted: set[str]) -> dict[str, Counter[str]]:
    """Return how the texts write these words where no sentence begins and not all is large."""
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        if text.isupper():
            continue
        for before, word in pairwise(_TOKEN.findall(text)):
            if word.lower() in wanted and before[-1] not in ".!?:":
                forms.setdefault(word.lower(), Counter())[word] += 1
    return forms


def _runs(words: list[str]) -> Iterator[str]:
    """Yield runs of two to six words that neither begin nor end with one that carries nothing.

    A run that leaves out a "not" right before it, or behind it, would say the opposite.
    """
    lists, titles = word_lists(), title_words()
    plain = [trim(word) for word in words]
    denies = [lists.concepts.get(word) == "cannot" or word in _NOT for word in plain]
    weak = [word in lists.stop or word in lists.dangling for word in plain]
    opens = [
        denies[at]
        or not weak[at]
        or (plain[at] in titles.auxiliaries and any(denies[at + 1 : at + 2]))
        for at in range(len(words))
    ]
    for start in range(len(words)):
        if not opens[start] or any(denies[max(0, start - 2) : start]):
            continue
        if plain[start] in _NOT_AFTER and plain[start + 1 : start + 2] != ["de"]:
            continue
        for end in range(start + 2, min(len(words), start + 6) + 1):
            closes = plain[end - 1] in _NOT_AFTER or not (weak[end - 1] or denies[end - 1])
            closes = closes and plain[end - 2] not in titles.conjunctions
            if closes and not (end < len(words) and plain[end] in _NOT_AFTER):
                yield " ".join(words[start:end])


def _keep(words: list[str], kept: set[str]) -> list[str]:
    left: list[str] = []
    for word in words:
        if word.lower() in kept:
            left.append(word)
        else:
            drop_loose(left)
    return left


def drop_loose(words: list[str]) -> None:
    """Take away what led to something that is no longer there: "failed on", "since"."""
    while words and trim(words[-1]) in word_lists().dangling:
        words.pop()
