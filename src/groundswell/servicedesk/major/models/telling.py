"""What everybody who has a trouble was told, once each, and when they were promised more."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.servicedesk.major.models.incidents import MajorIncident
from groundswell.servicedesk.major.states import UpdateKind
from groundswell.servicedesk.models import Ticket


class MajorUpdate(models.Model):
    """One message to everybody."""

    major = models.ForeignKey(MajorIncident, models.CASCADE, related_name="updates")
    kind = models.CharField(max_length=10, choices=UpdateKind.choices)
    text = models.TextField()
    written_at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    #: when it had been promised for; null for what nobody had promised
    due_at = models.DateTimeField(null=True, blank=True)
    #: when it promises the next one; null where it is the last
    next_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_update_is_of_a_known_kind", condition=Q(kind__in=UpdateKind.values)
            ),
            models.CheckConstraint(name="an_update_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="news_promise_more_and_the_last_word_does_not",
                condition=Q(kind=UpdateKind.NEWS, next_at__gt=F("written_at"))
                | ~Q(kind=UpdateKind.NEWS) & Q(next_at__isnull=True),
            ),
        )
        indexes = (models.Index(fields=("major", "-written_at"), name="updates_in_order"),)

    def __str__(self) -> str:
        return f"{self.major}: {self.text[:40]}"

    @property
    def was_late(self) -> bool:
        """Tell whether it came after it had been promised."""
        return self.due_at is not None and self.written_at > self.due_at


class Told(models.Model):
    """That an update reached a ticket, and the person behind it: nobody is told twice."""

    update = models.ForeignKey(MajorUpdate, models.CASCADE, related_name="told")
    #: null for those who have the trouble without a ticket of their own
    ticket = models.ForeignKey(Ticket, models.CASCADE, null=True, related_name="+")
    #: null where a ticket names no caller, or one who had left
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    told_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint("update", "ticket", name="a_ticket_is_told_once"),
            models.UniqueConstraint("update", "person", name="a_person_is_told_once"),
            models.CheckConstraint(
                name="somebody_is_told",
                condition=Q(ticket__isnull=False) | Q(person__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.ticket or self.person} told"
