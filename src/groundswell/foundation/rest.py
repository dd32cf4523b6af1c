"""What every REST door shares: who calls, and refusals in the shape of RFC 9457."""

import re
from collections.abc import Iterable
from functools import partial, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationErrorContext
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer, SessionAuth

from groundswell.foundation.accounts.actions import find_key_owner
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.sent import Run, need_known, say, say_wrong
from groundswell.kernel.errors import BadInput, NotAllowed, NotKnown, OldVersion, Refusal

#: as `ETag` says it; what stands between may have made it a weak one
_VERSION = re.compile(r'(?:W/)?"(\d{1,18})"')


class ApiRequest(HttpRequest):
    """A request by a program that acts for a person, or by that person's browser."""

    auth: User
    #: version of the record that the answer is about; "" where none is said
    version: str = ""


class KeyAuth(HttpBearer):
    """`Authorization: Bearer gs_….…` with a key made by `groundswell user key`."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:  # noqa: ARG002
        """Return the person for whom the key acts."""
        return find_key_owner(token, at=timezone.now())


class SignedIn(SessionAuth):
    """The session of somebody signed in to the pages."""

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:  # noqa: ARG002
        """Return the signed-in person."""
        user = request.user
        return user if isinstance(user, User) and user.is_active else None


def require(request: ApiRequest, right: str) -> User:
    """Return the caller, if they hold the right.

    Raises:
        NotAllowed: they do not.
    """
    if not may(request.auth, right):
        raise NotAllowed(f'This needs the right "{right}"; an administrator can give it.')
    return request.auth


def read_key(said: str) -> int:
    """Return the key that an address names.

    Raises:
        Http404: it is no key at all.
    """
    if not said.isdecimal() or len(said) > 15:
        raise Http404
    return int(said)


def need_one_of(name: str, said: str, known: Iterable[str]) -> None:
    """Pass what a program sent under this name, where it is one of those that are known.

    Raises:
        BadInput: it is none of them.
    """
    if said not in known:
        raise BadInput(f"“{name}” is “{said[:40]}”; send one of {', '.join(filter(None, known))}.")


class HouseApi(NinjaAPI):
    """An interface that says in whole sentences what cannot be used of what was sent."""

    def validation_error_from_error_contexts(  # type: ignore[override]
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> BadInput:
        """Return what is wrong with every field."""
        return BadInput(say_wrong(error_contexts))

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """Return what the interface takes; a call that takes files is named with that form alone.

        Where only its words are known by name, the library names a form that carries no file too.
        """
        schema = super().get_openapi_schema(**given)
        for calls in schema["paths"].values():
            for call in calls.values():
                content = call.get("requestBody", {}).get("content", {})
                if "multipart/form-data" in content:
                    content.pop("application/x-www-form-urlencoded", None)
        return schema


def answer_refusals(api: NinjaAPI) -> None:
    """Turn what a person can act on into problem documents (RFC 9457)."""
    api.add_decorator(need_known, mode="view")
    api.add_decorator(_tell_version, mode="view")
    statuses = (
        (NotAllowed, 403),
        (Refusal, 409),
        (OldVersion, 412),
        (BadInput, 422),
        (NotKnown, 404),
    )
    for kind, status in statuses:
        api.add_exception_handler(kind, partial(_refuse, api, status))
    api.add_exception_handler(HttpError, partial(_refuse_unread, api))
    api.add_exception_handler(Http404, partial(_refuse_unseen, api))


def _tell_version(run: Run) -> Run:
    """Let an answer say of which version of its record it is, where the door has said it."""

    @wraps(run)
    def told(request: HttpRequest, **way: Any) -> HttpResponseBase:
        answer = run(request, **way)
        if answer.status_code < 300 and (version := getattr(request, "version", "")):
            answer["ETag"] = f'"{version}"'
        return answer

    return told


def read_versions(request: HttpRequest) -> list[int] | None:
    """Return the versions of which a call says that it saw one; None where it says nothing.

    Raises:
        BadInput: it says something that is no version.
    """
    said = request.headers.get("If-Match", "").strip()
    if said in {"", "*"}:
        return None
    parts = [_VERSION.fullmatch(part.strip()) for part in said.split(",")]
    if not all(parts):
        raise BadInput(say("no_version", said=said[:40]))
    return [int(part[1]) for part in parts if part]


def _refuse(
    api: NinjaAPI, status: int, request: HttpRequest, problem: Exception | type[Exception]
) -> HttpResponse:
    name = problem.__name__ if isinstance(problem, type) else type(problem).__name__
    return _answer(api, request, status, title=name, detail=str(problem))


def _refuse_unread(
    api: NinjaAPI, request: HttpRequest, problem: Exception | type[Exception]
) -> HttpResponse:
    """Answer what the library itself refuses: content that is no JSON, nobody who calls."""
    status = getattr(problem, "status_code", 400)
    if status == 400:
        return _refuse(api, status, request, BadInput(say("no_json")))
    sentence = {401: "nobody", 403: "no_token"}.get(status)
    detail = say(sentence) if sentence else str(problem)
    return _answer(api, request, status, title="NotAllowed", detail=detail)


def _refuse_unseen(
    api: NinjaAPI,
    request: HttpRequest,
    problem: Exception | type[Exception],  # noqa: ARG001
) -> HttpResponse:
    """Answer where there is nothing, or nothing that one may see, without saying which."""
    detail = say("not_there", address=request.path[:120])
    return _answer(api, request, 404, title="NotFound", detail=detail)


def _answer(
    api: NinjaAPI, request: HttpRequest, status: int, *, title: str, detail: str
) -> HttpResponse:
    document = {"title": title, "status": status, "detail": detail}
    answer = api.create_response(request, document, status=status)
    answer["Content-Type"] = "application/problem+json"
    return answer
