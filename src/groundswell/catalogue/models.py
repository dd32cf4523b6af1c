"""Services and their business facts."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.foundation.numbering.models import NumberedRecord


class ServiceState(models.TextChoices):
    """Where a service is in its life."""

    PROPOSED = "proposed", "Proposed"
    PLANNED = "planned", "Planned"
    LIVE = "live", "Live"
    RETIRING = "retiring", "Retiring"
    RETIRED = "retired", "Retired"


class Service(NumberedRecord):
    """A way to give people a result they want; the hotel test: would somebody ask for it alone?"""

    prefix = "SVC"

    name = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=ServiceState.choices, default=ServiceState.LIVE)
    description = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="services"
    )
    users = models.PositiveIntegerField(null=True, blank=True)
    critical_hours = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_service_has_a_known_state", condition=Q(state__in=ServiceState.values)
            ),
        )

    def __str__(self) -> str:
        return self.name

    def search_text(self) -> str:
        """Return name and description."""
        return f"{self.name} {self.description}"
