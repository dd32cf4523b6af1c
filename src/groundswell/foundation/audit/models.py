"""One entry for every change to a record."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """What somebody did to a record. Entries are added, never altered, never removed.

    The database refuses both (see the migration), so that this holds for every program.
    """

    number = models.CharField(max_length=32)
    act = models.CharField(max_length=48)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    acted_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    #: field → [old, new], as text
    changes = models.JSONField(default=dict)
    #: where the entry was taken from, when the act did not happen here: an import
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("number", "acted_at", "id"), name="audit_by_record"),
            models.Index(fields=("acted_at",), name="audit_by_time"),
            # what somebody did here, beside the million tickets that they brought from another tool
            models.Index(fields=("actor", "source", "acted_at"), name="audit_by_person"),
            models.Index(fields=("act", "number"), name="audit_by_act"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.act}"

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        raise TypeError("Entries of the audit trail cannot be deleted.")
