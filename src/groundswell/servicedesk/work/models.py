"""Tasks of a ticket."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.servicedesk.models import SupportGroup, Ticket


class TaskState(models.TextChoices):
    """Whether somebody still has to do it."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    SKIPPED = "skipped", "Left out"


class TaskQuerySet(models.QuerySet["Task"]):
    """The filters that more than one reader needs."""

    def visible_to(self, user: object) -> Self:
        """Those who see the desk see what is done at it."""
        return self if may(user, "desk.see") else self.none()

    def open(self) -> Self:
        """Somebody still has to do it."""
        return self.filter(state=TaskState.OPEN)


class Task(NumberedRecord):
    """Something that has to be done before a ticket is finished; a tick is one without a person."""

    prefix = "TSK"

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="tasks")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=7, choices=TaskState.choices, default=TaskState.OPEN)
    is_tick = models.BooleanField(default=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    group = models.ForeignKey(
        SupportGroup, models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    due_on = models.DateField(null=True, blank=True)
    #: it can only be done once this one is done or left out
    after = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers"
    )
    #: why it was left out
    reason = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_task_is_in_a_known_state", condition=Q(state__in=TaskState.values)
            ),
            models.CheckConstraint(
                name="a_task_has_ended_exactly_when_it_says_when",
                condition=Q(state=TaskState.OPEN, ended_at__isnull=True)
                | ~Q(state=TaskState.OPEN) & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_task_that_is_left_out_has_a_reason",
                condition=~Q(state=TaskState.SKIPPED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="a_task_does_not_wait_for_itself",
                condition=Q(after__isnull=True) | ~Q(after=F("id")),
            ),
            models.CheckConstraint(name="a_task_says_what", condition=~Q(title="")),
        )
        indexes = (
            models.Index(
                fields=("assignee", "due_on"),
                condition=Q(ended_at__isnull=True),
                name="open_tasks_by_person",
            ),
        )

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to do it."""
        return self.state == TaskState.OPEN

    @property
    def waits(self) -> bool:
        """Tell whether another has to be done first."""
        return self.is_open and self.after is not None and self.after.is_open
