"""After a fix it is counted whether the trouble stays away."""

from datetime import datetime, timedelta

import pytest

from groundswell.foundation.accounts.models import User
from groundswell.problems import actions, queries
from groundswell.problems.models import Problem
from tests.makers import MONDAY_9AM, make_problem, make_ticket

pytestmark = pytest.mark.django_db

FIXED = MONDAY_9AM + timedelta(days=90)


def fixed(agent: User, *, after: int) -> Problem:
    """Return a problem with twelve tickets before its fix and some after it."""
    before = [make_ticket(opened_at=FIXED - timedelta(days=7 * n)) for n in range(1, 13)]
    problem = make_problem(by=agent, tickets=before)
    actions.state_cause(problem, by=agent, at=FIXED, cause="Dry head", cause_class="age")
    actions.resolve_problem(problem, by=agent, at=FIXED, resolution="New heads")
    for day in range(after):
        ticket = make_ticket(opened_at=FIXED + timedelta(days=1 + day))
        actions.link_ticket(problem, by=agent, at=FIXED, ticket=ticket)
    problem.refresh_from_db()
    return problem


def look(problem: Problem, *, days: int, at: datetime) -> str:
    found = queries.check_recurrence(problem, days=days, at=at)
    check = actions.keep_check(problem, by=None, at=at, days=days, found=found)
    return str(check.verdict)


def test_silence_long_enough_confirms_a_fix(agent: User) -> None:
    problem = fixed(agent, after=0)

    verdict = look(problem, days=90, at=FIXED + timedelta(days=91))

    problem.refresh_from_db()
    assert (verdict, problem.state) == ("confirmed", "resolved")


def test_what_comes_back_opens_the_problem_again(agent: User) -> None:
    problem = fixed(agent, after=12)

    verdict = look(problem, days=30, at=FIXED + timedelta(days=31))

    problem.refresh_from_db()
    assert (verdict, problem.state, problem.resolved_at) == ("came_back", "investigating", None)
    assert "12 incidents" in problem.next_step


def test_a_check_falls_due_once(agent: User) -> None:
    problem = fixed(agent, after=0)
    at = FIXED + timedelta(days=100)

    assert queries.list_due_checks(at=FIXED + timedelta(days=10)) == []
    assert [days for _, days in queries.list_due_checks(at=at)] == [30, 90]

    look(problem, days=30, at=at)
    assert [days for _, days in queries.list_due_checks(at=at)] == [90]
