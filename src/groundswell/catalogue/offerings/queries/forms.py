"""What an offering asks, who agrees to it, and what is done for it."""

from collections.abc import Iterable

from django.db.models import QuerySet

from groundswell.catalogue.offerings.models import ApprovalStep, Offering, PlannedTask, Question
from groundswell.foundation.fields import Field, as_gone


def list_questions(offering: Offering) -> QuerySet[Question]:
    """Return the questions that are asked now, in their order."""
    return offering.questions.filter(removed_at=None).order_by("position", "id")


def list_fields(offering: Offering) -> tuple[Field, ...]:
    """Return the questions that are asked now, as the rules know them."""
    return tuple(question.as_field() for question in list_questions(offering))


def list_gone(offering: Offering, keys: Iterable[str]) -> tuple[Field, ...]:
    """Return the questions with these keys that were taken out: a page asked them before."""
    gone = offering.questions.filter(key__in=list(keys)).exclude(removed_at=None)
    return tuple(as_gone(question.as_field()) for question in gone.order_by("position", "id"))


def list_steps(offering: Offering) -> QuerySet[ApprovalStep]:
    """Return the steps to a yes, in their order."""
    return offering.steps.prefetch_related("people").order_by("position", "id")


def list_planned(offering: Offering) -> QuerySet[PlannedTask]:
    """Return what is done for each request, in its order."""
    return offering.planned.select_related("after").order_by("position", "id")
