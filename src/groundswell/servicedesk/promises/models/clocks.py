"""The clocks of a ticket as they were last worked out: each can be worked out again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from groundswell.kernel.clocks import Run
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.promises.models.rules import EscalationLevel, ServiceTarget
from groundswell.servicedesk.promises.words import Measure


class Promise(models.Model):
    """One promise on one ticket. What is null is not known yet."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="promises")
    measure = models.CharField(max_length=10, choices=Measure.choices)
    #: 1 for the first; a word to the caller or a late reopening begins the next
    round = models.PositiveSmallIntegerField(default=1)
    group = models.ForeignKey(SupportGroup, models.PROTECT, null=True, blank=True, related_name="+")
    #: none: a default that nobody confirmed
    target = models.ForeignKey(
        ServiceTarget, models.PROTECT, null=True, blank=True, related_name="promises"
    )
    goal_minutes = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    run = models.CharField(max_length=6)
    #: until when; null while the clock stands still
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    #: null while it is open, and where the ticket was called off
    kept = models.BooleanField(null=True, blank=True)
    #: when the next level of escalation is reached, if nothing happens before
    alarm_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "ticket",
                "measure",
                "round",
                Coalesce("group", 0),
                name="a_ticket_has_one_promise_of_a_kind_and_round",
            ),
            models.CheckConstraint(
                name="a_clock_runs_stands_or_is_over", condition=Q(run__in=[*Run])
            ),
        )
        indexes = (
            models.Index(
                fields=("alarm_at",), condition=Q(alarm_at__isnull=False), name="alarms_by_time"
            ),
            models.Index(fields=("measure", "ended_at"), name="promises_by_end"),
        )

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.measure} {self.round}"


class DueTime(models.Model):
    """What an open ticket has to keep next: one row each, so that lists read it and sort by it."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, primary_key=True, related_name="due")
    measure = models.CharField(max_length=10, choices=Measure.choices)
    #: the earliest that its caller was promised; null while every clock stands still
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("due_at",), condition=Q(due_at__isnull=False), name="tickets_by_due"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ticket_id} due {self.due_at}"


class Escalated(models.Model):
    """A level that a promise reached, and who was told; once each."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="escalations")
    #: the level: its number, or the place of a default
    level = models.CharField(max_length=32)
    record = models.ForeignKey(
        EscalationLevel, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    told = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="escalations"
    )
    #: what came of it, in words
    words = models.CharField(max_length=250)

    class Meta:
        constraints = (models.UniqueConstraint("promise", "level", name="a_level_is_reached_once"),)

    def __str__(self) -> str:
        return f"{self.promise_id} {self.level}"
