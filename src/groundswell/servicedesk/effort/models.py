"""Who worked how long on a ticket, and who works on it at this moment."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.servicedesk.models import Ticket

#: minutes of a day: nobody works longer on one ticket in one entry
MOST = 1440


class Effort(models.Model):
    """Somebody worked on a ticket for so many minutes."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="efforts")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField()
    what = models.CharField(max_length=200, blank=True)
    #: when it was written down
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="effort_takes_some_minutes", condition=Q(minutes__gte=1, minutes__lte=MOST)
            ),
        )

    def __str__(self) -> str:
        return f"{self.ticket}: {self.minutes} min"


class Running(models.Model):
    """Somebody began to work on a ticket and has not said yet that they stopped."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="running_efforts")
    worker = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="running_effort"
    )
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.worker} on {self.ticket}"
