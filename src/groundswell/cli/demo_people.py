"""Those of the invented company who carry the effort: their roles, and what they did of late."""

from datetime import datetime, timedelta
from typing import Any

from groundswell.cli.demo.wording import data
from groundswell.foundation.accounts.actions import give_roles_unasked
from groundswell.foundation.accounts.models import User
from groundswell.improvement import actions as improvement
from groundswell.improvement.briefs.actions import keep_brief, take_contact
from groundswell.improvement.models import Improvement, Stakeholder
from groundswell.problems import actions as problems
from groundswell.problems.models import Problem
from groundswell.servicedesk import actions as desk
from groundswell.servicedesk.models import Ticket


def bring_in(*, by: User, at: datetime) -> User:
    """Give the people of the story their roles; return the champion, who acts from now on.

    Nobody has a password: who wants to come in gets a link that works once (`demo_links`).

    Args:
        by: the account of this machine, which brought the records in.
        at: the last moment of the story.
    """
    told = data("journey")["accounts"]
    for one in told:
        give_roles_unasked(find(one["name"]), by=by, at=at, roles=one["roles"])
    return find(told[0]["name"])


def find(name: str) -> User:
    """Return somebody of the story by name."""
    return User.objects.filter(name=name).order_by("-id")[0]


def go_on(*, at: datetime) -> None:
    """Do what those who answer for something did in the days before `at`, so that it goes on.

    Their roles are proven by acts of the last thirty days; a story that ends earlier would show
    them all on paper.

    Args:
        at: when the demo is made.
    """
    told: dict[str, Any] = data("journey")["since"]
    waiting = Ticket.objects.open().filter(kind="incident").order_by("opened_at", "id")
    first, second = waiting[:2]
    to = find(told["passed_to"])
    desk.assign_ticket(first, by=find(told["opened_by"]), at=at - timedelta(days=2), assignee=to)
    desk.assign_ticket(
        second, by=find(told["owner_of_trouble"]), at=at - timedelta(days=2), assignee=to
    )
    when = at - timedelta(days=5)
    problem = Problem.objects.filter(title=data("follow")["lonely"]["title"])[0]
    problems.add_entry(
        problem, by=find(told["problem_by"]), at=when, kind="fact", text=told["problem_fact"],
        happened_at=when,
    )  # fmt: skip
    mine = Improvement.objects.filter(owner=find(told["next_by"]), state="doing")[0]
    due = (at + timedelta(days=14)).date()
    improvement.next_improvement(
        mine, by=find(told["next_by"]), at=when, next_step=told["next_step"], due_on=due
    )
    champion = find(data("journey")["accounts"][0]["name"])
    idea = Improvement.objects.get(title=told["judged"])
    believed = {name: told[name] for name in ("hypothesis", "measure", "before", "target")}
    improvement.assess_improvement(
        idea, by=champion, at=when, **believed, effort_hours=told["effort_hours"], forecast=None
    )
    page = keep_brief(by=champion, at=when, lens=told["brief_for"])
    reader = Stakeholder.objects.get(name=told["brief_to"])
    take_contact(
        page, by=champion, at=when, kind="shown", stakeholder=reader, happened_on=when.date()
    )
    kind, source = told["signal"]
    person = Stakeholder.objects.get(name=told["signal_of"])
    improvement.take_signal(
        person, by=champion, at=when, kind=kind, seen_on=when.date(), source=source
    )
