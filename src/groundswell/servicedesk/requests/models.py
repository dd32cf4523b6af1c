"""What was asked for, who has to agree, what they said, and who decides while they are away."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.servicedesk.models import Ticket


class AskedFor(models.Model):
    """Which offering a request is of."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="asked_for")
    offering = models.ForeignKey(Offering, models.PROTECT, related_name="requests")

    def __str__(self) -> str:
        return f"{self.ticket}: {self.offering}"


class ApprovalState(models.TextChoices):
    """How far one agreement is."""

    WAITING = "waiting", "Comes later"
    OPEN = "open", "Asked"
    APPROVED = "approved", "Agreed"
    REJECTED = "rejected", "Turned down"


class Approval(NumberedRecord):
    """One agreement that a request needs; the quorum is counted when it is asked."""

    prefix = "APR"

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="approvals")
    position = models.PositiveIntegerField()
    #: whose agreement it is, in words
    title = models.CharField(max_length=200)
    state = models.CharField(
        max_length=8, choices=ApprovalState.choices, default=ApprovalState.WAITING
    )
    #: what the offering said when it was asked for: who, quorum, how many, keys of people
    rule = models.JSONField(default=dict)
    #: how many have to say yes; 0 until it is asked
    needed = models.PositiveIntegerField(default=0)
    #: who decides instead of whom, and why
    note = models.CharField(max_length=500, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_approval_is_in_a_known_state",
                condition=Q(state__in=ApprovalState.values),
            ),
            models.CheckConstraint(
                name="an_approval_that_is_asked_needs_somebody",
                condition=~Q(state=ApprovalState.OPEN)
                | Q(opened_at__isnull=False) & Q(needed__gte=1),
            ),
            models.UniqueConstraint("ticket", "position", name="approvals_come_in_an_order"),
        )


class Decision(models.Model):
    """What one person says to one agreement; `answer` is null while they have not."""

    approval = models.ForeignKey(Approval, models.CASCADE, related_name="decisions")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    #: whose place it is, where somebody else decides
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.BooleanField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("approval", "approver", name="everybody_decides_once"),
            models.CheckConstraint(
                name="a_decision_has_an_answer_exactly_when_it_says_when",
                condition=Q(answer__isnull=True, decided_at__isnull=True)
                | Q(answer__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_no_has_a_reason",
                condition=Q(answer__isnull=True) | Q(answer=True) | ~Q(reason=""),
            ),
        )
        indexes = (
            models.Index(
                fields=("approver",),
                condition=Q(decided_at__isnull=True),
                name="decisions_that_wait",
            ),
        )

    def __str__(self) -> str:
        return f"{self.approval}: {self.approver}"


class Absence(models.Model):
    """Days on which somebody else decides for a person."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_absence_ends_after_it_began",
                condition=Q(last_day__gte=F("first_day")),
            ),
            models.CheckConstraint(
                name="nobody_is_their_own_deputy", condition=~Q(person=F("deputy"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} until {self.last_day}"
