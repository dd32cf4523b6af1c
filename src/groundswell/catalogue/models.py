"""Services, their business facts, and what an hour costs."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.foundation.accounts.models import OrgUnit
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.kernel.lifecycle import Lifecycle

#: the input that only a service can have; `analysis.cost` calls it the same
OUTPUT = "output_per_hour"


class ServiceState(models.TextChoices):
    """Where a service is in its life."""

    PROPOSED = "proposed", "Proposed"
    PLANNED = "planned", "Planned"
    LIVE = "live", "Live"
    RETIRING = "retiring", "Retiring"
    RETIRED = "retired", "Retired"


LIFECYCLE = Lifecycle(
    {
        ServiceState.PROPOSED: frozenset({ServiceState.PLANNED, ServiceState.RETIRED}),
        ServiceState.PLANNED: frozenset({ServiceState.LIVE, ServiceState.RETIRED}),
        ServiceState.LIVE: frozenset({ServiceState.RETIRING, ServiceState.RETIRED}),
        ServiceState.RETIRING: frozenset({ServiceState.LIVE, ServiceState.RETIRED}),
        ServiceState.RETIRED: frozenset({ServiceState.LIVE}),
    }
)
#: people report trouble with these and ask for them
OFFERED = (ServiceState.LIVE, ServiceState.RETIRING)


class Service(NumberedRecord):
    """A way to give people a result they want; the hotel test: would somebody ask for it alone?"""

    prefix = "SVC"

    name = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=ServiceState.choices, default=ServiceState.LIVE)
    description = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="services"
    )
    #: who answers for it in the business, by name; they may have no account
    business_owner = models.CharField(max_length=120, blank=True)
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

    @property
    def next_states(self) -> tuple[ServiceState, ...]:
        """Return the states that can follow, in a stable order."""
        return LIFECYCLE.after(ServiceState(self.state))

    @property
    def said_otherwise(self) -> str:
        """Return what else people call it, with commas."""
        return ", ".join(sorted(other.name for other in self.other_names.all()))

    @property
    def matters_most(self) -> str:
        """Return when it matters most: its critical hours, else what was said in words; or ""."""
        return "; ".join(map(str, self.windows.all())) or self.critical_hours

    def search_text(self) -> str:
        """Return name, other names and description."""
        return f"{self.name} {self.said_otherwise} {self.description}"


class OtherName(models.Model):
    """What people call a service beside its name: "Outlook" for the mail."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=60)
    #: the same in small letters, without accents and what stands between words
    folded = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint("folded", name="what_people_say_names_one_service"),
            models.CheckConstraint(name="another_name_says_something", condition=~Q(folded="")),
        )

    def __str__(self) -> str:
        return self.name


class RateSource(models.TextChoices):
    """How somebody knows an input of the cost model; the name of that person follows."""

    ESTIMATED = "estimated", "estimated by"
    GIVEN = "given", "given by"
    MEASURED = "measured", "measured by"
    CONFIRMED = "confirmed", "confirmed by"


class Rate(NumberedRecord):
    """What this house says of one input of the cost model, for everyone, a service or a department.

    One that is withdrawn stays as history; what stood before it holds again.
    """

    prefix = "RATE"

    #: key of the rate card, such as user_rate or user_minutes.1
    name = models.CharField(max_length=40)
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="rates"
    )
    department = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="rates"
    )
    low = models.DecimalField(max_digits=12, decimal_places=4)
    likely = models.DecimalField(max_digits=12, decimal_places=4)
    high = models.DecimalField(max_digits=12, decimal_places=4)
    unit = models.CharField(max_length=40)
    source = models.CharField(max_length=10, choices=RateSource.choices)
    #: where the number comes from, in that person's words
    note = models.CharField(max_length=200, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="rates")
    said_on = models.DateField()
    #: of an output only: it counts instead of the pay of the people who use the service
    counts = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_rate_lies_in_its_range",
                condition=Q(low__lte=F("likely"), likely__lte=F("high")),
            ),
            models.CheckConstraint(name="a_rate_is_not_negative", condition=Q(low__gte=0)),
            models.CheckConstraint(
                name="nobody_loses_more_than_all_their_work",
                condition=~Q(name__startswith="loss_factor") | Q(high__lte=1),
            ),
            models.CheckConstraint(
                name="a_rate_has_a_known_source", condition=Q(source__in=RateSource.values)
            ),
            models.CheckConstraint(
                name="a_rate_is_of_a_service_or_of_a_department",
                condition=Q(service__isnull=True) | Q(department__isnull=True),
            ),
            models.CheckConstraint(
                name="an_output_is_of_a_service",
                condition=~Q(name=OUTPUT) | Q(service__isnull=False),
            ),
            models.CheckConstraint(
                name="only_an_output_counts_instead_of_pay",
                condition=Q(counts=False) | Q(name=OUTPUT),
            ),
            models.UniqueConstraint(
                "name",
                condition=Q(
                    service__isnull=True, department__isnull=True, withdrawn_at__isnull=True
                ),
                name="one_rate_of_a_name_holds_for_everyone",
            ),
            models.UniqueConstraint(
                "name",
                "service",
                condition=Q(service__isnull=False, withdrawn_at__isnull=True),
                name="one_rate_of_a_name_holds_for_a_service",
            ),
            models.UniqueConstraint(
                "name",
                "department",
                condition=Q(department__isnull=False, withdrawn_at__isnull=True),
                name="one_rate_of_a_name_holds_for_a_department",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.scope}".strip()

    @property
    def scope(self) -> str:
        """Return for whom it holds, as in "service Payroll"; empty for everyone."""
        if self.service:
            return f"service {self.service}"
        return f"department {self.department}" if self.department else ""

    @property
    def origin(self) -> str:
        """Return how it is known, in words: "given by Maria Manager: controlling, March"."""
        said = f"{self.get_source_display()} {self.said_by}"
        return f"{said}: {self.note}" if self.note else said
