"""Starting the analysis and keeping what it found."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django_q.tasks import async_task

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.kernel.sequences import batched
from groundswell.measurement.models import AnalysisRun, Finding, RunState
from groundswell.servicedesk.models import Ticket


@needs("findings.make")
def start_analysis(*, by: User, at: datetime) -> AnalysisRun:
    """Ask for a run of the analysis in the background.

    Raises:
        Refusal: one is under way.
    """
    if AnalysisRun.objects.filter(state__in=(RunState.WAITING, RunState.RUNNING)).exists():
        raise Refusal("The analysis is running; its findings will be here when it is done.")
    with transaction.atomic():
        run = trail.begin(AnalysisRun(as_of=at), "analysis.asked", by=by, at=at)
        transaction.on_commit(
            partial(async_task, "groundswell.measurement.tasks.run_analysis", run.pk)
        )
    return run


@needs("findings.make")
def begin_analysis(*, by: User, at: datetime) -> AnalysisRun:
    """Take down a run that the caller carries out itself, at once."""
    return trail.begin(
        AnalysisRun(as_of=at, state=RunState.RUNNING), "analysis.begun", by=by, at=at
    )


def mark_running(run: AnalysisRun, *, by: User | None, at: datetime) -> AnalysisRun:
    """Say that a waiting run is being worked on; harmless when said twice."""
    with trail.change(run, "analysis.begun", by=by, at=at) as fresh:
        if fresh.state == RunState.WAITING:
            fresh.state = RunState.RUNNING
    return fresh


def keep_findings(
    run: AnalysisRun,
    *,
    by: User | None,
    at: datetime,
    findings: Mapping[str, Any],
    memory: Mapping[str, Mapping[str, Any]] | None = None,
) -> AnalysisRun:
    """Store what a run found, with the tickets of each recurring problem.

    Args:
        run: the run that found it.
        by: who asked for it.
        at: when it was done.
        findings: the document of the JSON contract; its ticket ids are our numbers.
        memory: by id of a problem, what the next run needs to know it again.
    """
    with trail.change(run, "analysis.done", by=by, at=at) as fresh:
        fresh.state = RunState.DONE
        fresh.findings = dict(findings)
        fresh.finished_at = at
        fresh.problems.all().delete()
        for rank, problem in enumerate(findings.get("problems") or (), start=1):
            _keep_problem(fresh, rank, problem, (memory or {}).get(problem["id"], {}))
    return fresh


def fail_analysis(run: AnalysisRun, *, by: User | None, at: datetime, reason: str) -> AnalysisRun:
    """Say that a run could not be carried out, and why."""
    with trail.change(run, "analysis.failed", by=by, at=at) as fresh:
        fresh.state = RunState.FAILED
        fresh.failure = reason
        fresh.finished_at = at
    return fresh


def _keep_problem(
    run: AnalysisRun, rank: int, problem: Mapping[str, Any], memory: Mapping[str, Any]
) -> None:
    finding = Finding.objects.create(
        run=run,
        key=problem["id"],
        rank=rank,
        title=problem["title"][:250],
        detail=dict(problem),
        # the tickets are kept beside, so they are not kept here too
        memory={name: value for name, value in memory.items() if name != "members"},
    )
    through = Finding.tickets.through
    through.objects.bulk_create(
        [
            through(finding_id=finding.pk, ticket_id=ticket_id)
            for ticket_id in _keys_of(problem["tickets"])
        ],
        batch_size=500,
    )


def _keys_of(numbers: Iterable[str]) -> list[int]:
    keys: list[int] = []
    # SQLite takes a limited number of values in one question.
    for chunk in batched(numbers, 500):
        keys += Ticket.objects.filter(number__in=chunk).values_list("pk", flat=True)
    return keys
