"""What people say of a level: how they see the practice, and what they contest."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.measurement.levels.models.snapshots import Snapshot

#: the answers speak for the levels 0 to 3
MOST = 3


class View(NumberedRecord):
    """How one person sees a practice; the answers are null while nobody has answered."""

    prefix = "VIEW"
    #: a name goes where a person is taken out; the trail would keep it
    personal: ClassVar[frozenset[str]] = frozenset({"who"})

    practice = models.CharField(max_length=40)
    who = models.CharField(max_length=150)
    #: whether they decide on people or money
    is_manager = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    knows = models.PositiveSmallIntegerField(null=True, blank=True)
    followed = models.PositiveSmallIntegerField(null=True, blank=True)
    went = models.PositiveSmallIntegerField(null=True, blank=True)
    #: what went wrong the last time, in their words
    trouble = models.TextField(blank=True)
    #: the level that the records showed then, null where they showed none
    shown = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_view_is_given_whole_or_not_yet",
                condition=Q(
                    answered_at__isnull=True,
                    knows__isnull=True,
                    followed__isnull=True,
                    went__isnull=True,
                )
                | Q(
                    answered_at__gte=F("asked_at"),
                    knows__isnull=False,
                    knows__lte=MOST,
                    followed__isnull=False,
                    followed__lte=MOST,
                    went__isnull=False,
                    went__lte=MOST,
                ),
            ),
            models.CheckConstraint(name="a_view_says_whose_it_is", condition=~Q(who="")),
        )
        indexes = (models.Index(fields=("practice", "answered_at"), name="views_by_practice"),)

    @property
    def answers(self) -> tuple[int, int, int]:
        """Return the three answers of a view that was given."""
        return (self.knows or 0, self.followed or 0, self.went or 0)


class Decision(models.TextChoices):
    """What came of a contest."""

    STANDS = "stands", "The level stands"
    RIGHT = "right", "The contest is right: the records do not show what is so"
    PARTLY = "partly", "Right in part"


class Contest(NumberedRecord):
    """Somebody says that a level is wrong, with what shows it; kept for ever, with the decision."""

    prefix = "CON"

    practice = models.CharField(max_length=40)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="contests")
    #: the level as it was shown, in words
    shown = models.CharField(max_length=60)
    comment = models.TextField()
    evidence = models.TextField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_contest_says_what_and_shows_it",
                condition=~Q(comment="") & ~Q(evidence=""),
            ),
            models.CheckConstraint(
                name="a_contest_is_decided_whole_or_open",
                condition=Q(
                    decision="", reason="", decided_by__isnull=True, decided_at__isnull=True
                )
                | Q(
                    decision__in=Decision.values,
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                & ~Q(reason=""),
            ),
        )
        indexes = (models.Index(fields=("practice", "raised_at"), name="contests_by_practice"),)
