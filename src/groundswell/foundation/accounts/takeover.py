"""People whom an import brings."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from groundswell.foundation.accounts.models import NO_ADDRESS, OrgUnit, Role, RoleGrant, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.sequences import batched


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What an import knows of a person, beyond the name or address that rows use."""

    name: str = ""
    email: str = ""
    department: str = ""
    location: str = ""
    agent: bool = False


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
    return f"{hashlib.sha256(key.encode()).hexdigest()[:24]}{NO_ADDRESS}"


_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
