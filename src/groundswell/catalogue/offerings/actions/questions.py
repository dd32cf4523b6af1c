"""The questions of an offering: asked, altered, moved, taken out."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from groundswell.catalogue.offerings.models import Offering, Question
from groundswell.catalogue.offerings.queries import list_fields, list_questions
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.fields import Field, check_fields, make_key
from groundswell.foundation.fields.models import as_columns
from groundswell.kernel.errors import Refusal


@needs("catalogue.keep")
def keep_question(offering: Offering, *, by: User, at: datetime, question: Field) -> Question:
    """Ask a question anew, or alter the one with this key; its place and its answers stay.

    Raises:
        Refusal: it cannot be asked together with the others.
    """
    with transaction.atomic():
        trail.lock(offering)
        taken = set(offering.questions.values_list("key", flat=True))
        if not question.key:
            question = replace(question, key=make_key(question.label, taken=taken))
        fields = list_fields(offering)
        is_new = question.key not in {field.key for field in fields}
        asked = [question if field.key == question.key else field for field in fields]
        check_fields([*asked, question] if is_new else asked)
        columns = as_columns(question)
        if is_new:
            columns["position"] = offering.questions.count() + 1
        kept, _ = Question.objects.update_or_create(
            offering=offering, key=question.key, defaults=columns
        )
        act = "offering.question_added" if is_new else "offering.question_altered"
        told = {"question": ["", kept.label]}
        trail.note(offering.number, act, by=by, at=at, changes=told)
    return kept


@needs("catalogue.keep")
def remove_question(offering: Offering, *, by: User, at: datetime, key: str) -> None:
    """Ask a question no longer; what was answered to it stays with its requests.

    Raises:
        Refusal: there is no such question, or another depends on it.
    """
    with transaction.atomic():
        trail.lock(offering)
        question = _get(offering, key)
        waiting = [field.label for field in list_fields(offering) if field.only_if == key]
        if waiting:
            named = ", ".join(f"“{label}”" for label in waiting)
            raise Refusal(
                f"“{question.label}” decides whether {named} is asked; let that be asked always, "
                "or take it out first."
            )
        Question.objects.filter(pk=question.pk).update(removed_at=at)
        told = {"question": [question.label, ""]}
        trail.note(offering.number, "offering.question_removed", by=by, at=at, changes=told)


@needs("catalogue.keep")
def move_question(offering: Offering, *, by: User, at: datetime, key: str, up: bool) -> None:
    """Let a question change places with the one before it, or after it.

    Raises:
        Refusal: there is no such question.
    """
    with transaction.atomic():
        trail.lock(offering)
        question = _get(offering, key)
        order = list(list_questions(offering))
        place = order.index(question)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(order):
            return
        order[place], order[other] = order[other], order[place]
        for position, one in enumerate(order, 1):
            Question.objects.filter(pk=one.pk).update(position=position)
        told = {"question": ["", question.label]}
        trail.note(offering.number, "offering.question_moved", by=by, at=at, changes=told)


def _get(offering: Offering, key: str) -> Question:
    question = list_questions(offering).filter(key=key).first()
    if question is None:
        raise Refusal(f"{offering} asks no question {key}; somebody may have taken it out.")
    return question
