"""What a client still sends when its request is refused already."""

import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase

#: bytes and seconds that are spent on it; who sends more finds the connection closed
MOST, PATIENCE = 64 * 1024 * 1024, 10.0
_PIECE = 64 * 1024


class ReadToTheEnd:
    """Reads what was sent to its end, up to a bound, before a refusal is sent.

    What is too large, or comes from somebody without a right to it, is refused before it was read.
    A server closes a connection on which something unread waits, and most clients, which read
    nothing before they sent everything, then see a connection that broke in place of the reason.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and read on first where the answer is a refusal."""
        response = self.get_response(request)
        if response.status_code >= 400:
            _read_on(request)
        return response


def _read_on(request: HttpRequest) -> None:
    """Throw away what is left of a request; one that says no length of its own has nothing left."""
    until, left = time.monotonic() + PATIENCE, MOST
    try:
        while left > 0 and time.monotonic() < until:
            piece = request.read(min(_PIECE, left))
            if not piece:
                return
            left -= len(piece)
    except UnreadablePostError:
        return  # whoever sent it went away: nobody waits for the answer
