"""What people wrote on tickets, and how it is found again."""

from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.db import models

from groundswell.foundation.search import index

#: Under this kind the index holds what was said on a ticket, notes among agents as well: only those
#: who see the desk ask for it. Callers look through what they may read themselves.
SAID = "SAID"
_MARK = "/said"
#: so much of what was said on a ticket is found, the newest, in characters
_FOUND = 20_000


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages; every way of writing them keeps the index in step."""

    def bulk_create(self, objs: Iterable["Message"], *args: Any, **kwargs: Any) -> list["Message"]:
        """Write many at once."""
        written = super().bulk_create(objs, *args, **kwargs)
        keep_said({message.ticket_id for message in written})
        return written


class Message(models.Model):
    """What somebody wrote on a ticket."""

    ticket = models.ForeignKey("servicedesk.Ticket", models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()
    private = models.BooleanField()
    text = models.TextField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("ticket", "written_at"), name="messages_in_order"),)

    def __str__(self) -> str:
        return f"{self.ticket}: {self.text[:40]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, and let it be found."""
        super().save(*args, **kwargs)
        keep_said([self.ticket_id])


def keep_said(keys: Collection[int]) -> None:
    """Write into the index what was said on these tickets, with what each is about."""
    said: dict[str, str] = {}
    messages = Message.objects.filter(ticket__in=keys).order_by("-written_at", "-id")
    for number, summary, text in messages.values_list("ticket__number", "ticket__summary", "text"):
        told = said.get(number, summary)
        said[number] = told if len(told) > _FOUND else f"{told} {text[:_FOUND]}"
    index.put_words(SAID, [(f"{number}{_MARK}", told) for number, told in said.items()])


def kind_of(number: str) -> str:
    """Return under which kind the index holds what was found of a ticket."""
    return SAID if number.endswith(_MARK) else number.partition("-")[0]


def tickets_of(numbers: Iterable[str]) -> list[str]:
    """Return the numbers of tickets that numbers in the index mean, each once, in their order."""
    return list(dict.fromkeys(number.removesuffix(_MARK) for number in numbers))
