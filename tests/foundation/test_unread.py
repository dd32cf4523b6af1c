"""A refusal reaches those who still send: what they send is read to its end, within bounds."""

from io import BytesIO

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from groundswell.foundation import unread
from groundswell.foundation.unread import ReadToTheEnd


class Sent(BytesIO):
    """What a client sends."""

    def left(self) -> int:
        return len(self.getvalue()) - self.tell()


def send(size: int) -> tuple[WSGIRequest, Sent]:
    sent = Sent(b"x" * size)
    plain = RequestFactory().post("/api/tickets", b"", "application/json").environ
    given = {"CONTENT_LENGTH": str(size), "wsgi.input": sent}
    return WSGIRequest({**plain, **given}), sent


def test_what_is_too_large_is_read_before_it_is_refused() -> None:
    request, sent = send(6_000_000)

    def refuse(asked: HttpRequest) -> HttpResponse:
        with pytest.raises(RequestDataTooBig):
            _ = asked.body
        return HttpResponse(status=400)

    assert ReadToTheEnd(refuse)(request).status_code == 400
    assert sent.left() == 0


def test_nobody_keeps_a_server_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "MOST", 100_000)
    request, sent = send(1_000_000)

    ReadToTheEnd(lambda _: HttpResponse(status=413))(request)

    assert sent.left() == 900_000


def test_what_is_taken_is_left_to_whoever_takes_it() -> None:
    request, sent = send(1_000)

    ReadToTheEnd(lambda _: HttpResponse())(request)

    assert sent.left() == 1_000
