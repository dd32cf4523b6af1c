"""What was chosen to happen while a ticket waits."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.servicedesk.models import Ticket


class Waiting(models.Model):
    """A ticket waits, and what happens by itself until it goes on."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="waits")
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ask_at = models.DateTimeField(null=True, blank=True)
    ask_text = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    close_at = models.DateTimeField(null=True, blank=True)
    close_text = models.TextField(blank=True)
    #: when it went on, was answered, or was ended
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ticket",),
                condition=Q(ended_at__isnull=True),
                name="a_ticket_waits_once_at_a_time",
            ),
            models.CheckConstraint(
                name="whoever_is_asked_again_reads_words",
                condition=Q(ask_at__isnull=True) | ~Q(ask_text=""),
            ),
            models.CheckConstraint(
                name="whoever_finds_it_ended_reads_words",
                condition=Q(close_at__isnull=True) | ~Q(close_text=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.ticket} waits"
