"""Texts with places to fill in, and what is done when one is sent."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord


class Act(models.TextChoices):
    """What may be done with a ticket when a text is sent, in the order in which it is done."""

    ASSIGN = "assign", "Give it to me"
    START = "start", "Start work"
    HOLD = "hold", "Put it on hold"
    RESOLVE = "resolve", "Resolve it with this text"


class TextQuerySet(models.QuerySet["TextModule"]):
    """The filters that more than one reader needs."""

    def visible_to(self, user: object) -> Self:
        """Those who work at the desk see the texts of all and their own."""
        if not isinstance(user, User) or not may(user, "desk.work"):
            return self.none()
        return self.filter(Q(owner=None) | Q(owner=user))


class TextModule(NumberedRecord):
    """A text to send, of all or of one person; with acts it is what others call a macro."""

    prefix = "TXT"

    name = models.CharField(max_length=80)
    text = models.TextField()
    #: whose it is; null: of all
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="own_texts"
    )
    #: a note among agents instead of words for the caller
    private = models.BooleanField(default=False)
    acts = models.JSONField(default=list, blank=True)
    hold_reason = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TextQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_text_has_a_name_and_words", condition=~Q(name="") & ~Q(text="")
            ),
            models.UniqueConstraint(
                fields=("owner", "name"),
                condition=Q(removed_at__isnull=True),
                name="a_text_of_ones_own_has_its_own_name",
            ),
            models.UniqueConstraint(
                fields=("name",),
                condition=Q(removed_at__isnull=True, owner__isnull=True),
                name="a_text_of_all_has_its_own_name",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def act_labels(self) -> list[str]:
        """Return in words what is done when it is sent."""
        words = {act.value: str(act.label) for act in Act}
        words[Act.HOLD] = f"Put it on hold: {self.hold_reason}"
        return [words[act] for act in self.acts if act in words]
