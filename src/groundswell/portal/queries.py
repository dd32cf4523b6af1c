"""What the front door knows: what fits the words of a caller, and how their services stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from groundswell.analysis.text.wordlists import word_lists
from groundswell.catalogue.business.queries import list_own_uses
from groundswell.catalogue.offerings.queries import OfferingLine, fitting
from groundswell.catalogue.queries.naming import list_named
from groundswell.foundation.accounts.models import User
from groundswell.foundation.search.words import cut
from groundswell.knowledge import queries as knowledge
from groundswell.knowledge.models import Article
from groundswell.problems import queries as problems
from groundswell.servicedesk.major.news import load_news
from groundswell.servicedesk.major.queries import (
    Crowd,
    Known,
    fit_crowds,
    fit_open_troubles,
    list_crowds,
    list_stands,
    pick_known,
)
from groundswell.servicedesk.promises.queries import OwnPromise
from groundswell.servicedesk.promises.words import Measure
from groundswell.servicedesk.queries import list_written_beside, list_written_of
from groundswell.servicedesk.wishes import Wish

#: wishes shown at once, and the share of the best one's score that the others have to reach
REQUESTS = 2
_NEAR = 0.6
#: crowds that stand above the box at once; more would hide it
CROWDS = 2
#: a service that somebody wrote about longer ago says little of what they use now
WRITTEN_DAYS = 180
#: likewise of what several colleagues wrote about
BESIDE_DAYS = 60
#: so many letters of a word have to begin one in the name of an offering
_TELLING = 4
NO_WISH = Wish()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may spare a caller the ticket; all of it is meant for this person.

    Attributes:
        known: announced troubles that fit.
        crowds: of which services many write, where that fits.
        all_crowds: the same of every service, for a page that tells of them anyway.
        requests: what can be asked for.
        offers: workarounds that fit.
        articles: that fit.
        quirks: what is good to know of the service.
        wish: whether something is asked for.
    """

    known: Sequence[Known] = ()
    crowds: Sequence[Crowd] = ()
    all_crowds: Sequence[Crowd] = ()
    requests: Sequence[OfferingLine] = ()
    offers: Sequence[problems.Offer] = ()
    articles: Sequence[knowledge.Offer] = ()
    quirks: Sequence[Article] = ()
    wish: Wish = NO_WISH

    @property
    def fits(self) -> bool:
        """Tell whether anything fits the words well enough to be read before one sends them."""
        return bool(self.known or self.crowds or self.requests or self.offers or self.articles)


def suggest(
    told: problems.Told, *, wish: Wish = NO_WISH, seen_by: User, at: datetime
) -> Suggestions:
    """Return what fits what is told so far: known troubles, wishes, workarounds, articles.

    `wish`: whether it asks for something.
    """
    service, words = told.service, f"{told.summary} {told.description}"
    fitting_troubles = fit_open_troubles(
        told.summary,
        told.description,
        service=service.name if service else None,
        seen_by=None,
    )
    crowds = list_crowds(seen_by, at=at)
    return Suggestions(
        known=pick_known(fitting_troubles, seen_by, at=at),
        crowds=find_crowds(told, crowds),
        all_crowds=crowds,
        requests=find_requests(words, seen_by=seen_by),
        offers=problems.offer_known_errors(told, seen_by=None),
        articles=knowledge.offer(words, service=service, seen_by=seen_by),
        quirks=knowledge.list_quirks(service, seen_by=seen_by) if service else (),
        wish=wish,
    )


def find_crowds(told: problems.Told, crowds: Sequence[Crowd]) -> list[Crowd]:
    """Return of which services many write, where one is chosen, named, or told of alike."""
    if not crowds:
        return []
    service = told.service
    named = {one.pk for one in list_named(told.summary, told.description)}
    return fit_crowds(
        crowds,
        told.summary,
        told.description,
        named=named | {service.pk} if service else named,
    )


def find_requests(words: str, *, seen_by: User) -> list[OfferingLine]:
    """Return what this person can ask for and whose very name is in their words, best first."""
    stop = word_lists().stop
    told = [word for word in cut(words) if len(word) >= _TELLING and word not in stop]
    if not told:
        return []
    lines = [
        line
        for line in fitting(" ".join(told), seen_by=seen_by, limit=10)
        if any(name.startswith(word) for name in cut(line.name) for word in told)
    ]
    return [line for line in lines if line.score >= _NEAR * lines[0].score][:REQUESTS]


@dataclass(frozen=True, slots=True)
class OwnService:
    """A service somebody uses, why it is shown to them, and how it stands.

    Attributes:
        key: of the service.
        name: of the service.
        why: in words: "you use it", "your department uses it", "you wrote about it".
        state: "fine", "trouble" where many write of it and still wait, "major" where that is
            announced.
        number: of its major incident; "" where there is none.
    """

    key: int
    name: str
    why: str
    state: str = "fine"
    number: str = ""


def list_own_services(
    person: User, known: Sequence[Known], crowds: Iterable[Crowd], *, at: datetime
) -> list[OwnService]:
    """Return how the services of a person stand, those with trouble first; two queries.

    They are those that the register says this person or a department above them uses. Where it
    says nothing, as after an import, their own tickets of the last months tell, and where there is
    none, those of several colleagues.

    Args:
        person: who asks.
        known: the announced troubles, as `known_now` returned them.
        crowds: of which services many write, as `list_crowds` returned it.
        at: the moment.
    """
    own = dict(list_own_uses(person))
    for service in list_written_of(person, since=at - timedelta(days=WRITTEN_DAYS)):
        own.setdefault(service, "you wrote about it")
    if not own and person.department_id is not None:
        since = at - timedelta(days=BESIDE_DAYS)
        beside = list_written_beside(person, since=since, least=load_news().crowd)
        own = dict.fromkeys(beside, "your department wrote about it")
    stands = list_stands(own, known, crowds)
    found = [
        OwnService(one.pk, one.name, why, stands[one.pk].state, stands[one.pk].number)
        for one, why in own.items()
    ]
    order = ("major", "trouble", "fine")
    return sorted(found, key=lambda one: (order.index(one.state), one.name))


def pick_own(crowds: Iterable[Crowd], services: Iterable[OwnService]) -> list[Crowd]:
    """Return the crowds that concern a person who has typed nothing: theirs by ticket or use."""
    used = {service.key for service in services}
    theirs = (one for one in crowds if one.ticket or one.service in used)
    return [one for one in theirs if one.is_told][:CROWDS]


def next_word(promised: Sequence[OwnPromise]) -> OwnPromise | None:
    """Return the promise by which a caller hears from the desk next; None where none runs."""
    words = [
        one
        for one in promised
        if one.measure in {Measure.RESPONSE, Measure.UPDATE}
        and one.ended_at is None
        and one.due_at is not None
        and not one.stands
        and one.kept is not False
    ]
    return min(words, key=lambda one: (one.due_at, one.measure), default=None)
