"""Asks: what somebody who decides was asked for, and what they answered."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.improvement.models.people import Stakeholder
from groundswell.problems.models import FixOption, Problem


class AskAnswer(models.TextChoices):
    """What came back."""

    GRANTED = "granted", "Granted"
    PARTLY = "partly", "Granted in part"
    REFUSED = "refused", "Refused"
    DEFERRED = "deferred", "Put off"
    NO_ANSWER = "no_answer", "No answer came"


#: after these the trouble goes on, and what waiting costs keeps counting
TURNED_DOWN = (AskAnswer.REFUSED, AskAnswer.DEFERRED)


class AskQuerySet(models.QuerySet["Ask"]):
    """The filters that more than one reader of asks needs."""

    def visible_to(self, user: object) -> Self:
        """Whoever sees the problem sees what was asked for it."""
        if may(user, "problems.work"):
            return self
        return self.filter(problem__security=False) if may(user, "problems.see") else self.none()

    def turned_down(self) -> Self:
        """Those after which the trouble went on."""
        return self.filter(answer__in=TURNED_DOWN)


class Ask(NumberedRecord):
    """A request for money or effort to end a problem, with the forecast that went with it."""

    prefix = "ASK"
    #: names go where a person is taken out of the register; the trail would keep them
    personal: ClassVar[frozenset[str]] = frozenset({"asked_of", "answered_by"})

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="asks")
    #: what would be done; null where something else was asked for
    option = models.ForeignKey(
        FixOption, models.PROTECT, null=True, blank=True, related_name="asks"
    )
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=8)
    asked_of = models.CharField(max_length=150)
    #: the one who is asked, where the register of people who decide knows her
    stakeholder = models.ForeignKey(
        Stakeholder, models.SET_NULL, null=True, blank=True, related_name="asks"
    )
    #: the ask that was turned down, of which this is a smaller part
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followers"
    )
    asked_at = models.DateTimeField()
    needed_by = models.DateField(null=True, blank=True)
    #: empty while nobody has answered
    answer = models.CharField(max_length=10, choices=AskAnswer.choices, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    #: the case as it stood when it was asked: seed, figures of each option, hit rate
    forecast = models.JSONField()

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_ask_has_a_known_answer", condition=Q(answer__in=["", *AskAnswer.values])
            ),
            models.CheckConstraint(
                name="an_answer_says_when",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="an_answer_says_who_gave_it",
                condition=Q(answer__in=["", AskAnswer.NO_ANSWER]) | ~Q(answered_by=""),
            ),
            models.CheckConstraint(
                name="an_answer_comes_after_its_question",
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
            ),
            models.CheckConstraint(name="an_ask_names_whom_it_asks", condition=~Q(asked_of="")),
            models.CheckConstraint(
                name="what_is_asked_for_is_not_negative", condition=Q(amount__gte=0)
            ),
            models.UniqueConstraint(
                "problem",
                "option",
                condition=Q(answer="", option__isnull=False),
                name="an_option_is_asked_for_once_at_a_time",
            ),
            models.UniqueConstraint(
                "problem",
                condition=Q(answer="", option__isnull=True),
                name="a_problem_is_asked_for_once_at_a_time",
            ),
        )
        indexes = (models.Index(fields=("answer", "-asked_at"), name="asks_by_answer"),)

    @property
    def is_open(self) -> bool:
        """Tell whether an answer is still due."""
        return not self.answer

    @property
    def is_turned_down(self) -> bool:
        """Tell whether the trouble went on because of the answer."""
        return self.answer in TURNED_DOWN

    def search_text(self) -> str:
        """Return what a person would look for."""
        if self.problem.security:
            return ""
        return f"{self.number} {self.problem.title} {self.asked_of}"
