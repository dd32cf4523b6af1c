"""The report of a major incident: what a reader needs who was not there, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from groundswell.foundation.templatetags.amounts import say_amount
from groundswell.foundation.templatetags.moments import say_duration
from groundswell.foundation.templatetags.trail_words import said
from groundswell.servicedesk.major.models import MajorIncident
from groundswell.servicedesk.major.queries.record import (
    Step,
    list_follow_ups,
    measure_news,
    tell_course,
)
from groundswell.servicedesk.queries import Running, cost_of_ticket

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is printed: every text ready to be set.

    Attributes:
        number: of the major incident.
        title: what everybody called it.
        state: in words.
        day: on which it was declared.
        facts: pairs of a word and what there is to say.
        review: pairs of a heading and its text; empty parts say that nothing is written.
        course: pairs of a time and what happened, the first on top.
        follow_ups: pairs of what is to be done by whom, and until when and whether it is done.
        formula: how the cost was reached; empty where it is not known.
        written_at: when the report was made.
    """

    number: str
    title: str
    state: str
    day: str
    facts: tuple[Line, ...]
    review: tuple[Line, ...]
    course: tuple[Line, ...]
    follow_ups: tuple[Line, ...]
    formula: tuple[str, ...]
    written_at: str


def write_report(major: MajorIncident, *, at: datetime) -> Report:
    """Return the report as things stand at a moment."""
    running = cost_of_ticket(major.parent, at=at, since=major.began_at)
    formula = running.so_far.formula if running.so_far else ()
    return Report(
        number=major.number,
        title=major.title,
        state=major.get_state_display(),
        day=_full(major.declared_at),
        facts=tuple(_facts(major, running)),
        review=(
            ("What happened", major.happened or "Nothing is written yet."),
            ("What helped", major.helped or "Nothing is written yet."),
            ("What hindered", major.hindered or "Nothing is written yet."),
        ),
        course=tuple(
            (_full(step.at), _tell(step)) for step in tell_course(major, newest_first=False)
        ),
        follow_ups=tuple(
            (
                f"{task.title} – {task.owner}",
                task.due_on.isoformat() + (" (done)" if task.done_at else ""),
            )
            for task in list_follow_ups(major)
        ),
        formula=formula,
        written_at=_full(at),
    )


def _facts(major: MajorIncident, running: Running) -> Iterator[Line]:
    news = measure_news(major)
    yield "Why it was one", major.reason
    yield "What did not work", major.affects or "not said"
    yield "What people did meanwhile", major.workaround or "nothing was known to help"
    yield "Service", major.parent.service.name if major.parent.service else "on no particular one"
    yield "Began", _full(major.began_at)
    yield "Ended", _full(major.ended_at) if major.ended_at else "it still goes on"
    yield (
        "Lasted",
        say_duration(((major.ended_at or running.until) - major.began_at).total_seconds()),
    )
    yield "People who had it", str(running.people) if running.people else "not known"
    yield "What it cost", _cost(running)
    yield "News that came in time", f"{news.in_time} of {news.due}" if news.due else "none was due"
    yield "Led by", str(major.coordinator or "nobody is named")


def _cost(running: Running) -> str:
    so_far = running.so_far
    if so_far is None:
        return f"not known: {running.reason}"
    low, likely, high = (
        say_amount(value) for value in (so_far.cost.low, so_far.cost.likely, so_far.cost.high)
    )
    return f"{likely} {so_far.currency} ({low} to {high}), {so_far.source}"


def _tell(step: Step) -> str:
    if step.kind == "act":
        return f"{step.who or 'Groundswell'} {said(step.what)}."
    late = " (later than promised)" if step.was_late else ""
    return f"{step.what}{late}: {step.words}"


def _full(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
