"""Go through every page of a site and say what is wrong; a picture of each for the eye.

    .venv/bin/python -m tests.browser.walk [--folder FOLDER] [--only TEXT] [--home HOME | --empty]

As a champion, a caller and a stranger, at 390, 1024 and 1920 pixels, light and dark. Open
FOLDER/index.html to look at the pictures. Ends with 1 where something is wrong. Not part of the
tests: it takes minutes.
"""

import argparse
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import Page, StorageState

from tests.browser import axe
from tests.browser.conftest import Site, chromium, filled, free_port
from tests.browser.visitor import LOOK, SETTLED, Visitor

if TYPE_CHECKING:
    from django.test import Client

WIDTHS = {390: 844, 1024: 768, 1920: 1080}
#: the widths at which axe reads a page, by theme: the rail has words from 1200 on only
READ_AT = {"light": (390,), "dark": (1024, 1920)}
#: a stranger gets there by a link that somebody makes for them
RESET = "account_reset_password_from_key"
#: pixels of a long page that a picture shows
TALL = 4000
COOKIE = {"domain": "127.0.0.1", "path": "/", "expires": -1, "httpOnly": True, "secure": False,
          "sameSite": "Lax"}  # fmt: skip


@dataclass
class Walk:
    """What came out: pictures by page, and where each fault was seen."""

    folder: Path
    pictures: dict[str, list[Path]] = field(default_factory=dict)
    faults: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    unreached: list[str] = field(default_factory=list)

    def note(self, page: str, fault: str, where: str) -> None:
        """Keep one fault once, with every view in which it was seen."""
        if (page, fault) not in self.faults:
            print(f"{page}{f' ({where})' if where else ''}: {fault}", flush=True)
        self.faults.setdefault((page, fault), []).append(where)


def main() -> int:
    """Walk, print what is wrong, and return 1 where there is anything."""
    asked = _arguments()
    walk = Walk(Path(asked.folder).absolute())
    with _site(asked) as site:
        os.environ.update(site.environment)
        import django  # noqa: PLC0415 (the settings are those of the site)

        django.setup()
        # what leads nowhere is told below, page by page
        logging.getLogger("django.request").setLevel(logging.CRITICAL)
        # before the browser, whose loop Django takes for one of its own
        people = list(_people(asked, walk))
        with chromium() as browser:
            for who, session, pages in people:
                visitor = Visitor(browser, site.base, session)
                for path in pages:
                    if asked.only in path:
                        _walk_to(visitor, f"{who} {path}", asked, walk)
    _write_index(walk)
    return _report(walk)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", default="build/walk", help="where the pictures go")
    parser.add_argument("--only", default="", metavar="TEXT", help="addresses that hold this text")
    parser.add_argument("--who", default="", choices=["", "champion", "caller"])
    parser.add_argument("--widths", nargs="+", type=int, choices=WIDTHS, default=list(WIDTHS))
    parser.add_argument("--themes", nargs="+", choices=READ_AT, default=list(READ_AT))
    parser.add_argument("--examples", type=int, default=1, help="records for each kind of page")
    site = parser.add_mutually_exclusive_group()
    site.add_argument("--home", help="an installation that is there, such as groundswell-demo")
    site.add_argument("--empty", action="store_true", help="the site before anything is in it")
    return parser.parse_args()


@contextmanager
def _site(asked: argparse.Namespace) -> Iterator[Site]:
    if asked.home:
        site = Site(Path(asked.home).absolute(), free_port())
        with site.serving():
            yield site
        return
    with TemporaryDirectory() as home, filled(Path(home), until_begun=asked.empty) as site:
        yield site


def _people(asked: argparse.Namespace, walk: Walk) -> Iterator[tuple[str, StorageState, list[str]]]:
    """Yield who walks, with their session and their pages; note what leads nowhere."""
    from django.db.models import Count, Q  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from groundswell.foundation.accounts.models import User  # noqa: PLC0415
    from tests.browser import addresses  # noqa: PLC0415
    from tests.makers import BACKEND  # noqa: PLC0415

    here = User.objects.filter(is_active=True).annotate(held=Count("roles"))
    here = here.annotate(works=Count("roles", ~Q(roles__role="caller")))
    # of the callers the one who reported most, and no machine that does
    told = Count("tickets", ~Q(tickets__channel="monitoring"), distinct=True)
    callers = here.filter(works=0, held__gt=0).annotate(told=told)
    people = {
        "champion": here.filter(roles__role="champion").order_by("-held", "pk").first(),
        "caller": callers.order_by("-told", "pk").first(),
    }
    for who, person in people.items():
        if person is None or asked.who not in {"", who}:
            continue
        client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        client.force_login(person, backend=BACKEND)
        _prove(client, person.pk)
        if who == "champion" and not asked.home:
            _give_passkey(person.pk)
        found = addresses.find(client, examples=asked.examples)
        for path, status in found.broken.items():
            walk.note(f"{who} {path}", f"answers {status}", "")
        if who == "champion" and not asked.empty:
            walk.unreached += found.unreached
        cookies = [
            COOKIE | {"name": name, "value": one.value} for name, one in client.cookies.items()
        ]
        yield who, {"cookies": cookies, "origins": []}, list(found.pages)
        if who == "caller" and not asked.home:
            pages = ["/account/login/", _invite(person.pk)]
            yield "stranger", {"cookies": [], "origins": []}, pages
            walk.unreached = [one for one in walk.unreached if one != RESET]


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


def _walk_to(visitor: Visitor, name: str, asked: argparse.Namespace, walk: Walk) -> None:
    print(name, file=sys.stderr, flush=True)
    for theme in asked.themes:
        with visitor.page(color_scheme=theme) as page:
            page.on("console", lambda said: said.type == "error" and walk.note(name, said.text, ""))
            page.on("pageerror", lambda error: walk.note(name, f"script: {error}", ""))
            answer = page.goto(name.partition(" ")[2])
            if answer is None or answer.status != 200:
                walk.note(name, f"answers {answer.status if answer else 'nothing'}", theme)
            for width in asked.widths:
                page.set_viewport_size({"width": width, "height": WIDTHS[width]})
                page.wait_for_function(SETTLED)
                where = f"{width} {theme}"
                for fault in page.evaluate(LOOK):
                    walk.note(name, fault, where)
                if width in READ_AT[theme] or len(asked.widths) == 1:
                    for fault in axe.serious(page):
                        walk.note(name, fault, where)
                _photograph(page, name, where, walk)


def _photograph(page: Page, name: str, where: str, walk: Walk) -> None:
    file = "".join(letter if letter.isalnum() else "_" for letter in f"{name} {where}")
    picture = walk.folder / f"{file}.jpg"
    picture.parent.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size or {"width": 0, "height": 0}
    long = min(TALL, page.evaluate("document.documentElement.scrollHeight"))
    whole = {"x": 0, "y": 0, "width": size["width"], "height": max(long, size["height"])}
    page.screenshot(path=picture, full_page=True, clip=whole, quality=70, type="jpeg")
    walk.pictures.setdefault(name, []).append(picture)


def _write_index(walk: Walk) -> None:
    parts = ["<!doctype html><meta charset=utf-8><title>Walk</title>"]
    parts.append("<style>img{height:24rem}</style>")
    for name, pictures in walk.pictures.items():
        parts.append(f"<h2>{escape(name)}</h2>")
        names = [one.name for one in pictures]
        parts += [f'<a href="{one}"><img loading=lazy src="{one}"></a>' for one in names]
    walk.folder.mkdir(parents=True, exist_ok=True)
    (walk.folder / "index.html").write_text("\n".join(parts), encoding="utf-8")


def _report(walk: Walk) -> int:
    for name in walk.unreached:
        print(f"not looked at, for no record of this site leads there: {name}")
    pictures = sum(map(len, walk.pictures.values()))
    print(f"{len(walk.pictures)} pages, {pictures} pictures, {len(walk.faults)} faults")
    print(f"Look at them: {walk.folder / 'index.html'}")
    return 1 if walk.faults else 0


if __name__ == "__main__":
    sys.exit(main())
