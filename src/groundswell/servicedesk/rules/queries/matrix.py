"""Questions about the priority matrix of the house."""

from django.db.models import QuerySet

from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.priorities.models import KeptMatrix


def has_own_matrix() -> bool:
    """Tell whether the house put a matrix in place of the shipped one."""
    return KeptMatrix.objects.exists()


def list_matrix_acts() -> QuerySet[AuditEntry]:
    """Return who changed the matrix and when, the newest first."""
    acts = AuditEntry.objects.filter(number__startswith=f"{KeptMatrix.prefix}-")
    return acts.select_related("actor").order_by("-acted_at", "-pk")[:20]
