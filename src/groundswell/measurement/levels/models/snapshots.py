"""What the records showed at one moment, kept as it was."""

import json
from functools import cached_property
from typing import Any, cast

from django.db import models
from django.db.models import F, Q

from groundswell.foundation.numbering.models import NumberedRecord

#: how sure a level or a value is, as the analysis says it
MARK_STATUSES = ("firm", "provisional", "not_observable")

#: the highest level of the scale
TOP = 5


class Snapshot(NumberedRecord):
    """The whole assessment of one moment as canonical JSON; the same records give the same bytes.

    `content` is the source of truth. Its levels and values stand beside it once more as rows, so
    that a course over years is read without reading every document.
    """

    prefix = "SNAP"
    untold = frozenset({"weeks"})

    as_of = models.DateTimeField()
    taken_at = models.DateTimeField()
    content = models.TextField()
    #: tickets by week up to this moment, as `queries/weeks.py` keeps them for the dashboards
    weeks = models.JSONField(default=list, blank=True)
    #: SHA-256 of the content, as hexadecimal digits
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint("as_of", "digest", name="what_was_seen_is_kept_once"),
            models.CheckConstraint(
                name="nothing_is_seen_before_it_is_so", condition=Q(taken_at__gte=F("as_of"))
            ),
        )
        indexes = (models.Index(fields=("as_of",), name="snapshots_by_moment"),)

    @cached_property
    def document(self) -> dict[str, Any]:
        """Return the assessment as plain data."""
        return cast("dict[str, Any]", json.loads(self.content))


class LevelMark(models.Model):
    """The level of one practice in one snapshot; null where it was not to be seen."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="levels")
    practice = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(null=True)
    lowest = models.PositiveSmallIntegerField(null=True)
    highest = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=16)

    class Meta:
        constraints = (
            models.UniqueConstraint("snapshot", "practice", name="a_snapshot_says_a_level_once"),
            models.CheckConstraint(
                name="a_level_lies_on_the_scale",
                condition=Q(level__isnull=True) | Q(level__lte=TOP),
            ),
            models.CheckConstraint(
                name="a_level_is_sure_in_known_words", condition=Q(status__in=MARK_STATUSES)
            ),
        )

    def __str__(self) -> str:
        return f"{self.practice}: {'not observable' if self.level is None else self.level}"


class IndicatorMark(models.Model):
    """The value of one indicator in one snapshot; null where it was not to be seen."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="values")
    indicator = models.CharField(max_length=16)
    #: mark of the definition; values of two definitions are not compared
    definition = models.CharField(max_length=12)
    status = models.CharField(max_length=16)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    count = models.PositiveIntegerField()
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    window_days = models.PositiveIntegerField()
    #: whether the last month lies so far from the others that the data need a look
    is_jump = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint("snapshot", "indicator", name="a_snapshot_says_a_value_once"),
            models.CheckConstraint(
                name="a_value_is_sure_in_known_words", condition=Q(status__in=MARK_STATUSES)
            ),
            models.CheckConstraint(
                name="what_is_not_observable_has_no_value",
                condition=Q(status="not_observable", value__isnull=True)
                | ~Q(status="not_observable") & Q(value__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("indicator", "snapshot"), name="values_by_indicator"),)

    def __str__(self) -> str:
        return f"{self.indicator}: {'not observable' if self.value is None else self.value}"
