"""The rail: which places this person has, and where they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Exists
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.pages import address_of


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail.

    Attributes:
        label: in the words people use.
        icon: its picture in the sprite.
        url_name: the page it opens.
        right: what one needs to have it.
        key: the letter after g.
        also: beginnings of the names of pages that belong to it, besides those beside its own.
        holds: kinds of records of which one must be there before it appears; none: it always does.
        aside: apart from the places of the daily work: below them in the rail, in the menu on a
            phone.
    """

    label: str
    icon: str
    url_name: str
    right: str
    key: str
    also: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    aside: bool = False

    @property
    def homes(self) -> tuple[str, ...]:
        """Return the beginnings of the names of the pages that belong to it."""
        return (self.url_name.partition(":")[0] + ":", *self.also)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as a page shows it; see `Place`.

    Attributes:
        url: the address of its page.
        here: whether the page shown belongs to it.
    """

    label: str
    icon: str
    url: str
    key: str
    aside: bool
    here: bool


PLACES = (
    Place("Today", "home", "portal:today", "findings.see", "t"),
    Place(
        "Desk",
        "ticket",
        "servicedesk:tickets",
        "desk.see",
        "d",
        also=("rules:", "major:", "knowledge:", "promises:why", "measurement:gap"),
    ),
    Place(
        "Problems",
        "tool",
        "problems:board",
        "problems.see",
        "p",
        also=("measurement:candidates",),
        holds=("measurement.Finding", "problems.Problem", "problems.KnownError"),
    ),
    Place(
        "Map",
        "map",
        "catalogue:services",
        "register.see",
        "m",
        also=("cmdb:", "promises:"),
        holds=("catalogue.Service", "cmdb.ConfigItem"),
    ),
    Place("Evidence", "chart-bar", "measurement:findings", "findings.see", "e"),
    Place("Journey", "route", "improvement:steps", "findings.see", "j"),
    Place("Import", "upload", "imports:runs", "imports.run", "i", aside=True),
    Place("People", "users", "accounts:people", "accounts.keep", "u", aside=True),
)


def places(request: HttpRequest) -> Mapping[str, object]:
    """Give every template the rail: `places`, each with its address and whether it is here.

    They are found where a template asks for them: most parts of pages do not.
    """
    return {"places": SimpleLazyObject(lambda: _list_places(request))}


def _list_places(request: HttpRequest) -> Sequence[Entry]:
    user = getattr(request, "user", None)
    allowed = [place for place in PLACES if may(user, place.right)]
    here = find_place(request.resolver_match.view_name if request.resolver_match else "")
    filled = _find_filled(allowed) if isinstance(user, User) else set()
    return tuple(
        Entry(
            label=place.label,
            icon=place.icon,
            url=address_of(place.url_name),
            key=place.key,
            aside=place.aside,
            here=place is here,
        )
        for place in allowed
        if place is here or not place.holds or not filled.isdisjoint(place.holds)
    )


def find_place(view_name: str) -> Place | None:
    """Return the place that a page belongs to: the one whose home says most of its name."""
    fitting = [
        (len(home), place) for place in PLACES for home in place.homes if view_name.startswith(home)
    ]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None


#: kinds of which a record was seen: they stay filled, so nobody asks for them again
_seen: set[str] = set()


def _find_filled(places: Iterable[Place]) -> set[str]:
    """Return the kinds that these places wait for and of which a record is there; one query."""
    waiting = [place for place in places if place.holds and _seen.isdisjoint(place.holds)]
    kinds = [kind for place in waiting for kind in place.holds]
    if kinds:
        with connection.cursor() as cursor:
            cursor.execute(*_ask_for(tuple(kinds)))
            answers = cursor.fetchone()
        _seen.update(kind for kind, is_there in zip(kinds, answers, strict=True) if is_there)
    return _seen


@cache
def _ask_for(kinds: tuple[str, ...]) -> tuple[str, Any]:
    """Return one question whether any record of each kind is there; every page puts it."""
    asked = [Exists(apps.get_model(kind)._default_manager.all()) for kind in kinds]
    return User.objects.order_by().values_list(*asked)[:1].query.sql_with_params()
