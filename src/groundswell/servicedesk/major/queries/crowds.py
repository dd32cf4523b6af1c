"""Services of which many write at this moment, before anybody announced anything: counts alone.

What is told of a crowd is how many wrote of which service since when. Neither who wrote nor what
they wrote reaches another caller, and fewer than `crowd` people are nobody's business.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, Max, Min, Q

from groundswell.analysis.match.telling import Telling
from groundswell.analysis.surges import default_options as surge_options
from groundswell.catalogue.models import OFFERED
from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.major.models import MajorIncident
from groundswell.servicedesk.major.news import load_news
from groundswell.servicedesk.major.queries.usual import list_usual, read_told
from groundswell.servicedesk.models import Surge, SurgeTicket, Ticket
from groundswell.servicedesk.states import OVER

#: so many surges, and joined tickets, are looked at: the newest
_LOOK_AT = 500


@dataclass(frozen=True, slots=True)
class Crowd:
    """People who wrote of one service and still wait, as one person may know of them.

    Attributes:
        service: key of the service.
        number: of the service.
        name: of the service.
        people: how many wrote, with this person; a ticket that names nobody counts as one.
        since: when the first of them wrote.
        ticket: number of this person's own ticket among theirs; "" where there is none.
        head: key of the ticket that stands for all; None while none does.
        surge: key of the surge they are, None where an agent joined them.
        why: why it may be what somebody tells of, in words; "" where nothing is told.
    """

    service: int
    number: str
    name: str
    people: int
    since: datetime
    ticket: str
    head: int | None
    surge: int | None
    why: str = ""

    @property
    def others(self) -> int:
        """Return how many others wrote."""
        return self.people - bool(self.ticket)

    @property
    def is_told(self) -> bool:
        """Tell whether so many others wrote that it is said how many."""
        return self.others >= load_news().crowd


def list_crowds(person: User, *, at: datetime) -> list[Crowd]:
    """Return the crowds of this moment, the largest first, one for each service; three queries.

    Whoever is one of three has a service in trouble; how many others there are is said of three
    (`Crowd.is_told`). Left out are services of whose trouble everybody may read already (see
    `known_now`), those that are not offered, and tickets that only the members of a group see.
    """
    found = [*_read_surges(person, at), *_read_joined(person, at)]
    if not found:
        return []
    announced = MajorIncident.objects.announced().running().values_list("parent__service")
    said = {service for (service,) in announced.exclude(parent__group__members_only=True)}
    largest: dict[int, Crowd] = {}
    for crowd in sorted(found, key=lambda one: (-one.others, one.head is None)):
        if crowd.people >= load_news().crowd and crowd.service not in said:
            largest.setdefault(crowd.service, crowd)
    return list(largest.values())


def fit_crowds(
    crowds: Sequence[Crowd],
    summary: str,
    description: str = "",
    *,
    named: Collection[int] = (),
) -> list[Crowd]:
    """Return those of these crowds that what is told may belong to, each with the reason.

    Their service is chosen or named, or the words are telling of what they wrote (see `Telling`).

    Args:
        crowds: as `list_crowds` returned them.
        summary: in the words of whoever has it.
        description: more of them.
        named: keys of the services that are chosen or named in the words.
    """
    crowds = [one for one in crowds if one.is_told]
    if not crowds:
        return []
    alike: dict[int, tuple[str, ...]] = {}
    if summary.strip():
        stamps = tuple(
            (one.service, one.head, one.surge, one.since, one.people.bit_length()) for one in crowds
        )
        alike = _read_words(stamps).fit(f"{summary} \n {description}")
    found = []
    for one in crowds:
        if words := alike.get(one.service):
            found.append(replace(one, why=f"your words: {', '.join(words)}"))
        elif one.service in named:
            found.append(replace(one, why=f"you chose or named {one.name}"))
    return found


#: service, ticket that stands for it, surge, since when, how often the number of people has doubled
_Stamp = tuple[int, int | None, int | None, datetime, int]


@lru_cache(maxsize=2)
def _read_words(stamps: tuple[_Stamp, ...]) -> Telling:
    """Return the words that tell these crowds, by service, from each other and everything else."""
    texts: dict[int, list[str]] = {}
    keys: set[int] = set()
    for service, head, surge, *_ in stamps:
        theirs = Q(surges=surge) if surge else Q(pk=head) | Q(parent=head)
        told = read_told(Ticket.objects.known_to_all().filter(theirs), load_news().told_alike)
        keys |= told.keys()
        texts.setdefault(service, []).extend(told.values())
    return Telling(texts, list_usual(besides=keys))


def _read_surges(person: User, at: datetime) -> list[Crowd]:
    """Return the surges that go on; whoever wrote and still waits counts."""
    live = Surge.objects.live().filter(service__state__in=OFFERED)
    surges = list(live.order_by("-pk").values_list("pk", flat=True)[:_LOOK_AT])
    if not surges:
        return []
    members = (
        SurgeTicket.objects.filter(surge__in=surges, ticket__resolved_at=None)
        .exclude(ticket__state__in=OVER)
        .exclude(ticket__group__members_only=True)
    )
    counted: Any = members.values("surge").annotate(
        **_counts("ticket__", person),
        service=F("surge__service"),
        name=F("surge__service__name"),
        service_number=F("surge__service__number"),
        head=F("surge__parent"),
    )
    edge = at - surge_options().ends.silence
    return [
        _as_crowd(row, row["people"] + row["nameless"], surge=row["surge"])
        for row in counted.order_by().filter(newest__gte=edge)
    ]


def _read_joined(person: User, at: datetime) -> list[Crowd]:
    """Return those whose tickets an agent joined, with whoever wrote the one for all."""
    # By the index of parents, the newest first: asked for open ones, all open tickets are read.
    joined = Ticket.objects.filter(parent__isnull=False).order_by("-parent")
    heads = set(joined.values_list("parent", flat=True)[:_LOOK_AT])
    if not heads:
        return []
    children = (
        Ticket.objects.open()
        .known_to_all()
        .filter(parent__in=heads, parent__resolved_at=None, parent__service__state__in=OFFERED)
        .exclude(parent__group__members_only=True)
    )
    counted: Any = children.values("parent").annotate(
        **_counts("", person),
        twice=Count("pk", filter=Q(caller=F("parent__caller"))),
        service=F("parent__service"),
        name=F("parent__service__name"),
        service_number=F("parent__service__number"),
        head=F("parent"),
        head_caller=F("parent__caller"),
        head_number=F("parent__number"),
        began=F("parent__opened_at"),
    )
    found = []
    for row in counted.order_by().filter(newest__gte=at - timedelta(days=load_news().crowd_days)):
        if row["head_caller"] == person.pk:
            row["own"] = row["head_number"]
        row["since"] = min(row["since"], row["began"] or row["since"])
        people = row["people"] + row["nameless"] + (not row["twice"])
        found.append(_as_crowd(row, people, surge=None))
    return found


def _counts(prefix: str, person: User) -> dict[str, Any]:
    return {
        "people": Count(f"{prefix}caller", distinct=True),
        "nameless": Count(f"{prefix}pk", filter=Q(**{f"{prefix}caller": None})),
        "since": Min(f"{prefix}opened_at"),
        "newest": Max(f"{prefix}opened_at"),
        "own": Max(f"{prefix}number", filter=Q(**{f"{prefix}caller": person})),
    }


def _as_crowd(row: dict[str, Any], people: int, *, surge: int | None) -> Crowd:
    return Crowd(
        service=row["service"],
        number=row["service_number"],
        name=row["name"],
        people=people,
        since=row["since"],
        ticket=row["own"] or "",
        head=row["head"],
        surge=surge,
    )
