"""Who walks through a site: somebody of each role, signed in, with every address they get."""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import StorageState

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.test import Client

    from groundswell.foundation.accounts.models import User

#: in the order in which they walk
ROLES = ("champion", "agent", "manager", "caller", "assessor", "stranger")
#: where a stranger gets by a link that somebody makes, and by a password alone
RESET, SECOND_STEP = "account_reset_password_from_key", "mfa_authenticate"
COOKIE = {"domain": "127.0.0.1", "path": "/", "expires": -1, "httpOnly": True, "secure": False,
          "sameSite": "Lax"}  # fmt: skip


@dataclass(frozen=True)
class Walker:
    """Somebody who walks, with their session, and the pages they get."""

    who: str
    session: StorageState
    pages: list[str]


def walkers(
    asked: argparse.Namespace, note: Callable[[str, str, str], None], unreached: list[str]
) -> Iterator[Walker]:
    """Yield who walks; note what leads nowhere, and keep what no record leads to.

    What the site lacks is made: it is one of the walk's own, or a copy.
    """
    from tests.browser import addresses, made  # noqa: PLC0415

    guest, champion = made.make_guest(), _of_role("champion").first()
    if champion and asked.who in {"", "champion"}:
        made.give_passkey(champion.pk)
        made.let_decide(champion, asker=guest)
    for who in ROLES:
        person = {"champion": champion, "assessor": guest}.get(who) or _of_role(who).first()
        if asked.who not in {"", who} or (person is None and who != "stranger"):
            continue
        client = _browser_of(person)
        found = addresses.find(client, examples=asked.examples)
        for path, status in found.broken.items():
            note(f"{who} {path}", f"answers {status}", "")
        if who == "champion" and not asked.empty:
            unreached += found.unreached
        got = set(found.pages.values())
        yield Walker(who, _session_of(client), list(found.pages))
        if who == "stranger":
            got |= {RESET, SECOND_STEP}
            yield Walker(who, _session_of(client), [made.invite(guest)])
            half = made.stand_at_second_step(guest)
            yield Walker("halfway", _session_of(half), ["/account/2fa/authenticate/"])
        unreached[:] = [name for name in unreached if name not in got]


def _browser_of(person: "User | None") -> "Client":
    """Return a browser in which this person is signed in, or nobody."""
    from django.test import Client  # noqa: PLC0415

    from tests.makers import BACKEND  # noqa: PLC0415

    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    if person:
        client.force_login(person, backend=BACKEND)
        _prove(client, person.pk)
    return client


def _session_of(client: "Client") -> StorageState:
    cookies = [COOKIE | {"name": name, "value": one.value} for name, one in client.cookies.items()]
    return {"cookies": cookies, "origins": []}


def _of_role(who: str) -> "QuerySet[User]":
    """Return who has this role, the best to walk first.

    Of the champions the one with most other roles; of the others only who sees no more by a second
    role: the agent who was given most, the caller who told most and is no machine.
    """
    from django.db.models import Count, Q  # noqa: PLC0415

    from groundswell.foundation.accounts.models import User  # noqa: PLC0415

    here = User.objects.filter(is_active=True).annotate(held=Count("roles", distinct=True))
    if who == "champion":
        return here.filter(roles__role=who).order_by("-held", "pk")
    told = Count("tickets", ~Q(tickets__channel="monitoring"), distinct=True)
    given = Count("work", distinct=True)
    others = User.objects.filter(
        roles__role__in={*ROLES, "administrator", "assessor"} - {who, "caller"}
    )
    alone = here.filter(roles__role=who).exclude(pk__in=others.values("pk"))
    return alone.annotate(told=told, given=given).order_by("-given", "-told", "pk")


def _prove(client: "Client", person: int) -> None:
    """Let the session have shown that it is this person, for as long as the walk takes."""
    session = client.session
    then = (datetime.now(UTC) + timedelta(days=1)).timestamp()
    session["account_authentication_methods"] = [
        {"method": "password", "at": then, "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(person)
    session.save()
