"""Who leads a department."""

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
        held = OrgUnit.objects.select_for_update().select_related(None).get(pk=unit.pk)
        before, held.head = str(held.head or ""), head
        held.save(update_fields=["head"])
        told = {"head": [before, str(head or "")]}
        trail.note(f"department:{unit.pk}", "department.led", by=by, at=at, changes=told)
    return held
