"""What callers say of the help they had."""

from django.db import models
from django.db.models import Q

from groundswell.servicedesk.models import Ticket


class Score(models.IntegerChoices):
    """Five steps, as exports of other tools have them (customer satisfaction, CSAT)."""

    VERY_GOOD = 5, "Very good"
    GOOD = 4, "Good"
    MIDDLING = 3, "Middling"
    NOT_GOOD = 2, "Not good"
    BAD = 1, "Bad"


class Verdict(models.Model):
    """What the caller of a ticket says of the help they had; the newest word counts."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="verdict")
    score = models.PositiveSmallIntegerField(choices=Score.choices)
    said_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_verdict_is_one_of_five", condition=Q(score__gte=1, score__lte=5)
            ),
        )

    def __str__(self) -> str:
        return f"{self.ticket}: {self.get_score_display()}"
