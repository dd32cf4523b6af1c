"""What every REST door of a ticket shares: the version that a program saw, and the one it gets.

`If-Match` with the `ETag` of an answer holds an act back that others have overtaken, as the page
does. Callers are told no versions: they would tell of notes that are not for them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.rest import ApiRequest, read_versions
from groundswell.foundation.sent import say
from groundswell.kernel.errors import BadInput, ChangedMeanwhile, OldVersion
from groundswell.servicedesk.presence.queries import need_unchanged, version_of
from groundswell.servicedesk.queries import get_ticket

Door = Callable[..., Any]
#: addresses of a ticket, and the one at which it is read
_TICKET = "api/tickets/<number>"


def keep_version(door: Door) -> Door:
    """Let an act on a ticket be refused that others have overtaken, and tell the new version."""

    @wraps(door)
    def kept(request: ApiRequest, *args: Any, **way: Any) -> Any:
        route = request.resolver_match.route if request.resolver_match else ""
        reads = request.method in {"GET", "HEAD"}
        if not f"{route}/".startswith(f"{_TICKET}/") or (reads and route != _TICKET):
            return door(request, *args, **way)
        if reads:
            # first: what comes meanwhile is not in the answer
            tell_version(request, way["number"])
            return door(request, *args, **way)
        with transaction.atomic():  # what was looked at holds until the act is done
            _need_newest(request, way["number"])
            answer = door(request, *args, **way)
            tell_version(request, way["number"])
        return answer

    return kept


def tell_version(request: ApiRequest, number: str) -> None:
    """Let the answer say of which version of a ticket it is."""
    if may(request.auth, "desk.see"):
        request.version = str(version_of(number))


def _need_newest(request: ApiRequest, number: str) -> None:
    versions = read_versions(request)
    if versions is None:
        return
    if not may(request.auth, "desk.see"):
        raise BadInput(say("only_desk"))
    ticket = get_ticket(number, seen_by=request.auth)
    try:
        need_unchanged(ticket, max(versions), by=request.auth, has_words=False)
    except ChangedMeanwhile as meanwhile:
        raise OldVersion(f"{meanwhile} GET the ticket for its new ETag.") from None
