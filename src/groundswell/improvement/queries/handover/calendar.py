"""What falls due: every day that somebody wrote down, in one list, what is late first."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from groundswell.foundation.accounts.models import User
from groundswell.improvement.briefs.queries import find_due
from groundswell.improvement.models import Ask, Goal, Improvement, Occasion, Pilot, Stakeholder
from groundswell.improvement.queries.moments import list_follow_ups
from groundswell.improvement.queries.underway import tellable
from groundswell.measurement.queries import latest_run
from groundswell.problems.models import Problem


class Entry(NamedTuple):
    """One day on which something is due: what, of which record, who has it."""

    on: date
    what: str
    number: str
    who: str = ""


def list_calendar(*, seen_by: User, at: datetime) -> list[Entry]:
    """Return what is due from every register that this person may read, the earliest first.

    What is under a security path is left out, because the list is handed on.
    """
    found = [
        *_improvements(seen_by),
        *_problems(),
        *_asks(seen_by, at),
        *_dates(seen_by, at.date()),
    ]
    due = find_due(latest_run(), seen_by=seen_by, as_of=at)
    if due is not None:
        found.append(Entry(due.next_on, f"The next brief ({due.cadence})", ""))
    return sorted(found)


def _improvements(user: User) -> Iterator[Entry]:
    mine = Improvement.objects.visible_to(user).unfinished().filter(pk__in=tellable().values("pk"))
    for one in mine.filter(due_on__isnull=False).select_related("owner"):
        if one.due_on:
            who = one.owner.name if one.owner else ""
            yield Entry(one.due_on, one.next_step or one.title, one.number, who)
    for pilot in Pilot.objects.filter(improvement__in=mine, outcome="").select_related(
        "improvement"
    ):
        what = f"The trial ends: {pilot.improvement.title}. Stop if: {pilot.stop_rule}"
        yield Entry(pilot.ends_on, what, pilot.improvement.number)


def _problems() -> Iterator[Entry]:
    shown = Problem.objects.filter(security=False).open()
    for one in shown.filter(due_on__isnull=False).select_related("owner"):
        if one.due_on:
            who = one.owner.name if one.owner else ""
            yield Entry(one.due_on, one.next_step or one.title, one.number, who)


def _asks(user: User, at: datetime) -> Iterator[Entry]:
    shown = Ask.objects.visible_to(user).filter(problem__security=False)
    for one in shown.filter(answer="", needed_by__isnull=False).select_related("problem"):
        if one.needed_by:
            yield Entry(one.needed_by, f"An answer is needed: {one.problem.title}", one.number)
    for follow in list_follow_ups(seen_by=user, on=at.date()):
        if not follow.ask.problem.security:
            what = f"Ask again, smaller: {follow.ask.problem.title}"
            yield Entry(follow.due_on, what, follow.ask.number)


def _dates(user: User, today: date) -> Iterator[Entry]:
    for one in Occasion.objects.filter(happens_on__gte=today):
        yield Entry(one.happens_on, f"{one.get_kind_display()}: {one.title}", "")
    for goal in Goal.objects.filter(Q(due_on__isnull=False), ended_at=None):
        if goal.due_on:
            yield Entry(goal.due_on, f"A goal: {goal.title}", goal.number)
    for person in Stakeholder.objects.visible_to(user).filter(budget_on__gte=today):
        if person.budget_on:
            yield Entry(
                person.budget_on, f"{person.name} decides on the next budget", person.number
            )
