"""Questions to those who decide, their answers, and the days on which the situation changed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.improvement.models import Ask


class PollAnswer(NumberedRecord):
    """One question to one person; `value` is null while nobody has answered."""

    prefix = "POLL"
    #: a name goes where a person is taken out; the trail would keep it
    personal: ClassVar[frozenset[str]] = frozenset({"who"})

    #: id of the question in modes.toml
    poll = models.CharField(max_length=32)
    who = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    #: 1 not at all to 5 fully
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    #: whether the person answered by a link, else somebody wrote it down
    by_link = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_answer_is_from_one_to_five",
                condition=Q(value__isnull=True) | Q(value__gte=1, value__lte=5),
            ),
            models.CheckConstraint(
                name="a_poll_has_an_answer_exactly_when_it_says_when",
                condition=Q(value__isnull=True, answered_at__isnull=True)
                | Q(value__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(name="a_poll_names_whom_it_asks", condition=~Q(who="")),
            models.CheckConstraint(
                name="nobody_answers_before_being_asked",
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
            ),
        )
        indexes = (models.Index(fields=("poll", "answered_at"), name="answers_by_question"),)


class ModeChange(NumberedRecord):
    """The day on which the house was seen to be in another situation, and what showed it."""

    prefix = "MODE"

    mode = models.CharField(max_length=32)
    #: empty for the first
    before = models.CharField(max_length=32, blank=True)
    seen_at = models.DateTimeField()
    why = models.CharField(max_length=250)
    #: the reading as it was: scores, signals, what people said
    reading = models.JSONField()
    #: asks that were turned down before and are worth asking again
    asks = models.ManyToManyField(Ask, related_name="mode_changes", blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_change_of_mode_changes_it", condition=~Q(mode=F("before"))
            ),
        )
