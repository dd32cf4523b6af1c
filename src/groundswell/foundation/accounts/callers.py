"""Who is calling: people found by name or address, and newcomers written down in one go."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from groundswell.foundation.accounts.models import MACHINE, NO_ADDRESS, Role, RoleGrant, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.often import Often
from groundswell.foundation.templatetags.moments import say_local_day
from groundswell.kernel.errors import BadInput, Refusal

#: people that are offered while a name is typed
SHOWN = 8
#: how a label says exactly whom it means: an address, or a key where there is no address
_ADDRESS, _KEY = re.compile(r"<([^<>]+@[^<>]+)>\s*$"), re.compile(r"#(\d{1,9})\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """Whom some words mean: one person, several, or nobody."""

    words: str
    people: Sequence[User]
    #: where they mean nobody who is here: who left and was meant
    left: Sequence[User] = ()

    @property
    def one(self) -> User | None:
        """Return the person, where the words mean one."""
        return self.people[0] if len(self.people) == 1 else None

    def say_why(self, *, names: bool = False, now: str = "Write the e-mail.") -> str:
        """Return why the words mean no one person, and what now.

        Args:
            names: whoever reads it may read who could be meant.
            now: what can be done where nobody is known by these words.
        """
        said = f"“{self.words[:60]}”"
        if not self.people:
            return self.left_words or f"Nobody called {said} is known. {now}"
        if not names:
            return f"Several people could be meant by {said}. Write the e-mail."
        some = ", ".join(label_of(person) for person in self.people[:SHOWN])
        more = " and more" if len(self.people) > SHOWN else ""
        return f"Several people could be meant by {said}: {some}{more}. Write one of them."

    @property
    def left_words(self) -> str:
        """Return that whoever is meant left, and what now; "" where nobody is known to."""
        return " ".join(f"{say_left(person)} {_NOW_WHAT}" for person in self.left[:3])


_NOW_WHAT = "Choose somebody else, or let an administrator open the account again."


def say_left(person: User) -> str:
    """Return that somebody left, and since when their account is closed."""
    entries = AuditEntry.objects.filter(number=f"user:{person.pk}", act="account.changed")
    closed = (
        one for one in entries.order_by("-id") if one.changes.get("active", [""])[-1] == "False"
    )
    entry = next(closed, None)
    since = f"was closed on {say_local_day(entry.acted_at)}" if entry else "is closed"
    return f"{person} left: the account {since}."


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


#: who has an address written just like that: most tickets are taken down for people chosen so
_AT_ADDRESS = Often(lambda address: User.objects.people().filter(email=address))


def find_caller(words: str) -> Found:
    """Return whom these words mean: a label, an address, a whole name, or a part that is enough."""
    words = words.strip()
    address, key = _ADDRESS.search(words), _KEY.search(words)
    exactly = address[1].strip() if address else words
    if not key and (owner := _AT_ADDRESS.first(exactly)):
        return Found(words, [owner])
    if address:
        means = Q(email__iexact=exactly)
    elif key:
        means = Q(pk=int(key[1]))
    else:
        means = Q(name__iexact=words) | Q(email__iexact=words)
    meant = list(User.objects.filter(means).exclude(email=MACHINE).order_by("id")[:9])
    here = [person for person in meant if person.is_active]
    if not here and not address and not key:
        here = list_callers(words, limit=SHOWN + 1)
    return Found(words, here, left=[] if here else meant)


def find_person(words: str) -> User | None:
    """Return whom a program means by a name or an address; None where nothing is said.

    Raises:
        BadInput: nobody, or several people, could be meant.
    """
    if not words.strip():
        return None
    found = find_caller(words)
    if found.one is None:
        raise BadInput(found.say_why(names=True))
    return found.one


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
        left = find_caller(address).left_words
        raise Refusal(
            left or f"{email} has an account already; write the address to mean them."
        ) from None
    return person
