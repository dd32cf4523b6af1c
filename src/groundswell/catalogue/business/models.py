"""Users, critical hours and business facts of services."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit


class ServiceUse(models.Model):
    """A department, or one person, that uses a service."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="uses")
    department = models.ForeignKey(
        OrgUnit, models.CASCADE, null=True, blank=True, related_name="uses"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="uses"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_use_is_of_a_department_or_of_a_person",
                condition=Q(department__isnull=False, person__isnull=True)
                | Q(department__isnull=True, person__isnull=False),
            ),
            models.UniqueConstraint(
                "service",
                "department",
                condition=Q(department__isnull=False),
                name="a_department_uses_a_service_once",
            ),
            models.UniqueConstraint(
                "service",
                "person",
                condition=Q(person__isnull=False),
                name="a_person_uses_a_service_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service}: {self.department or self.person}"


class Weekdays(models.TextChoices):
    """On which days."""

    WORKDAYS = "workdays", "Monday to Friday"
    EVERY_DAY = "every_day", "every day"
    WEEKEND = "weekend", "Saturday and Sunday"
    MONTH_END = "month_end", "the last three days of a month"


class CriticalWindow(models.Model):
    """Hours in which a service matters most."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="windows")
    days = models.CharField(max_length=9, choices=Weekdays.choices)
    begins = models.TimeField()
    ends = models.TimeField()
    #: what happens then
    why = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_critical_window_is_on_known_days", condition=Q(days__in=Weekdays.values)
            ),
            models.CheckConstraint(
                name="a_critical_window_ends_after_it_begins", condition=Q(ends__gt=F("begins"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_days_display()}, {self.begins:%H:%M} to {self.ends:%H:%M}"


class FactKind(models.TextChoices):
    """What a business fact is about."""

    REVENUE = "revenue", "What it brings in an hour"
    OUTPUT = "output", "What is made with it an hour"
    DEADLINE = "deadline", "A day on which it must work"
    LAW = "law", "A law or a contract that needs it"
    SEASON = "season", "When it is busiest"
    ELSE = "else", "Something else that decides"


#: kinds that are a number with a unit
COUNTED = (FactKind.REVENUE, FactKind.OUTPUT)


class BusinessFact(models.Model):
    """Something that the business knows of a service; one that is withdrawn stays as history."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="business_facts")
    kind = models.CharField(max_length=8, choices=FactKind.choices)
    text = models.CharField(max_length=300)
    number = models.DecimalField("number", max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    #: who or what says so
    source = models.CharField(max_length=200)
    said_on = models.DateField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_business_fact_is_of_a_known_kind", condition=Q(kind__in=FactKind.values)
            ),
            models.CheckConstraint(name="a_business_fact_has_a_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="a_counted_fact_has_a_number_with_its_unit",
                condition=~Q(kind__in=COUNTED) | Q(number__isnull=False) & ~Q(unit=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
