"""Offerings, the questions of their forms, who agrees, and what is done for each request."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.accounts.queries import list_departments_of
from groundswell.foundation.fields.models import StoredField
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.kernel.lifecycle import Lifecycle


class OfferingState(models.TextChoices):
    """Whether people can ask for it."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


LIFECYCLE = Lifecycle(
    {
        OfferingState.DRAFT: frozenset({OfferingState.PUBLISHED, OfferingState.RETIRED}),
        OfferingState.PUBLISHED: frozenset({OfferingState.DRAFT, OfferingState.RETIRED}),
        OfferingState.RETIRED: frozenset({OfferingState.DRAFT}),
    }
)


class OfferingQuerySet(models.QuerySet["Offering"]):
    """Who may see which."""

    def visible_to(self, user: object) -> Self:
        """Those who see services see all, others what is published for them."""
        if may(user, "register.see"):
            return self
        return self.open_to(user)

    def open_to(self, user: object) -> Self:
        """What this person may ask for: published for everyone, their department or their role."""
        if not isinstance(user, User):
            return self.none()
        meant = Q(roles="", departments__isnull=True)
        meant |= Q(departments__in=list_departments_of(user))
        for role in user.role_names:
            meant |= Q(roles__contains=f"|{role}|")
        return self.filter(meant, state=OfferingState.PUBLISHED).distinct()


class Offering(NumberedRecord):
    """Something that people can ask for, in their words; part of a service."""

    prefix = "OFR"

    name = models.CharField(max_length=120)
    service = models.ForeignKey(Service, models.PROTECT, related_name="offerings")
    state = models.CharField(
        max_length=9, choices=OfferingState.choices, default=OfferingState.DRAFT
    )
    #: what one gets
    what = models.TextField(blank=True)
    #: other words that people use for it
    words = models.CharField(max_length=300, blank=True)
    #: what it costs whom, in words
    price = models.CharField(max_length=120, blank=True)
    #: working days that it usually takes; null where nobody has said it
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    #: for whom besides the departments, as "|manager|agent|"; with neither it is for everyone
    roles = models.CharField(max_length=120, blank=True)
    departments = models.ManyToManyField(OrgUnit, related_name="offerings", blank=True)

    objects = OfferingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_offering_is_in_a_known_state", condition=Q(state__in=OfferingState.values)
            ),
            models.CheckConstraint(
                name="a_published_offering_says_what_one_gets",
                condition=~Q(state=OfferingState.PUBLISHED) | ~Q(what=""),
            ),
            models.UniqueConstraint(
                "service", "name", name="an_offering_has_a_name_of_its_own_in_its_service"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def next_states(self) -> tuple[OfferingState, ...]:
        """Return the states that can follow, in a stable order."""
        return LIFECYCLE.after(OfferingState(self.state))

    @property
    def role_list(self) -> list[str]:
        """Return the roles for which it is."""
        return [role for role in self.roles.split("|") if role]

    @property
    def is_published(self) -> bool:
        """Tell whether people can ask for it."""
        return self.state == OfferingState.PUBLISHED

    def search_text(self) -> str:
        """Return its name and what people call it."""
        return f"{self.name} {self.words} {self.what}"


class Question(StoredField):
    """A question of the form of an offering."""

    offering = models.ForeignKey(Offering, models.CASCADE, related_name="questions")

    class Meta(StoredField.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *StoredField.Meta.constraints,
            models.UniqueConstraint("offering", "key", name="a_question_has_its_own_key"),
        )


class Approvers(models.TextChoices):
    """Whose agreement is asked."""

    PEOPLE = "people", "People by name"
    HEAD = "head", "The head of the caller's department"
    OWNER = "owner", "Whoever answers for the service"
    MANAGERS = "managers", "The managers"


class Quorum(models.TextChoices):
    """How many of them have to say yes."""

    ANY = "any", "any one"
    ALL = "all", "all of them"
    LEAST = "least", "at least so many"
    PERCENT = "percent", "at least so many of a hundred"


class ApprovalStep(models.Model):
    """One step on the way to a yes; the steps come one after another."""

    offering = models.ForeignKey(Offering, models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    who = models.CharField(max_length=8, choices=Approvers.choices)
    people = models.ManyToManyField(User, related_name="+", blank=True)
    quorum = models.CharField(max_length=7, choices=Quorum.choices, default=Quorum.ANY)
    #: of "at least so many": people, or percent of them
    least = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_step_asks_somebody_known", condition=Q(who__in=Approvers.values)
            ),
            models.CheckConstraint(
                name="a_quorum_can_be_reached",
                condition=Q(quorum__in=Quorum.values)
                & Q(least__gte=1)
                & (~Q(quorum=Quorum.PERCENT) | Q(least__lte=100)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_who_display()}, {self.get_quorum_display()}"


class PlannedTask(models.Model):
    """Something that is done for each request, by a group, in so many days, after another."""

    offering = models.ForeignKey(Offering, models.CASCADE, related_name="planned")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    #: name of the group that does it; a group is known above this practice only
    group = models.CharField(max_length=120, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    after = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followers"
    )
    #: a line to tick off, without anybody named
    is_tick = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(name="a_planned_task_says_what", condition=~Q(title="")),
            # another follows it by its title
            models.UniqueConstraint(
                fields=("offering", "title"), name="an_offering_has_one_task_of_a_title"
            ),
            models.CheckConstraint(
                name="a_planned_task_comes_after_another",
                condition=Q(after__isnull=True) | ~Q(after=models.F("id")),
            ),
        )

    def __str__(self) -> str:
        return self.title
