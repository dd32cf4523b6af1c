"""What the champion of the invented company has done about three of its troubles so far."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from groundswell.cli.demo import Story
from groundswell.cli.demo.planted import FREEZE, LONELY, WAVE
from groundswell.cli.demo.wording import data
from groundswell.foundation.accounts.models import User
from groundswell.improvement import actions as improvement
from groundswell.improvement.actions import NewAsk
from groundswell.measurement.actions import accept_candidate
from groundswell.measurement.following import follow_up
from groundswell.measurement.models import AnalysisRun
from groundswell.problems import actions
from groundswell.problems.actions import Evidence, NewKnownError, NewOption, NewProblem, Said
from groundswell.problems.models import Problem
from groundswell.problems.queries import check_recurrence, list_due_checks
from groundswell.servicedesk.models import Ticket

#: tickets of the newest on which the workaround was tried, and those on which it did not help
_TRIED, _IN_VAIN = 9, 1


def follow_story(story: Story, run: AnalysisRun, *, by: User, at: datetime) -> None:
    """Open, investigate, fix and ask, as a champion would after some weeks with the findings.

    Args:
        story: the invented year, already loaded.
        run: the analysis of it.
        by: the champion.
        at: the last moment of the story.
    """
    told = data("follow")
    _follow_lonely(told["lonely"], _tickets(story, LONELY), run, by=by, at=at)
    _follow_wave(told["wave"], _tickets(story, WAVE), by=by, at=at)
    _follow_freeze(told["freeze"], _tickets(story, FREEZE), by=by, at=at)
    follow_up(run, by=by, at=at)


def _tickets(story: Story, name: str) -> list[Ticket]:
    numbers = story.truth.stories[name].tickets
    return list(Ticket.objects.filter(source_id__in=numbers).order_by("opened_at"))


def _follow_lonely(
    told: Mapping[str, Any], tickets: list[Ticket], run: AnalysisRun, *, by: User, at: datetime
) -> None:
    """The trouble that one agent ends in minutes: written down, valued, asked for, refused."""
    begun = at - timedelta(days=50)
    keys = [ticket.pk for ticket in tickets]
    findings = run.problems.filter(tickets__in=keys).distinct()
    finding = max(findings, key=lambda found: found.tickets.filter(pk__in=keys).count())
    problem = accept_candidate(finding, by=by, at=begun, title=told["title"])
    _describe(problem, told, by=by, at=begun)
    _investigate(problem, told, by=by, at=at)
    actions.state_cause(
        problem, by=by, at=begun, cause=told["cause"], cause_class=told["cause_class"]
    )
    _write_down(problem, told, tickets, by=by, at=begun)
    small = _propose(problem, told["small"], "small", by=by, at=begun)
    _propose(problem, told["large"], "large", by=by, at=begun)
    asked = at - timedelta(days=told["asked_days_ago"])
    ask = improvement.ask_for_fix(
        problem, by=by, at=asked, new=NewAsk(asked_of=told["asked_of"], option=small)
    )
    improvement.answer_ask(
        ask,
        by=by,
        at=at - timedelta(days=told["refused_days_ago"]),
        answer="refused",
        answered_by=told["asked_of"],
        reason=told["refusal"],
    )


def _write_down(
    problem: Problem, told: Mapping[str, Any], tickets: list[Ticket], *, by: User, at: datetime
) -> None:
    known = actions.write_known_error(
        by=by,
        at=at,
        new=NewKnownError(
            title=told["known_error"],
            symptom=told["symptom"],
            root_cause=told["cause"],
            service=problem.service,
        ),
        problem=problem,
    )
    workaround = actions.add_workaround(
        known,
        by=by,
        at=at,
        steps=told["steps"],
        minutes=told["minutes"],
        residual_loss=told["residual_loss"],
    )
    for place, ticket in enumerate(tickets[-_TRIED:]):
        agent, then = ticket.assignee or by, ticket.resolved_at or at
        use = actions.use_workaround(workaround, by=agent, at=then, ticket=ticket)
        told_by = ticket.caller or agent
        actions.say_whether_helped(use, by=told_by, at=then, helped=place >= _IN_VAIN)


def _propose(
    problem: Problem, told: Mapping[str, Any], size: str, *, by: User, at: datetime
) -> Any:
    numbers = {
        name: Said(low=given[0], likely=given[1], high=given[2], said_by=by.name)
        for name, given in told.items()
        if name != "title"
    }
    new = NewOption(title=told["title"], size=size, numbers=numbers)
    return actions.propose_option(problem, by=by, at=at, new=new)


def _follow_wave(told: Mapping[str, Any], tickets: list[Ticket], *, by: User, at: datetime) -> None:
    """The wave after a change: fixed, and watched since."""
    opened, ended = tickets[0].opened_at or at, tickets[-1].opened_at or at
    problem = actions.open_problem(
        by=by,
        at=opened,
        new=NewProblem(
            title=told["title"],
            symptom=told["symptom"],
            impact=told["impact"],
            service=tickets[0].service,
        ),
        tickets=tickets,
        evidence=Evidence(reason="time", detail=told["detail"]),
    )
    actions.state_cause(
        problem, by=by, at=ended, cause=told["cause"], cause_class=told["cause_class"]
    )
    actions.resolve_problem(
        problem, by=by, at=ended + timedelta(hours=1), resolution=told["resolution"]
    )
    for due, days in list_due_checks(at=at):
        found = check_recurrence(due, days=days, at=at)
        actions.keep_check(due, by=None, at=at, days=days, found=found)


def _follow_freeze(
    told: Mapping[str, Any], tickets: list[Ticket], *, by: User, at: datetime
) -> None:
    """The hidden trouble: somebody has begun to look."""
    problem = actions.open_problem(
        by=by,
        at=at - timedelta(days=13),
        new=NewProblem(title=told["title"], symptom=told["symptom"], next_step=told["next_step"]),
        tickets=tickets[-12:],
    )
    actions.investigate_problem(problem, by=by, at=at - timedelta(days=12))
    _investigate(problem, told, by=by, at=at)


def _describe(problem: Problem, told: Mapping[str, Any], *, by: User, at: datetime) -> None:
    actions.describe_problem(
        problem,
        by=by,
        at=at,
        title=told["title"],
        symptom=told["symptom"],
        impact=told["impact"],
        service=problem.service,
        ci=problem.ci,
    )
    actions.own_problem(
        problem,
        by=by,
        at=at,
        owner=by,
        due_on=(at + timedelta(days=90)).date(),
        next_step=told["next_step"],
    )


def _investigate(problem: Problem, told: Mapping[str, Any], *, by: User, at: datetime) -> None:
    for days, text in told["facts"]:
        moment = at + timedelta(days=days)
        actions.add_entry(problem, by=by, at=moment, kind="fact", text=text, happened_at=moment)
    for text in told.get("whys", ()):
        actions.add_entry(problem, by=by, at=at, kind="why", text=text)
    for branch, text, standing in told["causes"]:
        cause = actions.add_entry(problem, by=by, at=at, kind="cause", text=text, branch=branch)
        actions.judge_cause(cause, by=by, at=at, standing=standing)
