"""How to come into the demo: a link for each of its people, made only where nobody else can use it.

There is no password in the demo. A link lets its reader choose one, works once and for three days,
and is printed on the terminal of whoever started the server.
"""

from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path

from groundswell.cli.demo.wording import data

#: beside the records of a demo, and of nothing else
STAMP = Path("template") / "stamp"


def is_here(bind: str) -> bool:
    """Tell whether an address such as "127.0.0.1:8000" can be reached from this machine alone."""
    host = bind.partition("://")[2] or bind
    name = host.rpartition(":")[0].strip("[]")
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def offer_links(address: str, *, at: datetime) -> Iterator[str]:
    """Yield the lines that say how to come in as somebody of the demo; none on real records.

    Args:
        address: of the server, with its scheme.
        at: when the links are made.
    """
    from django.conf import settings  # noqa: PLC0415 (needs Django)

    from groundswell.foundation.accounts.actions import invite_person_unasked  # noqa: PLC0415
    from groundswell.foundation.accounts.models import User  # noqa: PLC0415

    if not (Path(settings.HOME) / STAMP).exists():
        return
    if not is_here(address):
        yield "This is the demo; it can be reached from elsewhere, so its people get no links."
        return
    yield "Or come in as somebody of the demo; each link works once and lets you choose a password:"
    for told in data("journey")["accounts"]:
        person = User.objects.filter(name=told["name"]).order_by("-id").first()
        if person is None:
            continue
        yield f"  {person.name}, {told['does']}"
        if person.has_usable_password():
            yield f"    has a password; sign in as {person.email}"
        else:
            yield f"    {address}{invite_person_unasked(person, by=None, at=at)}"
