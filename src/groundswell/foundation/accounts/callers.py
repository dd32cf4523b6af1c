"""Who is calling: people found by name or address, and newcomers written down in one go."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from groundswell.foundation.accounts.models import NO_ADDRESS, Role, RoleGrant, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal

#: people that are offered while a name is typed
SHOWN = 8
#: how a label says exactly whom it means: an address, or a key where there is no address
_ADDRESS, _KEY = re.compile(r"<([^<>]+@[^<>]+)>\s*$"), re.compile(r"#(\d{1,9})\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """Whom some words mean: one person, several, or nobody."""

    people: Sequence[User]

    @property
    def one(self) -> User | None:
        """Return the person, where the words mean one."""
        return self.people[0] if len(self.people) == 1 else None


def label_of(person: User) -> str:
    """Return words that mean this person and nobody else: "Mara Lindt <mara@example.org>"."""
    exactly = f"#{person.pk}" if person.is_nameless else f"<{person.email}>"
    return f"{person.name} {exactly}".strip()


def list_callers(words: str, *, limit: int = SHOWN) -> list[User]:
    """Return people whose name or address holds these words, by name."""
    words = words.replace("\0", "").strip()[:150]  # no database takes a zero character
    if not words:
        return []
    people = User.objects.people()
    holds = Q()
    for word in words.split()[:6]:
        holds &= Q(name__icontains=word) | Q(email__icontains=word)
    return list(people.filter(holds).order_by("name", "id")[:limit])


def find_caller(words: str) -> Found:
    """Return whom these words mean: a label, an address, a whole name, or a part that is enough."""
    people = User.objects.people()
    address, key = _ADDRESS.search(words), _KEY.search(words)
    if address:
        return Found(list(people.filter(email__iexact=address[1].strip())))
    if key:
        return Found(list(people.filter(pk=int(key[1]))))
    exact = list(people.filter(Q(name__iexact=words.strip()) | Q(email__iexact=words.strip()))[:9])
    return Found(exact or list_callers(words))


@needs("desk.work")
def write_down_caller(*, by: User, at: datetime, name: str, email: str = "") -> User:
    """Write down somebody who calls for the first time; nobody can sign in as them yet.

    Raises:
        Refusal: there is no name, or somebody has that address already.
    """
    if not name.strip():
        raise Refusal("Write down the name of who is calling.")
    address = email.strip() or f"{secrets.token_hex(8)}{NO_ADDRESS}"
    try:
        with transaction.atomic():
            person = User.objects.create_user(address, None, name=name.strip()[:150])
            RoleGrant.objects.create(user=person, role=Role.CALLER)
            trail.note(
                f"user:{person.pk}", "account.made", by=by, at=at, changes={"name": ["", name]}
            )
    except IntegrityError:
        raise Refusal(f"{email} has an account already; write the address to mean them.") from None
    return person
