"""Who belongs to a department, and who leads it."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal


@needs("register.keep")
def name_head(unit: OrgUnit, *, by: User, at: datetime, head: User | None) -> OrgUnit:
    """Say who leads a department; None where nobody does for now.

    Raises:
        Refusal: the person has left.
    """
    if head is not None and not head.is_active:
        raise Refusal(f"{head} has left; name somebody who is here.")
    with transaction.atomic():
        held = trail.lock(unit)
        before, held.head = str(held.head or ""), head
        held.save(update_fields=["head"])
        told = {"head": [before, str(head or "")]}
        trail.note(f"department:{unit.pk}", "department.led", by=by, at=at, changes=told)
    return held


@needs("accounts.keep")
def place_person(person: User, *, by: User, at: datetime, department: str) -> User:
    """Say to which department a person belongs; one that is new is written down with it.

    Capitals and blanks do not make another department; no name takes them out of theirs.
    """
    name = " ".join(department.split())
    with transaction.atomic():
        held = trail.lock(person)
        unit = OrgUnit.objects.filter(name__iexact=name).first() if name else None
        if name and unit is None:
            unit, _ = OrgUnit.objects.get_or_create(name=name)
        if unit != held.department:
            told = {"department": [str(held.department or ""), str(unit or "")]}
            held.department = unit
            held.save(update_fields=["department"])
            trail.note(f"user:{held.pk}", "account.changed", by=by, at=at, changes=told)
    return held
