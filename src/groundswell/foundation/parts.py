"""Several parts of a page in one answer, each as if it had been asked for by itself.

A ticket is surrounded by what a dozen others know of it, each with an address and a guard of its
own. One request for each took longer than all that they show: who asks, what they may, the frame.
"""

from collections.abc import Sequence
from copy import copy
from typing import Any
from urllib.parse import urlsplit

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

#: no page has more
MOST = 24
_NOT_SHOWN = '<p class="sheet-body quiet">This part could not be shown; load the page again.</p>'


def answer_parts(request: HttpRequest, addresses: Sequence[str]) -> HttpResponse:
    """Return what stands at these addresses of our own, each for the room of its place, from 1.

    The rooms are those of the tag `late_part`; htmx puts the contents there. Every address is
    asked as the one who asks for all: its own guard says what they may see. One that cannot be
    shown takes none of the others along.
    """
    rooms = (
        f'<div hx-swap-oob="innerHTML:#{room_of(place)}">{_content_of(request, address)}</div>'
        for place, address in enumerate(addresses[:MOST], 1)
    )
    return HttpResponse("".join(rooms))


def room_of(place: int) -> str:
    """Return the name of the room on a page for its part with this place."""
    return f"part-{place}"


def _content_of(request: HttpRequest, address: str) -> str:
    place = urlsplit(address)
    try:
        match = resolve(place.path)
    except Resolver404:
        return _NOT_SHOWN
    answer = _ask(_as_if_alone(request, place.path, place.query, match), match)
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    if answer.status_code != 200 or not is_page or not isinstance(answer, HttpResponse):
        # a file would become part of the page, and so could do what the page can
        return _NOT_SHOWN
    return answer.text


def _as_if_alone(request: HttpRequest, path: str, query: str, match: ResolverMatch) -> HttpRequest:
    part = copy(request)
    part.method, part.path, part.path_info = "GET", path, path
    part.META = {**request.META, "PATH_INFO": path, "QUERY_STRING": query}
    part.GET = QueryDict(query)
    part.resolver_match = match
    return part


def _ask(part: HttpRequest, match: ResolverMatch) -> HttpResponseBase:
    def ask(request: HttpRequest) -> HttpResponseBase:
        answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return answer

    # what a part raises becomes an answer, and is logged, as for a request
    answer: Any = convert_exception_to_response(ask)(part)
    return answer  # type: ignore[no-any-return]  # it is one of a coroutine only for a coroutine
