"""What the house put in place of the shipped matrix."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from groundswell.foundation.numbering.models import NumberedRecord


class KeptMatrix(NumberedRecord):
    """The words of impact, urgency and priority and the priority of each pair; at most one."""

    prefix: ClassVar[str] = "PRIO"

    #: always one, so that there is no second
    place = models.PositiveSmallIntegerField(default=1, unique=True)
    #: in the shape of kernel/data/priority.toml
    data = models.JSONField()

    class Meta:
        constraints = (models.CheckConstraint(name="there_is_one_matrix", condition=Q(place=1)),)
