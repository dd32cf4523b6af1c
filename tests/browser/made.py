"""What a walk makes on its site to be led everywhere: a guest, a passkey, a question to decide."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.browser.site_data import PASSWORD

if TYPE_CHECKING:
    from django.test import Client

    from groundswell.foundation.accounts.models import User

GUEST = "walker@example.org"


def make_guest() -> "User":
    """Return an assessor who may read for a day and proves who they are by a passkey too."""
    from groundswell.foundation.accounts.actions import add_person_unasked  # noqa: PLC0415

    now = datetime.now(UTC)
    guest = add_person_unasked(
        by=None, at=now, name="Rhea Lindqvist", email=GUEST, password=PASSWORD,
        roles={"assessor": now + timedelta(days=1)},
    )  # fmt: skip
    give_passkey(guest.pk)
    return guest


def give_passkey(person: int) -> None:
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


def let_decide(person: "User", *, asker: "User") -> None:
    """Ask this person to agree to something, where nobody waits for their word yet."""
    from groundswell.catalogue.models import Service  # noqa: PLC0415
    from groundswell.catalogue.offerings import actions  # noqa: PLC0415
    from groundswell.servicedesk.requests.actions import ask_for  # noqa: PLC0415
    from groundswell.servicedesk.requests.models import Decision  # noqa: PLC0415

    service, now = Service.objects.first(), datetime.now(UTC)
    waits = Decision.objects.filter(approver=person, answer=None, approval__state="open")
    if service is None or waits.exists():
        return
    facts = actions.OfferingFacts(name="A second screen", what="A screen", service=service)
    made = actions.make_offering(by=person, at=now, facts=facts)
    step = actions.NewStep(who="people", people=[person])
    actions.add_step(made, by=person, at=now, step=step)
    made = actions.move_offering(made, by=person, at=now, state="published")
    ask_for(made, by=asker, at=now, values={})


def invite(person: "User") -> str:
    """Return the address at which this person chooses a password."""
    from groundswell.foundation.accounts.actions import invite_person_unasked  # noqa: PLC0415

    return invite_person_unasked(person, by=None, at=datetime.now(UTC))


def stand_at_second_step(guest: "User") -> "Client":
    """Return a browser in which the guest gave the password and nothing more."""
    from django.test import Client  # noqa: PLC0415

    client = Client(SERVER_NAME="127.0.0.1")
    client.post("/account/login/", {"login": guest.email, "password": PASSWORD})
    return client
