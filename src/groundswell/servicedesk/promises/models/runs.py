"""Working promises out again after a rule was changed, and which rules a process has read."""

from django.db import models
from django.db.models import F, Q

from groundswell.foundation.numbering.models import NumberedRecord


class Recount(NumberedRecord):
    """One round over all tickets; `done` of `total` so far."""

    prefix = "RCNT"

    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    #: tickets of which something became different
    changed = models.PositiveIntegerField(default=0)
    #: key of the last ticket that was looked at, so that a broken round goes on from there
    reached = models.PositiveBigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    untold = frozenset({"done", "changed", "reached"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_recount_ends_after_it_began",
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("asked_at")),
            ),
        )


class RulesStamp(models.Model):
    """Another one with each change of a rule: what a process has read under it still holds."""

    stamp = models.CharField(max_length=32)
    #: there is one: its key is always the same
    only = models.PositiveSmallIntegerField(default=1, unique=True)

    class Meta:
        constraints = (models.CheckConstraint(name="there_is_one_stamp", condition=Q(only=1)),)

    def __str__(self) -> str:
        return self.stamp
