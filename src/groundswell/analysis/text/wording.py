"""Whether a phrase says enough to be a title: a thing, and what is wrong with it or wanted."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from groundswell.analysis.text.masks import trim
from groundswell.analysis.text.phrases import find_language, tidy_words
from groundswell.analysis.text.reading import tells_trouble
from groundswell.analysis.text.wordlists import title_words, word_lists

# What a phrase has to say in all, and what each kind of word says of it: an act says nothing
# without its thing, a state says what is wrong, a general thing is half of one.
_ENOUGH = 2
_GENERAL = 1
_STATE = 1
_SPECIFIC = 2
# A second word stands in at least this share of the members' titles.
_SECOND = 0.3
# A thing is wanted where at least this share of the members ask for it, and fails where so many
# say that something is wrong.
_ASKED = 0.5
_FAILING = 0.6


def is_vague(phrase: str) -> bool:
    """Tell whether a phrase says too little to be a title by itself.

    One word always does, and so do acts and things that half of all tickets are about: "provide
    access", "add to open", "mail". "Access to folder", "account locked" and "VPN drops" do not.
    """
    said = [trim(word) for word in phrase.split()]
    if len(said) < _ENOUGH or _is_one_word(said):
        return True
    return sum(_weigh(word) for word in dict.fromkeys(said)) < _ENOUGH


def _is_one_word(said: Sequence[str]) -> bool:
    """Tell whether the words are the name of one thing: "wi fi", "mobile phone"."""
    lists = word_lists()
    name = lists.phrases.get(tuple(said))
    states = title_words().states
    plain = not states.intersection(said) and not lists.generic.intersection(said)
    return plain and name is not None and name not in lists.telling


def _weigh(word: str) -> int:
    lists, titles = word_lists(), title_words()
    concept = lists.concepts.get(word)
    if word in titles.acts:
        return 0
    if word in titles.states or concept in lists.light:
        return _STATE
    if word in lists.stop or word in lists.dangling or word in lists.generic:
        return 0
    if word in titles.general:
        return _GENERAL
    if concept in lists.telling:
        return _STATE
    return _SPECIFIC


def repeats(phrase: str) -> bool:
    """Tell whether a phrase says a word twice in a row."""
    words = phrase.split()
    return any(one == other for one, other in pairwise(words))


def find_second(title: str, members: Sequence[tuple[str, str]]) -> str | None:
    """Return the specific word that most often stands beside a vague title, None without one."""
    own = {trim(word) for word in title.split()}
    held: Counter[str] = Counter()
    for told, _ in members:
        words = {trim(word) for word in tidy_words(told)}
        held.update(word for word in words - own if _weigh(word) == _SPECIFIC)
    if not held:
        return None
    word, times = min(held.items(), key=lambda item: (-item[1], item[0]))
    return word if times >= max(2, _SECOND * len(members)) else None


def find_course(title: str, members: Sequence[tuple[str, str]]) -> str | None:
    """Return what stands behind a title that only names a thing: that it is wanted, or fails.

    Most members have to say so, whatever their words. Where neither is said, or the title tells
    already what is done with the thing, it is None.

    Args:
        title: of the group.
        members: title and beginning of the description of some members.
    """
    lists, titles = word_lists(), title_words()
    said = {trim(word) for word in title.split()}
    if said & lists.generic or _tells(said, title):
        return None
    told = [{trim(word) for word in f"{name} {body}".split()} for name, body in members]
    asking = sum(bool(words & titles.wants) for words in told)
    failing = sum(any(map(_says_wrong, words)) for words in told)
    language = _find_main_language(members)
    if failing >= max(2, _FAILING * len(members)):
        return titles.failing.get(language, titles.failing["en"])
    if asking >= max(2, _ASKED * len(members)):
        return titles.wanted.get(language, titles.wanted["en"])
    return None


def _tells(said: set[str], phrase: str) -> bool:
    """Tell whether a phrase says what is done with its thing, or what is wrong with it."""
    titles = title_words()
    return bool(said & (titles.acts | titles.states)) or tells_trouble(phrase)


def _says_wrong(word: str) -> bool:
    lists = word_lists()
    return word in title_words().states or lists.concepts.get(word) in lists.light


def put_act_first(phrase: str) -> str:
    """Return the phrase with an act at its end before its thing: "requesting access"."""
    *things, last = phrase.split()
    return " ".join([last, *things]) if things and last in title_words().doing else phrase


def _find_main_language(members: Sequence[tuple[str, str]]) -> str:
    """Return the language of most members, English where none can be told."""
    spoken = Counter(find_language(f"{title} {body}") for title, body in members)
    spoken.pop(None, 0)
    return max(spoken, key=lambda name: (spoken[name], name or "")) or "en" if spoken else "en"


def tell_somebody(words: Sequence[str], members: Sequence[tuple[str, str]]) -> list[str]:
    """Return the words, with "somebody" where the person that they lead to was left out."""
    titles = title_words()
    if not words or trim(words[-1]) not in titles.people.leads:
        return list(words)
    return [*words, titles.somebody.get(_find_main_language(members), titles.somebody["en"])]
