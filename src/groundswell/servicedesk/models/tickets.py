"""Tickets: incidents and service requests.

Incident and service request share one table because people look for "the ticket" and lists show
both; their lives differ, and a constraint keeps each to its own states.
"""

from collections.abc import Collection, Sequence
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.servicedesk.models.groups import SupportGroup, find_closed
from groundswell.servicedesk.models.indexes import INDEXES
from groundswell.servicedesk.models.messages import keep_said
from groundswell.servicedesk.states import LIFE, OPEN, OVER, RESTORED, Kind, State


def sees_all(user: User, closed: Sequence[int]) -> bool:
    """Tell whether no ticket is hidden from a person, to whom these groups are closed."""
    return may(user, "desk.see") and not closed


class TicketQuerySet(models.QuerySet["Ticket"]):
    """The filters that more than one reader of tickets needs."""

    def visible_to(self, user: object, *, closed: Sequence[int] | None = None) -> Self:
        """Those who work at or look after the desk see every ticket.

        Tickets of a group that only its members see are for those members, and for whoever reported
        or works on one. Others see their own, and those to which they are asked to agree.
        `closed` are the groups that are closed to them, where they were looked up already.
        """
        if not isinstance(user, User):
            return self.none()
        sees_desk = may(user, "desk.see")
        # asked first, and without a subquery: hardly a house hides a group, and every list asks
        hidden = find_closed(user) if sees_desk and closed is None else closed or ()
        if sees_all(user, hidden):
            return self
        asked = Q(approvals__decisions__approver=user) | Q(approvals__decisions__instead_of=user)
        to_decide = Ticket.objects.filter(asked).order_by().values("pk")
        own = Q(caller=user) | Q(pk__in=to_decide)
        if not sees_desk:
            return self.filter(own)
        return self.filter(own | Q(assignee=user) | ~Q(group__in=hidden))

    def known_to_all(self) -> Self:
        """Leave out what a group shows to its members alone.

        For what is read by everyone afterwards: findings, the brief, the watch for surges.
        """
        return self.exclude(group__members_only=True)

    def open(self) -> Self:
        """Somebody still waits."""
        # Said by what it is not: a list of states would lead SQLite to the index of states, where
        # the one of open tickets by priority holds them in the order in which they are read.
        return self.filter(resolved_at__isnull=True).exclude(state__in=OVER)


class Ticket(NumberedRecord):
    """An incident or a service request."""

    untold = frozenset({"source_told", "fact_words", "unanswered_since"})

    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices)
    summary = models.CharField(max_length=250)
    description = models.TextField(blank=True)
    caller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    channel = models.CharField(max_length=20, blank=True)
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    ci = models.ForeignKey(
        ConfigItem, models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    category = models.CharField(max_length=120, blank=True)
    impact = models.PositiveSmallIntegerField(default=3)
    urgency = models.PositiveSmallIntegerField(default=2)
    priority = models.PositiveSmallIntegerField()
    group = models.ForeignKey(
        SupportGroup, models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="work"
    )
    #: null only where an imported row does not say: not known is not "now"
    opened_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    hold_reason = models.CharField(max_length=120, blank=True)
    resolution = models.TextField(blank=True)
    closure_code = models.CharField(max_length=120, blank=True)
    #: what shows that the caller did something wrong, where the ending says so
    proof = models.TextField(null=True, blank=True)  # noqa: DJ001 (a column without default)
    reassignments = models.PositiveIntegerField(default=0)
    reopens = models.PositiveIntegerField(default=0)
    effort_minutes = models.FloatField(null=True, blank=True)
    target_met = models.BooleanField(null=True, blank=True)
    #: the ticket that stands for this one, where several people have the same trouble
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    #: where an imported ticket came from, its number there, and what its row held
    source_name = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=120, null=True, blank=True)  # noqa: DJ001 (unique)
    #: what was told of it so far: "record" or "history" → a digest and the columns it filled
    source_told = models.JSONField(default=dict, blank=True)
    #: what the source knew and this desk has no field for
    source_extra = models.JSONField(default=dict, blank=True)
    #: what was answered to the fields of the desk and the form of an offering, for the search
    fact_words = models.TextField(blank=True)
    #: when its caller wrote the first word that nobody at the desk has answered
    unanswered_since = models.DateTimeField(null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_ticket_is_in_a_state_of_its_kind",
                condition=Q(kind=Kind.INCIDENT, state__in=[*LIFE[Kind.INCIDENT].moves])
                | Q(kind=Kind.REQUEST, state__in=[*LIFE[Kind.REQUEST].moves]),
            ),
            models.CheckConstraint(
                name="a_ticket_is_restored_exactly_when_it_has_a_time",
                condition=Q(state__in=RESTORED, resolved_at__isnull=False)
                | Q(state__in=RESTORED) & ~Q(source_name="")
                | Q(state__in=OPEN, resolved_at__isnull=True)
                | Q(state__in=[State.CLOSED, State.CANCELLED, State.REJECTED]),
            ),
            models.CheckConstraint(
                name="a_ticket_is_resolved_after_it_was_opened",
                condition=Q(resolved_at__isnull=True) | Q(resolved_at__gte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="a_ticket_taken_down_here_has_a_time",
                condition=Q(opened_at__isnull=False) | ~Q(source_name=""),
            ),
            models.UniqueConstraint("source_name", "source_id", name="a_ticket_is_imported_once"),
            # that a parent has no parent of its own is refused by a trigger; see the migrations
            models.CheckConstraint(
                name="a_ticket_does_not_stand_for_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
            models.CheckConstraint(
                name="only_an_incident_is_joined_to_another",
                condition=Q(parent__isnull=True) | Q(kind=Kind.INCIDENT),
            ),
        )
        indexes = INDEXES

    @property
    def prefix(self) -> str:  # type: ignore[override]
        """Return INC or REQ."""
        return "INC" if self.kind == Kind.INCIDENT else "REQ"

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still waits."""
        return self.state in OPEN

    @property
    def next_states(self) -> tuple[State, ...]:
        """Return the states this ticket can go to."""
        return LIFE[Kind(self.kind)].after(State(self.state))

    def move_to(self, state: State) -> None:
        """Go to another state.

        Raises:
            ForbiddenMove: the lifecycle of its kind does not allow it.
        """
        LIFE[Kind(self.kind)].check(self, State(self.state), state)
        self.state = state
        if state in OVER:
            self.unanswered_since = None

    def rank(self) -> None:
        """Set the priority from impact and urgency."""
        self.priority = current_matrix().priority(impact=self.impact, urgency=self.urgency)

    def search_text(self) -> str:
        """Return what a person would look for."""
        told = (self.number, self.source_id or "", self.summary, self.description)
        return " ".join((*told, self.resolution, self.fact_words))

    def search_title(self) -> str:
        """Return the summary."""
        return self.summary

    @classmethod
    def search_beside(cls, keys: Collection[int]) -> None:
        """Write into the index what was said on these tickets."""
        keep_said(keys)
