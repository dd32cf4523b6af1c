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
ROLES = ("champion", "agent", "manager", "caller")
#: a stranger gets there by a link that somebody makes for them
RESET = "account_reset_password_from_key"
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
    """Yield who walks; note what leads nowhere, and keep what no record leads to."""
    from django.test import Client  # noqa: PLC0415

    from tests.browser import addresses  # noqa: PLC0415
    from tests.makers import BACKEND  # noqa: PLC0415

    for who in ROLES:
        person = _of_role(who).first()
        if person is None or asked.who not in {"", who}:
            continue
        client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        client.force_login(person, backend=BACKEND)
        _prove(client, person.pk)
        if who == "champion" and not asked.home:
            _give_passkey(person.pk)
        found = addresses.find(client, examples=asked.examples)
        for path, status in found.broken.items():
            note(f"{who} {path}", f"answers {status}", "")
        if who == "champion" and not asked.empty:
            unreached += found.unreached
        cookies = [
            COOKIE | {"name": name, "value": one.value} for name, one in client.cookies.items()
        ]
        yield Walker(who, {"cookies": cookies, "origins": []}, list(found.pages))
        if who == "caller" and not asked.home:
            pages = ["/account/login/", _invite(person.pk)]
            yield Walker("stranger", {"cookies": [], "origins": []}, pages)
            if RESET in unreached:
                unreached.remove(RESET)


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


def _give_passkey(person: int) -> None:
    """Lead to the pages of a passkey, which nobody can make without a key in their hand."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415
    from fido2 import cose, utils, webauthn  # noqa: PLC0415

    public = cose.ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    key = webauthn.AttestedCredentialData.create(bytes(16), b"blue", public)
    data = webauthn.AuthenticatorData.create(bytes(32), 0x41, 0, key)
    client = webauthn.CollectedClientData.create("webauthn.create", b"c", "http://localhost")
    said = {
        "clientDataJSON": utils.websafe_encode(client),
        "attestationObject": utils.websafe_encode(
            webauthn.AttestationObject.create("none", data, {})
        ),
    }
    name = utils.websafe_encode(b"blue")
    credential = {"id": name, "rawId": name, "type": "public-key", "response": said,
                  "clientExtensionResults": {}}  # fmt: skip
    Authenticator.objects.create(
        user_id=person, type="webauthn", data={"name": "Blue key", "credential": credential}
    )


def _invite(person: int) -> str:
    """Return the address at which this person chooses a password."""
    from groundswell.foundation.accounts.actions import invite_person_unasked  # noqa: PLC0415
    from groundswell.foundation.accounts.models import User  # noqa: PLC0415

    return invite_person_unasked(User.objects.get(pk=person), by=None, at=datetime.now(UTC))
