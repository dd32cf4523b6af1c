"""Surges: many people who write of one thing at once, as they were seen while it happened."""

from typing import Self

from django.db import models
from django.db.models import Count, F, Max, Q

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.lengths import LONGEST_REASON
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.servicedesk.models.tickets import Ticket
from groundswell.servicedesk.states import SURGE_LIFE, SurgeState


class SurgeQuerySet(models.QuerySet["Surge"]):
    """The filters that more than one reader of surges needs."""

    def visible_to(self, user: object) -> Self:
        """Those who see the desk see what comes in at it."""
        return self if may(user, "desk.see") else self.none()

    def live(self) -> Self:
        """They go on, as far as is known."""
        return self.filter(state__in=(SurgeState.OPEN, SurgeState.JOINED))

    def with_extent(self) -> Self:
        """Tell of each when the newest of its tickets came and how many callers they name."""
        return self.annotate(
            last_at=Max("tickets__opened_at"), callers=Count("tickets__caller", distinct=True)
        )


class Surge(NumberedRecord):
    """More people than usual who write of one thing, and what was made of it."""

    prefix = "SRG"

    state = models.CharField(max_length=9, choices=SurgeState.choices, default=SurgeState.OPEN)
    title = models.CharField(max_length=250)
    #: where most of the tickets are; "" where they have only their words in common
    place = models.CharField(max_length=250, blank=True)
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    detected_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    #: minutes that were looked back, tickets usual in them, people seen, chance were all as usual
    window_minutes = models.FloatField()
    expected = models.FloatField()
    seen = models.PositiveIntegerField()
    chance = models.FloatField()
    #: the ticket that stands for all, once they are joined
    parent = models.ForeignKey(Ticket, models.PROTECT, null=True, blank=True, related_name="+")
    #: number of the ticket that made it a surge: by it every process knows it again
    seen_as = models.CharField(max_length=32, blank=True, db_index=True)
    #: the one whose tickets it shared until their words told two troubles apart
    parted_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    #: why it is no common trouble
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    tickets = models.ManyToManyField(Ticket, through="SurgeTicket", related_name="surges")

    objects = SurgeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_surge_is_in_a_known_state", condition=Q(state__in=SurgeState.values)
            ),
            models.CheckConstraint(
                name="a_surge_is_seen_after_it_began",
                condition=Q(detected_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="a_joined_surge_has_a_ticket_that_stands_for_it",
                condition=~Q(state=SurgeState.JOINED) | Q(parent__isnull=False),
            ),
            models.CheckConstraint(
                name="a_dismissed_surge_has_a_reason",
                condition=~Q(state=SurgeState.DISMISSED) | ~Q(reason=""),
            ),
        )
        indexes = (models.Index(fields=("state", "-started_at"), name="surges_by_state"),)

    def move_to(self, state: SurgeState) -> None:
        """Go to another state.

        Raises:
            ForbiddenMove: its lifecycle does not allow it.
        """
        SURGE_LIFE.check(self, SurgeState(self.state), state)
        self.state = state

    @property
    def is_rarely_usual(self) -> bool:
        """Tell whether so few tickets are usual that the figure as it is told would be zero."""
        return round(self.expected, 2) == 0

    @property
    def may_be_dismissed(self) -> bool:
        """Tell whether somebody can still say that there is no common trouble."""
        return self.state == SurgeState.OPEN


class SurgeTicket(models.Model):
    """A ticket that belongs to a surge; each to one at most."""

    surge = models.ForeignKey(Surge, models.CASCADE, related_name="members")
    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="surge_member")

    def __str__(self) -> str:
        return f"{self.ticket} in {self.surge}"


class SurgeWatch(models.Model):
    """What the watch has learnt, kept every few tickets; the rest it reads from the tickets."""

    #: which learning it is: another one makes every process read it anew; "" while it is learnt
    epoch = models.CharField(max_length=32, blank=True)
    #: the detector as packed JSON
    learnt = models.BinaryField(default=bytes)
    #: when the newest ticket that it has seen was opened, and the keys of those seen shortly before
    seen_until = models.DateTimeField(null=True)
    seen_lately = models.JSONField(default=list)
    #: there is one watch: its key is always the same
    only = models.PositiveSmallIntegerField(default=1, unique=True)

    class Meta:
        constraints = (models.CheckConstraint(name="there_is_one_watch", condition=Q(only=1)),)

    def __str__(self) -> str:
        return f"watch, seen until {self.seen_until}"
