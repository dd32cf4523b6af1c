"""Whether a fix held: what came back after it."""

from django.db import models
from django.db.models import Q

from groundswell.problems.models.problems import Problem


class Verdict(models.TextChoices):
    """What a check says."""

    CONFIRMED = "confirmed", "The fix holds"
    OPEN = "open", "Not known yet"
    CAME_BACK = "came_back", "It came back"


class RecurrenceCheck(models.Model):
    """A look after a fix: tickets of the problem before and after, as a rate ratio."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="checks")
    #: of the fix that is checked; a problem that came back may be fixed anew
    fixed_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    checked_at = models.DateTimeField()
    before = models.PositiveIntegerField()
    before_days = models.FloatField()
    after = models.PositiveIntegerField()
    after_days = models.FloatField()
    #: tickets after per ticket before for the same time, with its 90 % interval; null: not known
    ratio = models.FloatField(null=True, blank=True)
    ratio_low = models.FloatField(null=True, blank=True)
    ratio_high = models.FloatField(null=True, blank=True)
    chance = models.FloatField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = models.CharField(max_length=500)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "problem", "fixed_at", "days", name="a_fix_is_checked_once_after_so_many_days"
            ),
            models.CheckConstraint(
                name="a_check_has_a_known_verdict", condition=Q(verdict__in=Verdict.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.problem} after {self.days} days: {self.get_verdict_display()}"
