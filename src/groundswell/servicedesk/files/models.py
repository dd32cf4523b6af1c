"""Files that people attach to a ticket: to its report, to a message, or as an answer."""

from typing import Self

from django.db import models
from django.db.models import Q

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.attachments.models import AttachedFile
from groundswell.servicedesk.models import Message, Ticket


class TicketFileQuerySet(models.QuerySet["TicketFile"]):
    """Who sees which files."""

    def visible_to(self, user: object) -> Self:
        """A file is seen by those who see what it belongs to.

        Those at the desk see all files of tickets that they see. A caller sees those of their own
        tickets, but of notes among agents; who is asked to agree to a request sees its answers.
        """
        if not isinstance(user, User):
            return self.none()
        seen = self.filter(ticket__in=Ticket.objects.visible_to(user))
        if may(user, "desk.see"):
            return seen
        in_the_open = Q(message=None) | Q(message__private=False)
        return seen.filter(in_the_open & Q(ticket__caller=user) | ~Q(question=""))


class TicketFile(AttachedFile):
    """A file on a ticket; it is seen by those who see what it belongs to."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="files")
    #: on which message; None: on the report, or as an answer
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="files")
    #: what it answers: key of the question of a form, or "field:" and that of a field of tickets
    question = models.CharField(max_length=70, blank=True)

    objects = TicketFileQuerySet.as_manager()

    class Meta:
        constraints = (
            *AttachedFile.Meta.constraints,
            models.CheckConstraint(
                name="a_file_is_an_answer_or_on_a_message",
                condition=Q(message__isnull=True) | Q(question=""),
            ),
        )
