"""Links between tickets, and tickets that were merged into others."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.servicedesk.models import Ticket


class LinkKind(models.TextChoices):
    """What one ticket is to another; read from the first to the second."""

    RELATES = "relates", "has to do with"
    BLOCKS = "blocks", "blocks"
    CAUSED_BY = "caused_by", "is caused by"
    DUPLICATES = "duplicates", "says the same as"
    SPLIT_FROM = "split_from", "was split from"


#: the same, read from the second to the first
REVERSE = {
    LinkKind.RELATES: "has to do with",
    LinkKind.BLOCKS: "is blocked by",
    LinkKind.CAUSED_BY: "caused",
    LinkKind.DUPLICATES: "is said again by",
    LinkKind.SPLIT_FROM: "was split into",
}


#: the act under which the trail of both tells of a link
LINKED = "ticket.related"


class Link(models.Model):
    """One ticket has to do with another."""

    source = models.ForeignKey(Ticket, models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Ticket, models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=10, choices=LinkKind.choices)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint("source", "target", "kind", name="a_link_is_said_once"),
            models.CheckConstraint(
                name="a_ticket_is_not_linked_to_itself", condition=~Q(source=F("target"))
            ),
            models.CheckConstraint(
                name="a_link_is_of_a_known_kind", condition=Q(kind__in=LinkKind.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"


class Merge(models.Model):
    """One ticket was merged into another, which shows its messages from then on.

    Messages stay with the ticket on which they were written: so nothing is lost when the merge is
    undone, and nobody reads what another caller wrote.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="merges")
    into = models.ForeignKey(Ticket, models.CASCADE, related_name="merged_here")
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    #: what the ticket was in, for when the merge is undone
    state_before = models.CharField(max_length=12)
    #: numbers of the tasks that went over
    tasks = models.JSONField(default=list, blank=True)
    #: whether its caller was counted among those who have the trouble because of it
    counted_caller = models.BooleanField(default=False)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ticket",),
                condition=Q(undone_at__isnull=True),
                name="a_ticket_is_merged_into_one",
            ),
            models.CheckConstraint(
                name="a_ticket_is_not_merged_into_itself", condition=~Q(ticket=F("into"))
            ),
            models.CheckConstraint(
                name="a_merge_is_undone_after_it_was_made",
                condition=Q(undone_at__isnull=True) | Q(undone_at__gte=F("merged_at")),
            ),
        )
        indexes = (
            models.Index(
                fields=("into",), condition=Q(undone_at__isnull=True), name="merges_that_hold"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ticket} → {self.into}"
