"""People who decide: what they care about, what was seen of them, and notes that stay private.

Nothing here is shown to the person concerned, to assessors or in a search; the trail says that
something was done and never what was written. A person who is taken out leaves nothing behind.
"""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.improvement.states import PreferredForm


class StakeholderQuerySet(models.QuerySet["Stakeholder"]):
    """The filters that more than one reader needs."""

    def visible_to(self, user: object) -> Self:
        """Whoever keeps the register sees it, except what it says of themselves."""
        if not isinstance(user, User) or not may(user, "support.keep"):
            return self.none()
        same = Q(account=user) | Q(account__isnull=True, name__iexact=user.name)
        return self.exclude(same)


class Stakeholder(NumberedRecord):
    """A person whose support matters. The stage is not stored: it follows from the evidence."""

    prefix = "STK"
    personal: ClassVar[frozenset[str]] = frozenset(
        {
            "name", "position", "department_id", "account_id", "goals", "watches", "form",
            "channel", "minutes", "approves", "limit", "hurdle", "hurdle_by", "power", "desired",
            "is_middle", "budget_on",
        }
    )  # fmt: skip

    name = models.CharField(max_length=150)
    position = models.CharField(max_length=150, blank=True)
    department = models.ForeignKey(
        OrgUnit, models.SET_NULL, null=True, blank=True, related_name="stakeholders"
    )
    #: the account of this very person: it never sees what stands here
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    goals = models.TextField(blank=True)
    watches = models.TextField(blank=True)
    form = models.CharField(
        max_length=8, choices=PreferredForm.choices, default=PreferredForm.PAPER
    )
    channel = models.CharField(max_length=120, blank=True)
    #: how long it may take
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    #: what they may approve, up to how much money of the installation
    approves = models.CharField(max_length=200, blank=True)
    limit = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    #: value for money that they want to see in the same year: 4 is four to one
    hurdle = models.FloatField(null=True, blank=True)
    hurdle_by = models.CharField(max_length=150, blank=True)
    #: when the next budget is decided
    budget_on = models.DateField(null=True, blank=True)
    power = models.PositiveSmallIntegerField(default=2)
    desired = models.SmallIntegerField(default=2)
    #: counts for the curve of middle management
    is_middle = models.BooleanField(default=True)
    opened_at = models.DateTimeField()

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="a_stakeholder_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="power_is_one_to_three", condition=Q(power__gte=1, power__lte=3)
            ),
            models.CheckConstraint(
                name="a_desired_stage_is_on_the_ladder",
                condition=Q(desired__gte=-1, desired__lte=5),
            ),
            models.CheckConstraint(
                name="a_hurdle_says_who_set_it",
                condition=Q(hurdle__isnull=True) | (Q(hurdle__gt=0) & ~Q(hurdle_by="")),
            ),
            models.CheckConstraint(
                name="a_limit_is_not_negative",
                condition=Q(limit__isnull=True) | Q(limit__gte=0),
            ),
        )


class Signal(models.Model):
    """Something that this person did or said, on a day, with where it can be looked up."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="signals")
    #: a key of analysis/data/support.toml
    kind = models.CharField(max_length=20)
    seen_on = models.DateField()
    source = models.CharField(max_length=250)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="a_signal_has_a_source", condition=~Q(source="")),
        )

    def __str__(self) -> str:
        return f"{self.kind} on {self.seen_on}"


class Touch(models.Model):
    """One contact of ours: when, how, with what."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="touches")
    touched_on = models.DateField()
    how = models.CharField(max_length=8, choices=PreferredForm.choices)
    about = models.CharField(max_length=250)

    def __str__(self) -> str:
        return f"{self.how} on {self.touched_on}"


class Question(models.Model):
    """What they asked, and what we answered, and when."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="questions")
    text = models.CharField(max_length=500)
    asked_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_question_is_answered_after_it_was_asked",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")),
            ),
            models.CheckConstraint(
                name="an_answered_question_says_what_and_when",
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def days_waited(self) -> int | None:
        """Return how long the answer took, in days; None while there is none."""
        return (self.answered_on - self.asked_on).days if self.answered_on else None


class PrivateNote(models.Model):
    """Words for nobody but their writer: in no export, brief, interface, search or trail."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="+")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note of {self.written_at:%Y-%m-%d}"
