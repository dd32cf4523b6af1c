"""Pages that a person composes of indicators and figures of the desk, and their reports."""

from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.foundation.accounts.models import Role, User
from groundswell.foundation.numbering.models import NumberedRecord


class DashboardQuerySet(models.QuerySet["Dashboard"]):
    """Dashboards, and who may see them."""

    def visible_to(self, user: User) -> "DashboardQuerySet":
        """Return a person's own dashboards, and those shared with one of their roles."""
        return self.shown_to(user.pk, list(user.role_names))

    def shown_to(self, person: int, roles: Sequence[str]) -> "DashboardQuerySet":
        """Return what a person with these roles may see."""
        return self.filter(Q(owner=person) | Q(shared_with__in=roles))


class Every(models.TextChoices):
    """How often a report is prepared."""

    NEVER = "", "never"
    WEEK = "week", "every Monday"
    MONTH = "month", "on the first of every month"


class Dashboard(NumberedRecord):
    """Figures in the order in which a person wants to see them."""

    prefix = "DASH"

    objects: ClassVar[DashboardQuerySet] = DashboardQuerySet.as_manager()  # type: ignore[assignment]

    title = models.CharField(max_length=120)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    #: ids of indicators and of figures of the desk, in order
    figures = models.JSONField(default=list)
    shared_with = models.CharField(max_length=20, choices=Role.choices, blank=True)
    every = models.CharField(max_length=8, choices=Every.choices, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="a_dashboard_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="a_dashboard_is_shared_with_a_known_role",
                condition=Q(shared_with="") | Q(shared_with__in=Role.values),
            ),
            models.CheckConstraint(
                name="a_dashboard_is_reported_at_known_times", condition=Q(every__in=Every.values)
            ),
        )


class ReportState(models.TextChoices):
    """What became of a report."""

    WAITING = "waiting", "Waits to be looked at"
    SENT = "sent", "Sent"
    DROPPED = "dropped", "Not sent"


class Report(NumberedRecord):
    """A dashboard as it was on one day, shown before anybody sends it."""

    prefix = "REP"

    dashboard = models.ForeignKey(Dashboard, models.PROTECT, related_name="reports")
    day = models.DateField()
    #: the figures as plain data: title, what is said, header and rows of each
    content = models.JSONField()
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.WAITING)

    class Meta:
        constraints = (
            models.UniqueConstraint("dashboard", "day", name="a_day_is_reported_once"),
            models.CheckConstraint(
                name="a_report_has_a_known_state", condition=Q(state__in=ReportState.values)
            ),
        )
