"""Questions about the situation of the house."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.analysis.mode import Answer, Reading, diagnose, load_modes, read_reading
from groundswell.foundation import links
from groundswell.improvement.mode.models import ModeChange, PollAnswer
from groundswell.measurement.models import AnalysisRun

#: what a link to a question is signed for, and for how long it can be answered
_SALT = "groundswell.poll"
LINK_DAYS = 30


def find_reading(run: AnalysisRun | None, *, as_of: datetime) -> Reading:
    """Return the situation as the findings of a run and the answers of people show it."""
    found = read_reading((run.findings or {}).get("mode") if run else None)
    return diagnose(found, _answers(as_of), as_of=as_of)


def list_answers() -> QuerySet[PollAnswer]:
    """Return what people answered, the newest first."""
    return PollAnswer.objects.filter(value__isnull=False).order_by("-answered_at", "-id")


def get_answer(number: str) -> PollAnswer:
    """Return what somebody answered, by its number.

    Raises:
        Http404: there is no such question, or nobody has answered it yet.
    """
    return get_object_or_404(list_answers(), number=number)


def list_waiting() -> QuerySet[PollAnswer]:
    """Return questions that were sent and not answered yet, the oldest first."""
    return PollAnswer.objects.filter(value__isnull=True).order_by("asked_at", "id")


def list_changes() -> QuerySet[ModeChange]:
    """Return the days on which the situation changed, the newest first."""
    return ModeChange.objects.order_by("-seen_at", "-id").prefetch_related("asks__problem")


def latest_change() -> ModeChange | None:
    """Return the newest change of the situation, None before the first."""
    return ModeChange.objects.order_by("-seen_at", "-id").first()


def list_questions() -> Sequence[tuple[str, str]]:
    """Return the questions that can be asked: id and words."""
    return [(poll.id, poll.question) for poll in load_modes().polls.values()]


def sign_link(poll: PollAnswer) -> str:
    """Return the part of an address by which this question, and no other, can be answered."""
    return links.sign_link(poll, salt=_SALT)


def get_by_link(token: str) -> PollAnswer:
    """Return the question that a link belongs to.

    Raises:
        Http404: the link was not made here, or is too old.
    """
    return links.follow_link(token, salt=_SALT, days=LINK_DAYS, among=PollAnswer.objects.all())


def _answers(as_of: datetime) -> list[Answer]:
    return [
        Answer(poll=one.poll, value=one.value, who=one.who, at=one.answered_at)
        for one in PollAnswer.objects.filter(value__isnull=False, answered_at__lte=as_of)
        if one.value is not None and one.answered_at is not None
    ]
