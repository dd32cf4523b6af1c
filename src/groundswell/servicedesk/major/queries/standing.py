"""How services stand for one person: one answer, on whichever page it is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from groundswell.catalogue.models import Service
from groundswell.servicedesk.major.queries.crowds import Crowd
from groundswell.servicedesk.major.queries.known import Known


@dataclass(frozen=True, slots=True)
class Stand:
    """How a service stands.

    Attributes:
        state: "fine", "trouble" where many write of it and still wait, "major" where that is
            announced.
        number: of its major incident; "" where there is none.
        people: how many wrote of it and still wait; 0 where hardly anybody did.
    """

    state: str = "fine"
    number: str = ""
    people: int = 0


def list_stands(
    services: Iterable[Service], known: Iterable[Known], crowds: Iterable[Crowd]
) -> Mapping[int, Stand]:
    """Return how each of these services stands, by its key.

    Args:
        services: any.
        known: the announced troubles, as `known_now` returned them.
        crowds: of which services many write, as `list_crowds` returned it.
    """
    major = {trouble.service: trouble.number for trouble in known if not trouble.is_over}
    wrote = {crowd.service: crowd.people for crowd in crowds}
    found: dict[int, Stand] = {}
    for one in services:
        number, people = major.get(one.name, ""), wrote.get(one.pk, 0)
        state = "major" if number else "trouble" if people else "fine"
        found[one.pk] = Stand(state, number, people)
    return found
