"""Where this house wants to get with each practice."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from groundswell.foundation.audit.models import AuditEntry
from groundswell.measurement.levels.models import PracticeTarget


@dataclass(frozen=True, slots=True)
class Aim:
    """The target of one practice with who set it; `held` None is the one for any house."""

    held: PracticeTarget | None
    acts: QuerySet[AuditEntry]


def list_targets() -> Mapping[str, int]:
    """Return the targets that people set, by practice."""
    return dict(PracticeTarget.objects.order_by("id").values_list("practice", "level"))


def get_aim(practice: str) -> Aim:
    """Return the target of a practice and its trail, the newest act first."""
    held = PracticeTarget.objects.filter(practice=practice).first()
    entries = AuditEntry.objects.filter(number=held.number if held else "")
    return Aim(held, entries.select_related("actor").order_by("-acted_at", "-id"))
