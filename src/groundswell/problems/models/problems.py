"""Problems, the tickets that show them, and what an investigation finds."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.problems.states import (
    EXPLAINED,
    OPEN,
    PROBLEM_LIFE,
    Branch,
    CauseClass,
    EntryKind,
    LinkReason,
    Origin,
    ProblemState,
    Standing,
)
from groundswell.servicedesk.models import Ticket


class ProblemQuerySet(models.QuerySet["Problem"]):
    """The filters that more than one reader of problems needs."""

    def visible_to(self, user: object) -> Self:
        """Whoever works on problems sees all of them; one under a security path only they see.

        Managers and assessors read problems too, except those whose details would tell an
        attacker where to look.
        """
        if may(user, "problems.work"):
            return self
        return self.filter(security=False) if may(user, "problems.see") else self.none()

    def open(self) -> Self:
        """Somebody still has to do something about the cause."""
        return self.filter(state__in=OPEN)


class Problem(NumberedRecord):
    """The cause, known or suspected, of one or more incidents."""

    prefix = "PRB"

    title = models.CharField(max_length=250)
    state = models.CharField(max_length=14, choices=ProblemState.choices, default=ProblemState.NEW)
    #: what people see, what it does to them, and why it happens
    symptom = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    cause_class = models.CharField(max_length=14, choices=CauseClass.choices, blank=True)
    #: what keeps the harm small until the cause is removed
    containment = models.TextField(blank=True)
    #: on the security path: handled by those who work on problems, read by nobody else
    security = models.BooleanField(default=False)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.TICKETS)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="problems"
    )
    due_on = models.DateField(null=True, blank=True)
    next_step = models.CharField(max_length=250, blank=True)
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="problems"
    )
    ci = models.ForeignKey(
        ConfigItem, models.PROTECT, null=True, blank=True, related_name="problems"
    )
    #: the recurring trouble that the analysis knows under this key; new tickets of it join
    finding_key = models.CharField(max_length=64, blank=True)
    #: the one that stands for it, where it was written down twice
    stands_in = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    #: what was done for good
    resolution = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    #: what it costs a year by the newest analysis: low, likely, high, currency, tickets, as_of, run
    cost = models.JSONField(null=True, blank=True)

    tickets = models.ManyToManyField(
        Ticket, through="ProblemLink", related_name="problems", blank=True
    )

    objects = ProblemQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_problem_has_a_known_state", condition=Q(state__in=ProblemState.values)
            ),
            models.CheckConstraint(
                name="a_known_cause_has_a_class_and_words",
                condition=~Q(state__in=EXPLAINED) | (~Q(cause="") & ~Q(cause_class="")),
            ),
            models.CheckConstraint(
                name="a_fixed_problem_says_when",
                condition=~Q(state=ProblemState.RESOLVED) | Q(resolved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_problem_is_fixed_after_it_was_opened",
                condition=Q(resolved_at__isnull=True) | Q(resolved_at__gte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="a_problem_does_not_stand_in_for_itself",
                condition=Q(stands_in__isnull=True) | ~Q(stands_in=F("id")),
            ),
        )
        indexes = (
            models.Index(fields=("state", "-opened_at"), name="problems_by_state"),
            models.Index(fields=("finding_key",), name="problems_by_finding"),
        )

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to do something about the cause."""
        return self.state in OPEN

    @property
    def next_states(self) -> tuple[ProblemState, ...]:
        """Return the states this problem can go to."""
        return PROBLEM_LIFE.after(ProblemState(self.state))

    def age_days(self, at: datetime) -> int:
        """Return how many days it has been known, until it was fixed or until now."""
        return ((self.resolved_at or self.closed_at or at) - self.opened_at).days

    def move_to(self, state: ProblemState) -> None:
        """Go to another state.

        Raises:
            ForbiddenMove: the lifecycle does not allow it.
        """
        PROBLEM_LIFE.check(self, ProblemState(self.state), state)
        self.state = state

    def search_text(self) -> str:
        """Return what a person would look for."""
        if self.security:
            return ""
        return f"{self.number} {self.title} {self.symptom} {self.impact} {self.cause}"


class ProblemLink(models.Model):
    """A ticket that shows a problem, and why we think so."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="links")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="problem_links")
    reason = models.CharField(max_length=8, choices=LinkReason.choices)
    detail = models.CharField(max_length=250, blank=True)
    #: 0 to 1 where the analysis proposed it; null where a person said so
    score = models.FloatField(null=True, blank=True)
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint("problem", "ticket", name="a_ticket_shows_a_problem_once"),
            models.CheckConstraint(
                name="a_link_is_believed_between_nothing_and_wholly",
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1),
            ),
        )
        indexes = (models.Index(fields=("ticket", "problem"), name="problems_of_a_ticket"),)

    def __str__(self) -> str:
        return f"{self.ticket} shows {self.problem}"


class ProblemExclusion(models.Model):
    """A ticket that somebody took out of a problem; the analysis does not bring it back."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="exclusions")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint("problem", "ticket", name="a_ticket_is_taken_out_once"),
        )

    def __str__(self) -> str:
        return f"{self.ticket} does not show {self.problem}"


class InvestigationEntry(models.Model):
    """One thing that an investigation found: a fact in time, a why, a possible cause, a check."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=8, choices=EntryKind.choices)
    text = models.CharField(max_length=500)
    happened_at = models.DateTimeField(null=True, blank=True)
    branch = models.CharField(max_length=12, choices=Branch.choices, blank=True)
    standing = models.CharField(max_length=10, choices=Standing.choices, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField()
    #: taken back, but kept: an investigation shows its wrong turns
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_possible_cause_has_a_branch_and_a_standing",
                condition=~Q(kind=EntryKind.CAUSE) | (~Q(branch="") & ~Q(standing="")),
            ),
            models.CheckConstraint(
                name="a_fact_says_when_it_happened",
                condition=~Q(kind=EntryKind.FACT) | Q(happened_at__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("problem", "written_at"), name="entries_in_order"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:40]}"
