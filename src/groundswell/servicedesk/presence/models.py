"""Who looks at a ticket at this moment."""

from django.conf import settings
from django.db import models

from groundswell.servicedesk.models import Ticket


class Presence(models.Model):
    """Somebody has a ticket before them; kept for an hour, no record of what people do."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField()
    wrote_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("user", "ticket", name="a_person_looks_at_a_ticket_once"),
        )

    def __str__(self) -> str:
        return f"{self.user} at {self.ticket}"
