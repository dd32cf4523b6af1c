"""Questions about the priority matrix of the house."""

from django.db.models import QuerySet

from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.priorities.models import KeptMatrix


def has_own_matrix() -> bool:
    """Tell whether the house put a matrix in place of the shipped one."""
    return KeptMatrix.objects.exists()


def list_matrix_acts() -> QuerySet[AuditEntry]:
    """Return who changed the matrix and when, the newest first."""
    # by the acts: the matrix itself may be gone, and a number that begins so is in no index
    acts = AuditEntry.objects.filter(act__in=("matrix.set", "matrix.set_back"))
    return acts.select_related("actor").order_by("-acted_at", "-pk")[:20]
