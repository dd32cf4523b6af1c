"""Dates on which something is decided anyway: a renewal, an audit, a new budget."""

from django.db import models
from django.db.models import Q


class OccasionKind(models.TextChoices):
    """What kind of date it is."""

    RENEWAL = "renewal", "A contract is renewed"
    AUDIT = "audit", "An audit"
    BUDGET = "budget", "A budget is decided"
    REORGANISATION = "reorganisation", "A reorganisation"
    PROJECT = "project", "A project begins"


class Occasion(models.Model):
    """A date that somebody wrote down, so that an ask can be ready before it."""

    kind = models.CharField(max_length=14, choices=OccasionKind.choices)
    title = models.CharField(max_length=250)
    happens_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="an_occasion_says_what", condition=~Q(title="")),
            models.CheckConstraint(
                name="an_occasion_has_a_known_kind", condition=Q(kind__in=OccasionKind.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.happens_on}"
