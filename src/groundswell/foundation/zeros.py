"""No text holds a zero character: PostgreSQL keeps none, and nobody can type one.

Forms of pages refuse it by themselves, beside the field. What comes in by an address, and what
programs send, is looked at here, once for all doors.
"""

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

_API = "/api/"
_WORDS = "holds a zero character (U+0000), which no text has. Take it out and send it again."


class NoZeroCharacters:
    """Refuses what holds a zero character, before any door looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, unless there is one."""
        where = _find_in_address(request)
        if not request.path_info.startswith(_API):
            if where:
                return render(request, "400.html", {"reason": f"{where} {_WORDS}"}, status=400)
            return self.get_response(request)
        where = where or _find_in_body(request)
        if not where:
            return self.get_response(request)
        document = {"title": "BadInput", "status": 422, "detail": f"{where} {_WORDS}"}
        return JsonResponse(document, status=422, content_type="application/problem+json")


def _find_in_address(request: HttpRequest) -> str:
    if "\0" in request.path_info:
        return "The address"
    if "%00" not in request.META.get("QUERY_STRING", ""):
        return ""
    named = _find({name: request.GET.getlist(name) for name in request.GET})
    return f"“{named}” in the address" if named else ""


def _find_in_body(request: HttpRequest) -> str:
    if request.content_type == "multipart/form-data":
        named = _find({name: request.POST.getlist(name) for name in request.POST})
    else:
        try:
            body = request.body
            # written out, or of a text whose letters take two bytes each
            said = json.loads(body) if b"\\u0000" in body or b"\0" in body else None
        except (ValueError, RecursionError, RequestDataTooBig):
            return ""  # the door says what is the matter with it
        named = _find(said)
    return f"“{named}”" if named else ""


def _find(said: Any, name: str = "what was sent") -> str:
    """Return the name under which the first text with a zero character stands; "" for none."""
    if isinstance(said, str):
        return name if "\0" in said else ""
    if isinstance(said, dict):
        pairs = [(str(key), part) for key, part in said.items()]
        if any("\0" in key for key, _ in pairs):
            return name
    else:
        pairs = [(name, part) for part in said] if isinstance(said, list) else []
    return next((found for key, part in pairs if (found := _find(part, key))), "")
