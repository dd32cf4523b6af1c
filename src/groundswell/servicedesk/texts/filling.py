"""Filling in the places of a text: {caller}, {number}, {service}, {agent}."""

import re
from collections.abc import Mapping

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import Ticket

#: place → what stands there
PLACES: Mapping[str, str] = {
    "caller": "name of the caller",
    "number": "number of the ticket",
    "service": "the service it is about",
    "agent": "your name",
}
#: {…} with one word in it: what somebody means as a place; {0} and { … } are words like others
_MEANT = re.compile(r"\{([^\W\d][\w-]*)\}")
_PLACE = re.compile(r"\{(" + "|".join(PLACES) + r")\}")


def fill_in(text: str, *, ticket: Ticket, by: User) -> str:
    """Return the text for this ticket; a place of which nothing is known stays to be seen."""
    known = {
        "caller": str(ticket.caller.name) if ticket.caller else "",
        "number": ticket.number,
        "service": str(ticket.service.name) if ticket.service else "",
        "agent": str(by.name),
    }
    return _PLACE.sub(lambda found: known[found[1]] or found[0], text)


def list_strange(text: str) -> list[str]:
    """Return what looks like a place in a text and is none, as it stands there, each once."""
    return list(
        dict.fromkeys(found[0] for found in _MEANT.finditer(text) if found[1] not in PLACES)
    )


def list_places(text: str) -> list[str]:
    """Return the places that are not filled in, as they stand in the text, each once."""
    return list(dict.fromkeys(found[0] for found in _PLACE.finditer(text)))
