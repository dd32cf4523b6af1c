"""How this house sets an indicator otherwise than it is shipped."""

from django.db import models
from django.db.models import Q

from groundswell.foundation.numbering.models import NumberedRecord


class IndicatorSetting(NumberedRecord):
    """What people set of one indicator; a null is as it is shipped."""

    prefix = "SET"

    indicator = models.CharField(max_length=16, unique=True)
    is_on = models.BooleanField(null=True, blank=True)
    weight = models.FloatField(null=True, blank=True)
    #: fewer records than this, and the value is provisional
    least = models.PositiveIntegerField(null=True, blank=True)
    #: by level, those cuts that are set otherwise
    cuts = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_weight_is_not_below_zero",
                condition=Q(weight__isnull=True) | Q(weight__gte=0),
            ),
            models.CheckConstraint(
                name="at_least_one_record_is_asked_for",
                condition=Q(least__isnull=True) | Q(least__gte=1),
            ),
        )

    @property
    def as_edit(self) -> dict[str, object]:
        """Return what is set, as the catalogue of the analysis takes it."""
        given = {"on": self.is_on, "weight": self.weight, "n_min": self.least}
        edit: dict[str, object] = {key: part for key, part in given.items() if part is not None}
        return edit | ({"cuts": self.cuts} if self.cuts else {})
