"""Goals of the organisation, improvements that serve them, and trials."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.improvement.states import (
    IMPROVEMENT_LIFE,
    TAKEN_ON,
    UNFINISHED,
    ImprovementOrigin,
    ImprovementState,
    PilotOutcome,
)
from groundswell.problems.models import Problem


class Goal(NumberedRecord):
    """What the organisation wants to reach, in its own words."""

    prefix = "GOL"

    title = models.CharField(max_length=250)
    #: how the organisation sees that it got there
    measure = models.CharField(max_length=250, blank=True)
    said_by = models.CharField(max_length=150)
    due_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    services = models.ManyToManyField(Service, related_name="goals", blank=True)

    class Meta:
        constraints = (models.CheckConstraint(name="a_goal_has_words", condition=~Q(title="")),)


class ImprovementQuerySet(models.QuerySet["Improvement"]):
    """The filters that more than one reader of improvements needs."""

    def visible_to(self, user: object) -> Self:
        """Some see all; a manager those of her departments, and those that are hers."""
        if may(user, "improvements.see_all"):
            return self
        if not isinstance(user, User) or not may(user, "improvements.see"):
            return self.none()
        units = OrgUnit.objects.filter(Q(head=user) | Q(people=user))
        return self.filter(Q(owner=user) | Q(department__in=units))

    def taken_on_by(self, person: User) -> Self:
        """Those that count for the limit of this person."""
        return self.filter(owner=person, state__in=TAKEN_ON)

    def unfinished(self) -> Self:
        """Those about which somebody still has to do something."""
        return self.filter(state__in=UNFINISHED)


class Improvement(NumberedRecord):
    """One idea to do better: why, what we believe, how we measure it, what came of it."""

    prefix = "CIR"

    title = models.CharField(max_length=250)
    state = models.CharField(
        max_length=10, choices=ImprovementState.choices, default=ImprovementState.IDEA
    )
    origin = models.CharField(
        max_length=10, choices=ImprovementOrigin.choices, default=ImprovementOrigin.IDEA
    )
    #: the number of the record that made somebody write it down; "" where there was none
    source = models.CharField(max_length=32, blank=True)
    #: why: what hurts, who has it, what it costs
    pain = models.TextField()
    who = models.CharField(max_length=200)
    cost = models.CharField(max_length=200)
    #: what we believe will change, and by what we shall see it
    hypothesis = models.TextField(blank=True)
    measure = models.CharField(max_length=250, blank=True)
    #: the key of a measure that this installation computes; "": a number of one's own
    indicator = models.CharField(max_length=40, blank=True)
    before = models.FloatField(null=True, blank=True)
    target = models.FloatField(null=True, blank=True)
    after = models.FloatField(null=True, blank=True)
    effort_hours = models.FloatField(null=True, blank=True)
    #: worth a year, in the money of the installation: what was expected, and what came
    forecast = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="improvements"
    )
    department = models.ForeignKey(
        OrgUnit, models.SET_NULL, null=True, blank=True, related_name="improvements"
    )
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="improvements"
    )
    problem = models.ForeignKey(
        Problem, models.PROTECT, null=True, blank=True, related_name="improvements"
    )
    goal = models.ForeignKey(
        Goal, models.PROTECT, null=True, blank=True, related_name="improvements"
    )
    #: the key of the first step that it was taken on from
    step_key = models.CharField(max_length=120, blank=True)
    next_step = models.CharField(max_length=250, blank=True)
    due_on = models.DateField(null=True, blank=True)
    #: what was learned, or why it was dropped
    lesson = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    assessed_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    measured_at = models.DateTimeField(null=True, blank=True)

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_improvement_has_a_known_state",
                condition=Q(state__in=ImprovementState.values),
            ),
            models.CheckConstraint(
                name="an_improvement_says_why",
                condition=~Q(pain="") & ~Q(who="") & ~Q(cost=""),
            ),
            models.CheckConstraint(
                name="what_is_taken_on_has_an_owner",
                condition=~Q(state__in=TAKEN_ON) | Q(owner__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_measured_holds_before_and_after",
                condition=~Q(state=ImprovementState.MEASURED)
                | Q(before__isnull=False, after__isnull=False, measured_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_improvement_ends_after_it_was_opened",
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("opened_at")),
            ),
        )
        indexes = (models.Index(fields=("state", "-opened_at"), name="improvements_by_state"),)

    @property
    def next_states(self) -> tuple[ImprovementState, ...]:
        """Return the states this improvement can go to."""
        return IMPROVEMENT_LIFE.after(ImprovementState(self.state))

    @property
    def is_unfinished(self) -> bool:
        """Tell whether somebody still has to do something about it."""
        return self.state in UNFINISHED

    def move_to(self, state: ImprovementState) -> None:
        """Go to another state.

        Raises:
            ForbiddenMove: the lifecycle does not allow it.
        """
        IMPROVEMENT_LIFE.check(self, ImprovementState(self.state), state)
        self.state = state


class Pilot(models.Model):
    """A small trial with a rule for stopping it, and an end."""

    improvement = models.ForeignKey(Improvement, models.CASCADE, related_name="pilots")
    scope = models.CharField(max_length=250)
    stop_rule = models.CharField(max_length=250)
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=PilotOutcome.choices, blank=True)
    result = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_trial_says_when_it_would_be_stopped",
                condition=~Q(stop_rule="") & ~Q(scope=""),
            ),
            models.CheckConstraint(
                name="a_trial_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="a_trial_that_ended_says_how",
                condition=Q(ended_on__isnull=True, outcome="")
                | (Q(ended_on__isnull=False) & ~Q(outcome="")),
            ),
            models.UniqueConstraint(
                "improvement", condition=Q(outcome=""), name="one_trial_runs_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.improvement}: {self.scope}"
