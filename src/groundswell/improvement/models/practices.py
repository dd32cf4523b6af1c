"""Ways of working: where each is at home, what it brings, who works like that, who answers."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.improvement.states import (
    NEEDS_REASON,
    PRACTICE_LIFE,
    AdoptionState,
    PracticeState,
    RoleKind,
    SkillLevel,
)


class PracticeQuerySet(models.QuerySet["Practice"]):
    """The filters that more than one reader of practices needs."""

    def visible_to(self, user: object) -> Self:
        """Some see all; a manager those of her departments, and those that are for all."""
        if may(user, "improvements.see_all"):
            return self
        if not isinstance(user, User) or not may(user, "improvements.see"):
            return self.none()
        units = OrgUnit.objects.filter(Q(head=user) | Q(people=user))
        wide = (PracticeState.CANDIDATE, PracticeState.GLOBAL)
        mine = Q(owner=user) | Q(department__in=units)
        return self.filter(mine | Q(state__in=wide))


class Practice(NumberedRecord):
    """A way of working that somebody found good, in the department where it is at home."""

    prefix = "WAY"

    title = models.CharField(max_length=250)
    state = models.CharField(
        max_length=10, choices=PracticeState.choices, default=PracticeState.LOCAL
    )
    version = models.PositiveIntegerField(default=1)
    why = models.TextField()
    steps = models.TextField()
    department = models.ForeignKey(OrgUnit, models.PROTECT, related_name="practices")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="practices")
    #: what it brings, measured: a number before and after, from how many records
    measure = models.CharField(max_length=250, blank=True)
    before = models.FloatField(null=True, blank=True)
    after = models.FloatField(null=True, blank=True)
    counted = models.PositiveIntegerField(null=True, blank=True)
    measured_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_practice_has_a_known_state", condition=Q(state__in=PracticeState.values)
            ),
            models.CheckConstraint(
                name="a_practice_says_why_and_how", condition=~Q(why="") & ~Q(steps="")
            ),
            models.CheckConstraint(
                name="a_practice_for_all_has_a_measured_effect",
                condition=~Q(state=PracticeState.GLOBAL)
                | Q(before__isnull=False, after__isnull=False, measured_on__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("state", "title"), name="practices_by_state"),)

    @property
    def has_effect(self) -> bool:
        """Tell whether what it brings was measured."""
        return self.before is not None and self.after is not None

    @property
    def next_states(self) -> tuple[PracticeState, ...]:
        """Return the states this practice can go to."""
        return PRACTICE_LIFE.after(PracticeState(self.state))

    def move_to(self, state: PracticeState) -> None:
        """Go to another state.

        Raises:
            ForbiddenMove: the lifecycle does not allow it.
        """
        PRACTICE_LIFE.check(self, PracticeState(self.state), state)
        self.state = state

    def search_text(self) -> str:
        """Return what a person would look for."""
        return f"{self.number} {self.title} {self.why} {self.steps}"


class Adoption(models.Model):
    """What one department decided about a practice on a day; the newest of each counts."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="adoptions")
    department = models.ForeignKey(OrgUnit, models.CASCADE, related_name="adoptions")
    state = models.CharField(max_length=10, choices=AdoptionState.choices)
    reason = models.CharField(max_length=500, blank=True)
    #: the version of the practice that was decided about
    version = models.PositiveIntegerField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_adoption_has_a_known_state", condition=Q(state__in=AdoptionState.values)
            ),
            models.CheckConstraint(
                name="who_does_it_another_way_says_why",
                condition=~Q(state__in=NEEDS_REASON) | ~Q(reason=""),
            ),
        )
        indexes = (
            models.Index(
                fields=("practice", "department", "decided_at"), name="adoptions_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.department}: {self.get_state_display()}"


class ProcessRole(models.Model):
    """Who answers for a practice, or for one of the processes that the records know."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="process_roles"
    )
    kind = models.CharField(max_length=10, choices=RoleKind.choices)
    #: a key of processes.toml; "" where it is a practice of the register
    process = models.CharField(max_length=40, blank=True)
    practice = models.ForeignKey(
        Practice, models.CASCADE, null=True, blank=True, related_name="roles"
    )
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_role_is_of_a_process_or_a_practice",
                condition=(~Q(process="") & Q(practice__isnull=True))
                | Q(process="", practice__isnull=False),
            ),
            models.UniqueConstraint(
                "person",
                "kind",
                "process",
                condition=Q(ended_at__isnull=True, practice__isnull=True),
                name="a_role_of_a_process_is_given_once",
            ),
            models.UniqueConstraint(
                "person",
                "kind",
                "practice",
                condition=Q(ended_at__isnull=True, process=""),
                name="a_role_of_a_practice_is_given_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} of {self.practice or self.process}"


class Partner(models.Model):
    """Somebody of the small group that carries the effort, and the time they give."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="partnership"
    )
    hours_a_week = models.FloatField()
    brings = models.CharField(max_length=250, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="the_time_somebody_gives_is_possible",
                condition=Q(hours_a_week__gt=0, hours_a_week__lte=60),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.hours_a_week:g} h a week"


class Skill(models.Model):
    """How well somebody can work like a practice says, or with a tool."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="skills")
    practice = models.ForeignKey(
        Practice, models.CASCADE, null=True, blank=True, related_name="skills"
    )
    tool = models.CharField(max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(choices=SkillLevel.choices)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_skill_is_of_a_practice_or_a_tool",
                condition=(~Q(tool="") & Q(practice__isnull=True))
                | Q(tool="", practice__isnull=False),
            ),
            models.CheckConstraint(name="a_skill_is_0_to_3", condition=Q(level__lte=3)),
            models.UniqueConstraint(
                "person",
                "practice",
                condition=Q(practice__isnull=False),
                name="a_skill_of_a_practice_is_noted_once",
            ),
            models.UniqueConstraint(
                "person",
                "tool",
                condition=~Q(tool=""),
                name="a_skill_with_a_tool_is_noted_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.practice or self.tool} {self.level}"
