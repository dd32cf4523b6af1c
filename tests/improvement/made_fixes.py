"""Troubles that were fixed, with what came after, checked."""

from datetime import datetime, timedelta

from groundswell.foundation.accounts.models import User
from groundswell.improvement.actions import NewAsk, answer_ask, ask_for_fix
from groundswell.problems.actions import keep_check, link_ticket, resolve_problem, state_cause
from groundswell.problems.models import Problem
from groundswell.problems.queries import check_recurrence
from tests.improvement.made_cases import NOW, SMALL, add_option, make_trouble
from tests.makers import make_ticket


def fix(agent: User, *, after: int, asked: bool = True, days: int = 90) -> Problem:
    """Return a problem that was fixed, with so many tickets in the days since, checked."""
    problem = make_trouble(agent)
    valve = add_option(problem, agent, "New valve", SMALL)
    if asked:
        new = NewAsk(asked_of="Dana Weiss", option=valve)
        ask = ask_for_fix(problem, by=agent, at=NOW, new=new)
        answer_ask(ask, by=agent, at=NOW, answer="granted", answered_by="Dana Weiss")
    state_cause(problem, by=agent, at=NOW, cause="Worn out", cause_class="age")
    problem = resolve_problem(problem, by=agent, at=NOW, resolution="New valve")
    for n in range(after):
        at = NOW + timedelta(days=n * days / max(after, 1), hours=1)
        link_ticket(problem, by=agent, at=at, ticket=make_ticket(opened_at=at))
    return check(problem, days, NOW + timedelta(days=days))


def check(problem: Problem, days: int, at: datetime) -> Problem:
    found = check_recurrence(problem, days=days, at=at)
    keep_check(problem, by=None, at=at, days=days, found=found)
    problem.refresh_from_db()
    return problem
