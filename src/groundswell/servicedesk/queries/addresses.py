"""The address of the ticket list, read as a filter."""

from django.http import QueryDict

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
