"""Which service somebody names in their words, however it is spelled."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from django.db.models import QuerySet

from groundswell.analysis.text.stems import stem
from groundswell.analysis.text.wordlists import title_words, word_lists
from groundswell.catalogue.models import OtherName, Service
from groundswell.catalogue.queries.services import list_offered
from groundswell.foundation.search.words import cut

#: words in a row that may be one name: W-LAN, point of sale
_LONGEST = 3
#: a name of fewer letters is too easily another word
LEAST_LETTERS = 3
#: letters of a name that are compared; a sign may stand for several
_LONGEST_FOLDED = 120

Words = tuple[str, ...]
#: a name as it is compared, and the words of the text that say it
Found = tuple[Words, str]


class Named(NamedTuple):
    """A service, and the words that name it."""

    service: Service
    said: str


def find_named(*texts: str) -> Named | None:
    """Return the one service that is named in the first of these texts that names any.

    A name counts however it is spelled (wifi, Wi-Fi, W-LAN), in the words that mean the same thing,
    and by its first half where it is two ("Email and calendar"); so does what else people call it.
    None where no name stands there, or several do. Two queries.
    """
    names = _load_names()
    for text in texts:
        if found := _find(text, names):
            told = _keep_longest(found)
            (service, (_, said)), *more = told.items()
            return None if more else Named(service, said)
    return None


def list_named(*texts: str) -> set[Service]:
    """Return every service that is named in any of these texts, as `find_named` reads them."""
    names = _load_names()
    return {service for text in texts for service in _keep_longest(_find(text, names))}


def fold(name: str) -> str:
    """Return a name in small letters, without accents and what stands between its words."""
    return "".join(cut(name))[:_LONGEST_FOLDED]


def find_called(services: QuerySet[Service], words: str) -> QuerySet[Service]:
    """Return the one of these services that people call so, beside its name; or none."""
    return services.filter(other_names__folded=fold(words))


def list_called(names: Iterable[str]) -> dict[str, Service]:
    """Return the services that people call so beside their names, by these names; one query."""
    folded = {name: fold(name) for name in names}
    said = OtherName.objects.filter(folded__in=set(folded.values())).select_related("service")
    called = {one.folded: one.service for one in said}
    return {name: called[short] for name, short in folded.items() if short in called}


def find_taken(folded: Collection[str], *, besides: Service | None = None) -> dict[str, Service]:
    """Return which of these names mean a service already, and which; two queries.

    Args:
        folded: names, as `fold` writes them.
        besides: the service that may have them.
    """
    others = Service.objects.exclude(pk=besides.pk) if besides else Service.objects.all()
    named = {fold(one.name): one for one in others}
    said = OtherName.objects.filter(service__in=others, folded__in=folded)
    named |= {one.folded: one.service for one in said.select_related("service")}
    return {name: named[name] for name in folded if name in named}


def _load_names() -> list[tuple[Service, Words]]:
    offered = list_offered().prefetch_related("other_names")
    return [(service, form) for service in offered for form in _all_forms(service)]


def _find(text: str, names: Sequence[tuple[Service, Words]]) -> dict[Service, Found]:
    read = _read(text)
    return {service: words for service, form in names if (words := _where(form, read))}


def _keep_longest(found: Mapping[Service, Found]) -> dict[Service, Found]:
    """Leave out those whose name is a part of another's, as "Mail" is of "Mail archive"."""
    forms = [form for form, _ in found.values()]
    return {
        service: (form, said)
        for service, (form, said) in found.items()
        if not any(len(form) < len(other) and _is_within(form, other) for other in forms)
    }


def _all_forms(service: Service) -> set[Words]:
    """Return the ways to say the name of a service, and what else people call it."""
    others = (tuple(word for word, _ in _read(one.name)) for one in service.other_names.all())
    return _forms(service.name).union(form for form in others if form)


def _forms(name: str) -> set[Words]:
    """Return the ways to say a name: all of it, and its halves where "and" or a sign parts it."""
    halves = [name]
    for sign in (" and ", " und ", " et ", "&", "/", "(", ",", ")"):
        halves = [half for whole in halves for half in whole.split(sign)]
    general = title_words().general
    telling = [name, *(half for half in halves if not general.issuperset(cut(half)))]
    forms = {tuple(word for word, _ in _read(words)) for words in telling}
    return {form for form in forms if sum(map(len, form)) >= LEAST_LETTERS}


def _where(form: Words, read: Sequence[tuple[str, str]]) -> Found | None:
    """Return the words that name it, written together or apart: SharePoint, share point."""
    name = "".join(form)
    for start in range(len(read)):
        run = ""
        for end in range(start, len(read)):
            run += read[end][0]
            if run == name:
                return form, " ".join(said for _, said in read[start : end + 1])
            if not name.startswith(run):
                break
    return None


def _is_within(part: Words, whole: Words) -> bool:
    return _where(part, [(word, word) for word in whole]) is not None


def _read(text: str) -> list[tuple[str, str]]:
    """Return each thing a text names, as it is compared, and in the words that were used."""
    words, things, stop = cut(text), _things(), word_lists().stop
    read: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            said = words[at : at + length]
            thing = things.get("".join(said))
            if thing or length == 1:
                break
        at += length
        if thing or said[0] not in stop:
            read.append((thing or stem(said[0]), " ".join(said)))
    return read


@cache
def _things() -> dict[str, str]:
    """Return what words name a thing, written without what may stand between: "wlan" → "wifi"."""
    lists = word_lists()
    spelled: Iterable[tuple[str, str]] = (
        *lists.concepts.items(),
        *((" ".join(words), name) for words, name in lists.phrases.items()),
    )
    acts = lists.telling | lists.light
    return {
        "".join(cut(words)): f"={name}"
        for words, name in spelled
        if name not in acts and words not in lists.stop
    }
