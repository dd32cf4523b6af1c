"""Plans by which tickets are opened again and again, and what was opened by them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.kernel.lifecycle import Lifecycle
from groundswell.kernel.recurrence import Rhythm
from groundswell.servicedesk.facts.models import TicketTemplate
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.promises.models import BusinessCalendar
from groundswell.servicedesk.states import Kind


class PlanState(models.TextChoices):
    """Whether a plan opens tickets."""

    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"
    ENDED = "ended", "Ended"


LIFECYCLE = Lifecycle(
    {
        PlanState.RUNNING: frozenset({PlanState.PAUSED, PlanState.ENDED}),
        PlanState.PAUSED: frozenset({PlanState.RUNNING, PlanState.ENDED}),
        PlanState.ENDED: frozenset(),
    }
)


class PlanQuerySet(models.QuerySet["Plan"]):
    """The filters that more than one reader needs."""

    def visible_to(self, user: object) -> Self:
        """Those who see the desk; what a group shows to its members alone only those."""
        if not isinstance(user, User) or not may(user, "desk.see"):
            return self.none()
        hidden = SupportGroup.objects.closed_to(user).values("pk")
        return self.filter(Q(group=None) | ~Q(group__in=hidden))


class Plan(NumberedRecord):
    """A ticket that is opened on days that come again."""

    prefix = "PLAN"
    #: kept by the machine as it goes on
    untold = frozenset({"since", "next_at", "reckoned_at", "last_day"})

    summary = models.CharField(max_length=250)
    description = models.TextField(blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.REQUEST)
    #: what it begins from; of both at most one
    template = models.ForeignKey(
        TicketTemplate, models.PROTECT, null=True, blank=True, related_name="plans"
    )
    offering = models.ForeignKey(
        Offering, models.PROTECT, null=True, blank=True, related_name="plans"
    )
    #: what the form of the offering was answered with: name of its field → what was sent
    answers = models.JSONField(default=dict, blank=True)
    caller = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="plans")
    group = models.ForeignKey(
        SupportGroup, models.PROTECT, null=True, blank=True, related_name="plans"
    )
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="plans"
    )
    #: lines to tick off on each ticket, in their order
    checklist = models.JSONField(default=list, blank=True)

    rhythm = models.CharField(max_length=13, choices=[(one, one) for one in Rhythm])
    every = models.PositiveSmallIntegerField(default=1)
    #: 0 is Monday
    weekdays = models.JSONField(default=list, blank=True)
    #: day of the month, n-th weekday or n-th working day; -1 is the last
    place = models.SmallIntegerField(default=1)
    first_day = models.DateField()
    last_possible_day = models.DateField(null=True, blank=True)
    at_time = models.TimeField()
    zone = models.CharField(max_length=60)
    #: on days on which it is closed nothing is opened, or on the next open day
    calendar = models.ForeignKey(
        BusinessCalendar, models.PROTECT, null=True, blank=True, related_name="plans"
    )
    puts_off = models.BooleanField(default=False)

    state = models.CharField(max_length=7, choices=PlanState.choices, default=PlanState.RUNNING)
    #: why it is paused
    reason = models.CharField(max_length=500, blank=True)
    #: what was due until then is opened, or left out
    since = models.DateTimeField()
    #: null unless it runs
    next_at = models.DateTimeField(null=True, blank=True)
    #: calendars change: what comes next is reckoned anew every day
    reckoned_at = models.DateTimeField()
    #: the last day for which one was opened
    last_day = models.DateField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_plan_is_in_a_known_state", condition=Q(state__in=PlanState.values)
            ),
            models.CheckConstraint(name="a_plan_says_what", condition=~Q(summary="")),
            models.CheckConstraint(
                name="a_plan_begins_from_one_thing_at_most",
                condition=Q(template__isnull=True) | Q(offering__isnull=True),
            ),
            models.CheckConstraint(
                name="a_plan_has_a_known_rhythm",
                condition=Q(rhythm__in=[*Rhythm], every__gte=1, every__lte=366)
                & (Q(place=-1) | Q(place__gte=1, place__lte=31)),
            ),
            models.CheckConstraint(
                name="a_plan_ends_after_it_begins",
                condition=Q(last_possible_day__isnull=True)
                | Q(last_possible_day__gte=F("first_day")),
            ),
            models.CheckConstraint(
                name="a_plan_is_paused_with_a_reason",
                condition=~Q(state=PlanState.PAUSED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="a_plan_has_a_next_time_exactly_while_it_runs",
                condition=Q(state=PlanState.RUNNING, next_at__isnull=False)
                | ~Q(state=PlanState.RUNNING) & Q(next_at__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                fields=("next_at",), condition=Q(next_at__isnull=False), name="plans_by_next_time"
            ),
        )

    def __str__(self) -> str:
        return self.summary

    def move_to(self, state: PlanState) -> None:
        """Go to another state.

        Raises:
            ForbiddenMove: it is ended.
        """
        LIFECYCLE.check(self, PlanState(self.state), state)
        self.state = state


class PlannedTicket(models.Model):
    """A ticket that was opened by a plan; for each day one at most, whoever looks twice."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="opened")
    day = models.DateField()
    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="planned")

    class Meta:
        constraints = (
            models.UniqueConstraint("plan", "day", name="a_plan_opens_one_ticket_for_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.plan}: {self.day}"
