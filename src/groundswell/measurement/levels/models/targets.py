"""Where this house wants to get with a practice."""

from django.db import models
from django.db.models import Q

from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.measurement.levels.models.snapshots import TOP


class PracticeTarget(NumberedRecord):
    """The level that a practice should get to; 0 is enough as it is."""

    prefix = "AIM"

    practice = models.CharField(max_length=40, unique=True)
    level = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_target_lies_on_the_scale", condition=Q(level__gte=0, level__lte=TOP)
            ),
        )
