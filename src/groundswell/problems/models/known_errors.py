"""Known errors and the workarounds that help until the cause is removed."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.problems.models.problems import Problem
from groundswell.servicedesk.models import Ticket


class KnownErrorQuerySet(models.QuerySet["KnownError"]):
    """The filters that more than one reader of known errors needs."""

    def visible_to(self, user: object) -> Self:
        """Everybody who works at the desk or reads problems, except what is on a security path."""
        if may(user, "problems.work"):
            return self
        open_to_read = Q(problem__isnull=True) | Q(problem__security=False)
        return self.filter(open_to_read) if may(user, "problems.see") else self.none()

    def active(self) -> Self:
        """Those that are offered."""
        return self.filter(retired_at__isnull=True)


class KnownError(NumberedRecord):
    """A trouble whose cause is not removed yet, in words by which the next person finds it."""

    prefix = "KER"

    title = models.CharField(max_length=250)
    problem = models.ForeignKey(
        Problem, models.PROTECT, null=True, blank=True, related_name="known_errors"
    )
    symptom = models.TextField()
    root_cause = models.TextField(blank=True)
    error_code = models.CharField(max_length=80, blank=True)
    vendor = models.CharField(max_length=80, blank=True)
    model = models.CharField(max_length=80, blank=True)
    #: the versions that have it: from and to, both inclusive, empty where it is open on that side
    version_from = models.CharField(max_length=40, blank=True)
    version_to = models.CharField(max_length=40, blank=True)
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="known_errors"
    )
    cis = models.ManyToManyField(ConfigItem, related_name="known_errors", blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="known_errors"
    )
    written_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = KnownErrorQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_known_error_says_what_people_see", condition=~Q(symptom="")
            ),
        )

    @property
    def is_active(self) -> bool:
        """Tell whether it is offered."""
        return self.retired_at is None

    def search_text(self) -> str:
        """Return what a person would look for; a retired one is not found."""
        if self.retired_at is not None or (self.problem is not None and self.problem.security):
            return ""
        make = f"{self.vendor} {self.model} {self.error_code}"
        return f"{self.number} {self.title} {self.symptom} {self.root_cause} {make}"


class Workaround(NumberedRecord):
    """A way to live with a known error: steps, who keeps them, until when they hold."""

    prefix = "WAR"

    known_error = models.ForeignKey(KnownError, models.PROTECT, related_name="workarounds")
    steps = models.TextField()
    #: what a caller may be told and do alone
    for_callers = models.BooleanField(default=False)
    minutes = models.FloatField(null=True, blank=True)
    #: share of their work that people still lose while they live with it, 0 to 1
    residual_loss = models.FloatField(default=0.0)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="workarounds"
    )
    expires_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="what_people_still_lose_is_between_nothing_and_all",
                condition=Q(residual_loss__gte=0, residual_loss__lte=1),
            ),
            models.CheckConstraint(
                name="a_workaround_takes_no_negative_time",
                condition=Q(minutes__isnull=True) | Q(minutes__gte=0),
            ),
            models.CheckConstraint(name="a_workaround_has_steps", condition=~Q(steps="")),
        )

    def is_due(self, on: date) -> bool:
        """Tell whether it must be looked at again before it is trusted."""
        return self.expires_on is not None and self.expires_on < on


class WorkaroundUse(models.Model):
    """Each time a workaround was tried on a ticket, and whether it helped."""

    workaround = models.ForeignKey(Workaround, models.PROTECT, related_name="uses")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="workaround_uses")
    used_at = models.DateTimeField()
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: null until somebody says
    helped = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "workaround", "ticket", name="a_workaround_is_tried_on_a_ticket_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.workaround} on {self.ticket}"
