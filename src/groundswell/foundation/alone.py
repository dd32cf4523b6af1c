"""A part of a page that a browser opens by itself comes as a page of its own.

What surrounds a record comes after it, asked for by htmx. Without scripts the same addresses are
links, and what stands there had no look, no heading and no way back to where it belongs.
"""

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from groundswell.foundation.richtext import markup_of
from groundswell.foundation.search.kinds import find_kind
from groundswell.foundation.web import PageRequest

_PAGE = "components/part_page.html"
_WHOLE = b"<!doctype"


class PartsAlone:
    """Puts a part into a page for whoever opens it as one, and leaves it as it is for htmx."""

    def __init__(self, get_response: Callable[[PageRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponseBase:
        """Answer, with the frame where it was left out."""
        answer = self.get_response(request)
        if _opens_page(request) and isinstance(answer, HttpResponse) and _is_part(answer):
            context = {"part": markup_of(answer), **_find_way_back(request)}
            answer.content = render_to_string(_PAGE, context, request)
            # what a browser keeps of it is not what htmx asks for at the same address
            patch_vary_headers(answer, ["HX-Request"])
        return answer


def _opens_page(request: PageRequest) -> bool:
    # scripts and programs take whatever comes; a browser that opens something names a page first
    return not request.htmx and "text/html" in request.headers.get("Accept", "")


def _is_part(answer: HttpResponse) -> bool:
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    begins = answer.content.lstrip()[: len(_WHOLE)].lower()
    return is_html and begins not in {b"", _WHOLE}


def _find_way_back(request: PageRequest) -> dict[str, str]:
    """Return the number of the record that a part belongs to, and where its page is, if any."""
    match = request.resolver_match
    number = match.kwargs.get("number", "") if match else ""
    kind = find_kind(number)
    return {"number": number, "back": kind.address(number, request.user)} if kind else {}
