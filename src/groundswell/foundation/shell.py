"""The rail: which places this person has, and where they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import reverse

from groundswell.foundation.accounts.policy import may


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail."""

    name: str
    label: str
    icon: str
    url_name: str
    right: str
    key: str
    #: apart from the places of the daily work: below them in the rail, in the menu on a phone
    aside: bool = False


#: In the words people use; `key` is the letter after g.
PLACES = (
    Place("today", "Today", "home", "portal:today", "findings.see", "t"),
    Place("desk", "Desk", "ticket", "servicedesk:tickets", "desk.see", "d"),
    Place("problems", "Problems", "tool", "problems:board", "problems.see", "p"),
    Place("map", "Map", "map", "catalogue:services", "register.see", "m"),
    Place("evidence", "Evidence", "chart-bar", "measurement:findings", "findings.see", "e"),
    Place("journey", "Journey", "route", "improvement:steps", "findings.see", "j"),
    Place("import", "Import", "upload", "imports:runs", "imports.run", "i", aside=True),
    Place("people", "People", "users", "accounts:people", "accounts.keep", "p", aside=True),
)


@cache
def _address(url_name: str) -> str:
    # Looked up once: every page asks for all of them.
    return reverse(url_name)


def places(request: HttpRequest) -> Mapping[str, object]:
    """Give every template the rail: `places`, each with its address and whether it is here."""
    user = getattr(request, "user", None)
    here = getattr(request.resolver_match, "namespace", "") if request.resolver_match else ""
    return {
        "places": [
            {
                "label": place.label,
                "icon": place.icon,
                "url": _address(place.url_name),
                "key": place.key,
                "aside": place.aside,
                "here": place.url_name.startswith(f"{here}:") if here else False,
            }
            for place in PLACES
            if may(user, place.right)
        ]
    }
