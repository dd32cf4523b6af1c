"""Major incidents: a ticket that stands for others, run with roles and promised news."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.servicedesk.major.states import MAJOR_LIFE, MajorState
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.models.groups import find_closed


class MajorQuerySet(models.QuerySet["MajorIncident"]):
    """The filters that more than one reader of major incidents needs."""

    def visible_to(self, user: object) -> Self:
        """Those who see the desk see its major incidents; what others see is what is announced.

        One whose ticket went to a group that only its members see is seen by who sees the ticket.
        """
        if not isinstance(user, User) or not may(user, "desk.see"):
            return self.none()
        hidden = find_closed(user)
        if not hidden:
            return self
        own = Q(parent__caller=user) | Q(parent__assignee=user)
        return self.filter(own | ~Q(parent__group__in=hidden))

    def running(self) -> Self:
        """People still have the trouble."""
        return self.filter(state=MajorState.RUNNING)

    def announced(self) -> Self:
        """Everybody may read what is known of it."""
        return self.filter(announced_at__isnull=False)


def _person(words: str) -> "models.ForeignKey[models.Model | None, models.Model | None]":
    """Return who holds a role; `words` names it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=words,
    )


class MajorIncident(NumberedRecord):
    """One trouble of many people, from the moment somebody declares it until it is reviewed."""

    prefix = "MAJ"

    state = models.CharField(max_length=10, choices=MajorState.choices, default=MajorState.RUNNING)
    #: the ticket that stands for all
    parent = models.ForeignKey(Ticket, models.PROTECT, related_name="majors")
    #: for everybody: what it is called, what does not work, what to do meanwhile
    title = models.CharField(max_length=250)
    affects = models.TextField(blank=True)
    workaround = models.TextField(blank=True)
    #: why it is one
    reason = models.CharField(max_length=500)
    #: when the trouble itself began
    began_at = models.DateTimeField()
    declared_at = models.DateTimeField()
    #: since when everybody may read of it; null while it is known at the desk alone
    announced_at = models.DateTimeField(null=True, blank=True)
    #: when everybody hears of it next; null where nothing is promised any more
    next_update_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    coordinator = _person("coordinator")
    communicator = _person("communicator")
    technical_lead = _person("technical lead")
    #: the review: no blame, only what happened, what helped and what hindered
    happened = models.TextField(blank=True)
    helped = models.TextField(blank=True)
    hindered = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = MajorQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_major_incident_is_in_a_known_state",
                condition=Q(state__in=MajorState.values),
            ),
            models.UniqueConstraint(
                "parent",
                condition=Q(state=MajorState.RUNNING),
                name="a_ticket_heads_one_major_incident_at_a_time",
            ),
            models.CheckConstraint(
                name="a_major_incident_says_why_it_is_one", condition=~Q(reason="")
            ),
            models.CheckConstraint(
                name="a_major_incident_goes_on_exactly_until_it_ended",
                condition=Q(state=MajorState.RUNNING, ended_at__isnull=True)
                | ~Q(state=MajorState.RUNNING) & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_major_incident_ends_after_it_was_declared",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("declared_at")),
            ),
            models.CheckConstraint(
                name="only_a_major_incident_that_goes_on_promises_news",
                condition=Q(next_update_at__isnull=True) | Q(state=MajorState.RUNNING),
            ),
            models.CheckConstraint(
                name="a_reviewed_major_incident_says_what_happened",
                condition=Q(state=MajorState.REVIEWED, reviewed_at__isnull=False) & ~Q(happened="")
                | ~Q(state=MajorState.REVIEWED) & Q(reviewed_at__isnull=True),
            ),
        )
        indexes = (models.Index(fields=("state", "-declared_at"), name="majors_by_state"),)

    def move_to(self, state: MajorState) -> None:
        """Go to another state.

        Raises:
            ForbiddenMove: its lifecycle does not allow it.
        """
        MAJOR_LIFE.check(self, MajorState(self.state), state)
        self.state = state

    @property
    def is_running(self) -> bool:
        """Tell whether people still have the trouble."""
        return self.state == MajorState.RUNNING

    @property
    def next_states(self) -> tuple[MajorState, ...]:
        """Return the states it can go to."""
        return MAJOR_LIFE.after(MajorState(self.state))

    def is_late(self, at: datetime) -> bool:
        """Tell whether news was promised for before this moment and did not come."""
        return self.next_update_at is not None and self.next_update_at < at

    def search_text(self) -> str:
        """Return what a person would look for."""
        return f"{self.number} {self.title} {self.affects} {self.workaround} {self.happened}"
