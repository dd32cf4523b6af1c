"""The board: every problem in the column of its state, with what it costs and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from groundswell.foundation.accounts.models import User
from groundswell.problems.models import Problem
from groundswell.problems.states import COLUMNS, ProblemState
from groundswell.servicedesk.states import OPEN as OPEN_TICKETS


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """What the board says of a problem."""

    number: str
    title: str
    state: str
    owner: str
    next_step: str
    due_on: date | None
    is_late: bool
    age_days: int
    tickets: int
    waiting: int
    newest: datetime | None
    #: low, likely and high a year; None where it is not known
    cost: Mapping[str, Any] | None
    security: bool

    @property
    def order(self) -> tuple[float, int, str]:
        """Return the key that puts the dearest first, then the one with most tickets."""
        return (-(self.cost or {}).get("likely", 0.0), -self.tickets, self.number)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board."""

    state: str
    label: str
    problems: Sequence[ProblemLine]


def list_board(*, seen_by: User, at: datetime) -> list[Column]:
    """Return the columns of the board with their problems, the dearest first; one query."""
    lines = _lines(Problem.objects.visible_to(seen_by).filter(state__in=COLUMNS), at)
    return [
        Column(
            state=state,
            label=ProblemState(state).label,
            problems=sorted((line for line in lines if line.state == state), key=_by_order),
        )
        for state in COLUMNS
    ]


def list_finished(*, seen_by: User, at: datetime, limit: int = 100) -> list[ProblemLine]:
    """Return the problems that are closed or lived with, newest first."""
    found = Problem.objects.visible_to(seen_by).exclude(state__in=COLUMNS)
    return _lines(found.order_by("-updated_at")[:limit], at)


def list_lines(*, seen_by: User, at: datetime) -> list[ProblemLine]:
    """Return every problem that is not finished, the dearest first."""
    return sorted(_lines(Problem.objects.visible_to(seen_by).open(), at), key=_by_order)


def _by_order(line: ProblemLine) -> tuple[float, int, str]:
    return line.order


def _lines(problems: QuerySet[Problem], at: datetime) -> list[ProblemLine]:
    counted = problems.select_related("owner").annotate(
        ticket_count=Count("links", distinct=True),
        waiting_count=Count(
            "links",
            filter=Q(links__ticket__state__in=OPEN_TICKETS),
            distinct=True,
        ),
        newest_ticket=Max("links__ticket__opened_at"),
    )
    return [
        ProblemLine(
            number=problem.number,
            title=problem.title,
            state=problem.state,
            owner=str(problem.owner or ""),
            next_step=problem.next_step,
            due_on=problem.due_on,
            is_late=problem.is_open and problem.due_on is not None and problem.due_on < at.date(),
            age_days=problem.age_days(at),
            tickets=problem.ticket_count,
            waiting=problem.waiting_count,
            newest=problem.newest_ticket,
            cost=problem.cost,
            security=problem.security,
        )
        for problem in counted
    ]
