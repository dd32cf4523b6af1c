"""The address of the ticket list, read as a filter."""

from collections.abc import Iterable, Mapping

from django.http import QueryDict

from groundswell.foundation.choices import name_unknown
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.servicedesk.queries.lists import TicketFilter
from groundswell.servicedesk.queries.shown import SHOW
from groundswell.servicedesk.states import Kind


def read_filter(given: QueryDict) -> TicketFilter:
    """Return the filter that the address of the list describes; what cannot be read is left out."""

    def whole(name: str) -> int | None:
        value = given.get(name, "")
        return int(value) if value.isdecimal() and len(value) < 10 else None

    show, kind = given.get("show", "open"), given.get("kind", "")
    return TicketFilter(
        show=show if show in SHOW else "open",
        words=given.get("q", "")[:200],
        kind=kind if kind in Kind.values else "",
        priority=whole("priority"),
        service=whole("service"),
        group=whole("group"),
        view=whole("view"),
        joined=given.get("joined", "") == "1",
        page=whole("page") or 1,
    )


#: what an address chooses from, and how a sentence calls one of them
_CHOICES = {
    "show": "list",
    "view": "view",
    "kind": "kind",
    "priority": "priority",
    "service": "service",
    "group": "group",
}


def list_unknown(given: QueryDict, **shown: Iterable[int]) -> list[str]:
    """Return what an address of the list chooses and there is not, such as `view “99”`.

    Args:
        given: the address.
        shown: keys of the view, the service and the group that can be chosen; who asks knows of no
            other.
    """
    known: Mapping[str, Iterable[object]] = {
        "show": SHOW,
        "kind": Kind.values,
        "priority": current_matrix().priorities,
        **shown,
    }
    return name_unknown(given, {name: known[name] for name in _CHOICES}, _CHOICES)
