"""Briefs as they were on their day, and what became of each with those who decide."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.improvement.models import Stakeholder


class KeptBriefQuerySet(models.QuerySet["KeptBrief"]):
    """The filters that more than one reader of kept pages needs."""

    def visible_to(self, user: object) -> Self:
        """Whoever sees findings; a page that names people, only who keeps the register."""
        if may(user, "support.keep"):
            return self
        return self.filter(names_people=False) if may(user, "findings.see") else self.none()


class KeptBrief(NumberedRecord):
    """A page as it was drafted: its words, its numbers and the number of its numbers."""

    prefix = "BRF"

    #: for whom: a key of LENSES
    lens = models.CharField(max_length=16)
    #: of which department the page is; empty where of the whole house
    department = models.CharField(max_length=120, blank=True)
    written_on = models.DateField()
    #: the days that its tickets cover; null where none bears a date
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    content_hash = models.CharField(max_length=12)
    headline = models.CharField(max_length=500)
    because = models.CharField(max_length=300, blank=True)
    #: the page as `analysis.brief.documents` writes it
    content = models.JSONField()
    #: whether it says who may approve the money
    names_people = models.BooleanField(default=False)
    #: null: it was due, and drafted by itself
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafted_at = models.DateTimeField()
    #: when somebody said that it is not handed to anybody
    set_aside_at = models.DateTimeField(null=True, blank=True)

    objects = KeptBriefQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_kept_page_bears_the_number_of_its_numbers", condition=~Q(content_hash="")
            ),
            models.CheckConstraint(
                name="a_kept_page_covers_days_in_order",
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(first_day__lte=F("last_day")),
            ),
        )
        indexes = (models.Index(fields=("lens", "department", "-written_on"), name="pages_kept"),)


class ContactKind(models.TextChoices):
    """What became of a page with one person."""

    SHOWN = "shown", "I showed it"
    SENT = "sent", "I sent it"
    OPENED = "opened", "They opened it"
    ACKNOWLEDGED = "acknowledged", "They said they have it"
    ASKED = "asked", "They asked about it"


#: with these a page has been handed over
HANDED_OVER = (ContactKind.SHOWN, ContactKind.SENT)


class ContactQuerySet(models.QuerySet["BriefContact"]):
    """The filters that more than one reader of contacts needs."""

    def visible_to(self, user: object) -> Self:
        """Whoever keeps the register of people sees them, except what is kept of themselves."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(stakeholder__in=Stakeholder.objects.visible_to(user))


class BriefContact(models.Model):
    """That a page was shown to somebody or sent, and what they did with it, on a day."""

    #: facts about a person: they go with the person, and the trail never holds them
    personal: ClassVar[frozenset[str]] = frozenset({"stakeholder_id", "words"})

    brief = models.ForeignKey(KeptBrief, models.CASCADE, related_name="contacts")
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="brief_contacts")
    kind = models.CharField(max_length=12, choices=ContactKind.choices)
    happened_on = models.DateField()
    #: what they asked, in their words
    words = models.CharField(max_length=500, blank=True)
    taken_at = models.DateTimeField()

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="what_became_of_a_page_is_known", condition=Q(kind__in=ContactKind.values)
            ),
            models.CheckConstraint(
                name="a_question_about_a_page_has_words",
                condition=~Q(kind=ContactKind.ASKED) | ~Q(words=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.brief}: {self.kind} on {self.happened_on}"
