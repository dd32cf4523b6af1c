"""What is noted while a major incident goes on, and what its review asks for."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.servicedesk.major.models.incidents import MajorIncident
from groundswell.servicedesk.major.states import EntryKind


class TimelineEntry(models.Model):
    """Something that was found, done or decided, for those at the desk."""

    major = models.ForeignKey(MajorIncident, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=8, choices=EntryKind.choices)
    text = models.TextField()
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_entry_is_of_a_known_kind", condition=Q(kind__in=EntryKind.values)
            ),
            models.CheckConstraint(name="an_entry_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="nothing_is_noted_before_it_happened",
                condition=Q(written_at__gte=F("happened_at")),
            ),
        )
        indexes = (models.Index(fields=("major", "-happened_at"), name="major_entries_in_order"),)

    def __str__(self) -> str:
        return f"{self.major}: {self.text[:40]}"


class FollowUp(NumberedRecord):
    """What a review asks for: who does it, until when."""

    prefix = "FUP"

    major = models.ForeignKey(MajorIncident, models.CASCADE, related_name="follow_ups")
    title = models.CharField(max_length=250)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()
    added_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="a_follow_up_has_a_name", condition=~Q(title="")),
            models.CheckConstraint(
                name="a_follow_up_is_done_after_it_was_added",
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("added_at")),
            ),
        )
        indexes = (models.Index(fields=("major", "due_on"), name="follow_ups_by_day"),)

    def is_late(self, *, on: date) -> bool:
        """Tell whether its day is over and it is not done."""
        return self.done_at is None and self.due_on < on

    def search_text(self) -> str:
        """Return what is to be done."""
        return f"{self.number} {self.title}"
