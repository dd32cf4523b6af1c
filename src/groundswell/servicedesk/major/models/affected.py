"""Who has a trouble without a ticket of their own."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.servicedesk.models import Ticket


class MeToo(models.Model):
    """Somebody says that they have it too; it counts like a ticket and makes no work."""

    #: the one that stands for all
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="me_toos")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="me_toos")
    said_at = models.DateTimeField()
    #: when they said that they have it no more, or never had
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("ticket", "person", name="a_person_says_me_too_once"),
            models.CheckConstraint(
                name="a_me_too_is_withdrawn_after_it_was_said",
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("said_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} has {self.ticket}"
