"""Questions about findings."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.kernel.errors import NotKnown
from groundswell.measurement.models import AnalysisRun, Finding, RunState
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import TicketLine, read_lines


def latest_run() -> AnalysisRun | None:
    """Return the newest finished run of the analysis, or None before the first."""
    return AnalysisRun.objects.filter(state=RunState.DONE).order_by("-id").first()


def busy_run() -> AnalysisRun | None:
    """Return the run that is under way or waits, or None."""
    return (
        AnalysisRun.objects.filter(state__in=(RunState.WAITING, RunState.RUNNING))
        .order_by("-id")
        .first()
    )


def latest_findings() -> dict[str, Any]:
    """Return the findings document of the newest run.

    Raises:
        NotKnown: nothing has been analysed yet.
    """
    run = latest_run()
    if run is None or run.findings is None:
        raise NotKnown(
            "Nothing has been analysed yet: import a file or wait for the first tickets."
        )
    findings: dict[str, Any] = run.findings
    return findings


def list_problems(run: AnalysisRun) -> QuerySet[Finding]:
    """Return the recurring problems of a run, the dearest first."""
    return run.problems.order_by("rank")


def get_problem(key: str) -> Finding:
    """Return a recurring problem of the newest run by its key.

    Raises:
        Http404: the newest run has no such problem.
    """
    return get_object_or_404(Finding, run=latest_run(), key=key)


def list_members(problem: Finding, *, seen_by: User, limit: int = 200) -> list[TicketLine]:
    """Return those tickets of a problem that this person may see, newest first."""
    tickets = Ticket.objects.visible_to(seen_by).filter(findings=problem)
    return read_lines(tickets.order_by("-opened_at", "-id")[:limit])


def problem_of(ticket: Ticket) -> Finding | None:
    """Return the recurring problem that the newest run saw in this ticket, or None."""
    run = latest_run()
    if run is None:
        return None
    return run.problems.filter(tickets=ticket).order_by("rank").first()


def may_read_tickets(user: User) -> bool:
    """Tell whether this person may open the tickets behind a figure."""
    return may(user, "desk.see")
