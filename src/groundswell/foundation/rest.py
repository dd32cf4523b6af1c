"""What every REST door shares: who calls, and refusals in the shape of RFC 9457."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.security import HttpBearer, SessionAuth

from groundswell.foundation.accounts.actions import find_key_owner
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.kernel.errors import BadInput, NotAllowed, NotKnown, Refusal


class ApiRequest(HttpRequest):
    """A request by a program that acts for a person, or by that person's browser."""

    auth: User


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


def answer_refusals(api: NinjaAPI) -> None:
    """Turn what a person can act on into problem documents (RFC 9457)."""
    statuses = ((NotAllowed, 403), (Refusal, 409), (BadInput, 422), (NotKnown, 404))
    for kind, status in statuses:
        api.add_exception_handler(kind, partial(_refuse, api, status))


def _refuse(
    api: NinjaAPI, status: int, request: HttpRequest, problem: Exception | type[Exception]
) -> HttpResponse:
    name = problem.__name__ if isinstance(problem, type) else type(problem).__name__
    document = {"title": name, "status": status, "detail": str(problem)}
    answer = api.create_response(request, document, status=status)
    answer["Content-Type"] = "application/problem+json"
    return answer
