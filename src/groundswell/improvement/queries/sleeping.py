"""What fell asleep: open things that nobody moves, the longest asleep first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.improvement.models import Ask, Improvement, Question, Stakeholder
from groundswell.problems.models import Problem

#: days without a change after which something counts as asleep, where no next step is named
ASLEEP_DAYS = 14
#: days within which a question of somebody who decides wants its answer
ANSWER_DAYS = 2
#: the days of an ask after which somebody has to follow it up
FOLLOW_UP_DAYS = 30


@dataclass(frozen=True, slots=True)
class Sleeper:
    """One open thing that waits: what it is, why it counts as asleep, since when."""

    kind: str
    number: str
    title: str
    why: str
    since: date
    #: name of the page that shows it
    page: str

    def days(self, today: date) -> int:
        """Return for how many days it has slept."""
        return (today - self.since).days


def list_sleeping(*, seen_by: User, at: datetime) -> list[Sleeper]:
    """Return every open thing without a next step, overdue or unanswered, the oldest first."""
    found = [
        *_improvements(seen_by, at),
        *_problems(seen_by, at),
        *_asks(seen_by, at),
        *_questions(seen_by, at),
    ]
    return sorted(found, key=lambda one: (one.since, one.number))


def _improvements(user: User, at: datetime) -> Iterator[Sleeper]:
    page = "improvement:improvement"
    open_ones = Improvement.objects.visible_to(user).unfinished()
    for one in open_ones.exclude(state__in=("idea", "assessed")):
        if one.due_on and one.due_on < at.date():
            yield Sleeper(
                "Improvement", one.number, one.title, f"was due {one.due_on}", one.due_on, page
            )
        elif not one.next_step:
            yield Sleeper(
                "Improvement", one.number, one.title, "no next step", _day(one.updated_at), page
            )
    before = at - timedelta(days=2 * ASLEEP_DAYS)
    for one in open_ones.filter(state="idea", updated_at__lt=before):
        why = "an idea that nobody judged"
        yield Sleeper("Idea", one.number, one.title, why, _day(one.updated_at), page)


def _problems(user: User, at: datetime) -> Iterator[Sleeper]:
    page = "problems:problem"
    for one in Problem.objects.visible_to(user).open():
        if one.due_on and one.due_on < at.date():
            yield Sleeper(
                "Problem", one.number, one.title, f"was due {one.due_on}", one.due_on, page
            )
        elif not one.next_step or one.owner_id is None:
            why = "nobody owns it" if one.owner_id is None else "no next step"
            yield Sleeper("Problem", one.number, one.title, why, _day(one.updated_at), page)


def _asks(user: User, at: datetime) -> Iterator[Sleeper]:
    before = at - timedelta(days=FOLLOW_UP_DAYS)
    asks = Ask.objects.visible_to(user).select_related("problem", "option")
    late = asks.filter(Q(needed_by__lt=at.date()) | Q(asked_at__lt=before), answer="")
    for one in late:
        title = one.option.title if one.option else one.problem.title
        since = one.needed_by or _day(one.asked_at)
        why = "no answer yet" if not one.needed_by else f"an answer was needed by {one.needed_by}"
        yield Sleeper("Ask", one.problem.number, title, why, since, "improvement:case")


def _questions(user: User, at: datetime) -> Iterator[Sleeper]:
    if not may(user, "support.keep"):
        return
    people = Stakeholder.objects.visible_to(user)
    before = at.date() - timedelta(days=ANSWER_DAYS)
    waiting = Question.objects.filter(
        stakeholder__in=people, answered_on=None, asked_on__lte=before
    )
    for one in waiting.select_related("stakeholder"):
        yield Sleeper(
            "Question",
            one.stakeholder.number,
            one.text,
            f"{one.stakeholder.name} waits for an answer",
            one.asked_on,
            "improvement:stakeholder",
        )


def _day(moment: datetime | None) -> date:
    return moment.date() if moment else date.min
