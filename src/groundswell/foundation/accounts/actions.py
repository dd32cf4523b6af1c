"""Making accounts, giving roles, handing out keys."""

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import IntegrityError, transaction
from django.db.models import Q

from groundswell.foundation.accounts.models import (
    ApiKey,
    OrgUnit,
    Role,
    RoleGrant,
    SetupLink,
    User,
)
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import Refusal
from groundswell.kernel.sequences import batched

#: The first person does everything until others join.
FIRST_ROLES = (Role.CHAMPION, Role.AGENT, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What an import knows of a person, beyond the name or address that rows use."""

    name: str = ""
    email: str = ""
    department: str = ""
    location: str = ""
    agent: bool = False


def _digest(secret: str) -> str:
    # A random 256-bit token needs no slow hash: it cannot be guessed from its digest.
    return hashlib.sha256(secret.encode()).hexdigest()


def offer_setup(*, at: datetime) -> str | None:
    """Return the token of a new one-time set-up link, or None once somebody has an account.

    Earlier unused links stop working.
    """
    has_password = ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    with transaction.atomic():
        if User.objects.filter(has_password).exists():
            return None
        SetupLink.objects.filter(used_at=None).delete()
        token = secrets.token_urlsafe(32)
        SetupLink.objects.create(digest=_digest(token), made_at=at)
    return token


def is_setup_open(token: str) -> bool:
    """Tell whether this set-up link can still be used."""
    return SetupLink.objects.filter(digest=_digest(token), used_at=None).exists()


def make_first_account(token: str, *, name: str, email: str, password: str, at: datetime) -> User:
    """Make the first person's account and close the set-up link.

    Raises:
        Refusal: the link is unknown or used.
    """
    with transaction.atomic():
        used = SetupLink.objects.filter(digest=_digest(token), used_at=None).update(used_at=at)
        if not used:
            raise Refusal(
                "This set-up link has been used or replaced. Run `groundswell serve` again "
                "for a new one, or sign in."
            )
        existing = User.objects.filter(email__iexact=email).first()
        user = existing or User(email=User.objects.normalize_email(email))
        user.name = name
        user.set_password(password)
        user.save()
        _give(user, FIRST_ROLES)
        trail.note(f"user:{user.pk}", "account.made", by=user, at=at, changes={"name": ["", name]})
    return user


@needs("accounts.keep")
def add_person(
    *, by: User, at: datetime, name: str, email: str, roles: Iterable[str], password: str | None
) -> User:
    """Add a person with their roles.

    Raises:
        Refusal: somebody has that address already.
    """
    return add_person_unasked(by=by, at=at, name=name, email=email, roles=roles, password=password)


def add_person_unasked(
    *,
    by: User | None,
    at: datetime,
    name: str,
    email: str,
    roles: Iterable[str],
    password: str | None,
) -> User:
    """Add a person on the word of whoever controls the machine (the command line, the demo).

    Raises:
        Refusal: somebody has that address already.
    """
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name)
            _give(user, roles)
            trail.note(
                f"user:{user.pk}", "account.made", by=by, at=at, changes={"name": ["", name]}
            )
    except IntegrityError:
        raise Refusal(f"{email} has an account already.") from None
    return user


@needs("imports.run")
def take_over_people(
    people: Mapping[str, Newcomer], *, by: User, at: datetime, source: str
) -> dict[str, int]:
    """Add those people of an import that are not here yet; nobody can sign in as them.

    A person is known by their address, or by their name where the source has no address.

    Args:
        people: by the name or address that the source uses.
        by: who imports.
        at: when.
        source: the file, for the trail.

    Returns:
        The key of each person, by the name or address that the source uses.
    """
    with transaction.atomic():
        found = _find_people(people)
        units = _units({new.department for new in people.values() if new.department})
        newcomers = {key: new for key, new in people.items() if key not in found}
        users = {
            key: User(
                email=_address(key, new),
                name=(new.name or key)[:150],
                password=make_password(None),
                department_id=units.get(new.department),
                location=new.location[:120],
            )
            for key, new in newcomers.items()
        }
        User.objects.bulk_create(users.values(), batch_size=500)
        RoleGrant.objects.bulk_create(
            [
                RoleGrant(user=user, role=Role.AGENT if newcomers[key].agent else Role.CALLER)
                for key, user in users.items()
            ],
            batch_size=500,
        )
        trail.note_many(
            [
                AuditEntry(
                    number=f"user:{user.pk}",
                    act="account.imported",
                    actor=by,
                    acted_at=at,
                    changes={"name": ["", user.name]},
                    source=source,
                )
                for user in users.values()
            ]
        )
    return found | {key: user.pk for key, user in users.items()}


def _find_people(people: Mapping[str, Newcomer]) -> dict[str, int]:
    addresses = {_address(key, new): key for key, new in people.items()}
    found: dict[str, int] = {}
    for chunk in batched(addresses.items(), 400):
        users = User.objects.filter(
            Q(email__in=[address for address, _ in chunk]) | Q(name__in=[key for _, key in chunk])
        )
        for pk, name, email in users.values_list("id", "name", "email"):
            key = addresses.get(email, name)
            if key in people:
                found[key] = pk
    return found


def _units(names: set[str]) -> dict[str, int]:
    known = set(OrgUnit.objects.filter(name__in=names).values_list("name", flat=True))
    OrgUnit.objects.bulk_create([OrgUnit(name=name) for name in sorted(names - known)])
    return dict(OrgUnit.objects.filter(name__in=names).values_list("name", "id"))


def _address(key: str, new: Newcomer) -> str:
    """Return the address that a source gives, or one that can never receive mail (RFC 2606)."""
    if new.email or _ADDRESS.fullmatch(key):
        return (new.email or key).lower()[:254]
    return f"{hashlib.sha256(key.encode()).hexdigest()[:24]}@imported.invalid"


_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def machine_account(*, at: datetime) -> User:
    """Return the account under which commands on this machine act; nobody can sign in as it."""
    user = User.objects.filter(email=MACHINE).first()
    if user is None:
        user = add_person_unasked(
            by=None,
            at=at,
            name="Command line",
            email=MACHINE,
            roles=(Role.CHAMPION,),
            password=None,
        )
    return user


MACHINE = "command-line@this-machine.invalid"


def make_api_key(user: User, *, by: User | None, at: datetime, name: str) -> str:
    """Return a new key for a program that acts for this person; it is shown this once."""
    start, secret = f"gs_{secrets.token_hex(4)}", secrets.token_urlsafe(32)
    with transaction.atomic():
        ApiKey.objects.create(user=user, name=name, start=start, digest=_digest(secret), made_at=at)
        trail.note(f"user:{user.pk}", "key.made", by=by, at=at, changes={"key": ["", start]})
    return f"{start}.{secret}"


def find_key_owner(key: str, *, at: datetime) -> User | None:
    """Return the active person for whom this key acts, or None."""
    start, _, secret = key.partition(".")
    found = (
        ApiKey.objects.select_related("user")
        .filter(start=start, revoked_at=None, user__is_active=True)
        .first()
    )
    if found is None or not secrets.compare_digest(found.digest, _digest(secret)):
        return None
    return None if found.expires_at and found.expires_at <= at else found.user


def _give(user: User, roles: Iterable[str]) -> None:
    for role in roles:
        RoleGrant.objects.get_or_create(user=user, role=role)
    user.__dict__.pop("role_names", None)
