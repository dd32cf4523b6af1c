"""A trouble with a year of tickets, a fix for 150 and a tool for 800: the plainest case."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from groundswell.foundation.accounts.models import User
from groundswell.problems.actions import NewOption, Said, give_input, propose_option
from groundswell.problems.models import FixOption, Problem
from tests.makers import MONDAY_9AM, make_problem, make_ticket, make_user

#: 20 people, a quarter of an hour each: 137.50 for each time
TROUBLE = {
    "users": 20, "minutes": 15, "factor": 0.6, "user_rate": 40, "agent_minutes": 30,
    "agent_rate": 35, "contact_minutes": 0,
}  # fmt: skip
SMALL = {"cash": 150, "success": 0.9, "effectiveness": 0.95, "lead_months": 0.5}
LARGE = {"cash": 800, "running_cash": 120, "success": 0.8, "effectiveness": 0.98, "lead_months": 2}
NOW = MONDAY_9AM


def say(value: float, *, low: float | None = None, high: float | None = None) -> Said:
    return Said(
        low=value if low is None else low,
        likely=value,
        high=value if high is None else high,
        said_by="Bo",
    )


def make_trouble(
    agent: User, *, tickets: int = 24, numbers: Mapping[str, float] | None = None, **given: Any
) -> Problem:
    """Return a problem with so many tickets, spread over the year before."""
    step = timedelta(days=365) / max(tickets, 1)
    linked = [
        make_ticket(
            summary=f"Valve of the shower sticks again, floor {n % 3}",
            by=make_user(),
            opened_at=NOW - timedelta(days=365) + n * step,
        )
        for n in range(tickets)
    ]
    problem = make_problem(
        by=agent, title="The valve of the shower sticks", tickets=linked, **given
    )
    for name, value in (TROUBLE if numbers is None else numbers).items():
        give_input(problem, by=agent, at=NOW, name=name, said=say(value))
    return problem


def add_option(
    problem: Problem, agent: User, title: str, numbers: Mapping[str, float], at: datetime = NOW
) -> FixOption:
    given = {name: say(value) for name, value in numbers.items()}
    new = NewOption(title=title, numbers=given)
    return propose_option(problem, by=agent, at=at, new=new)
