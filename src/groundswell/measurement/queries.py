"""Questions about findings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.catalogue.queries import rates_changed_at
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.often import Often
from groundswell.kernel.errors import NotKnown
from groundswell.measurement.models import (
    AnalysisRun,
    Audit,
    Finding,
    Judgement,
    RunState,
    Verdict,
)
from groundswell.measurement.similar import likely_problem
from groundswell.problems.models import Problem
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import TicketLine, read_lines
from groundswell.servicedesk.queries.similar import Similar

#: recurring problems on one page of the ranked list
PAGE = 20
#: tickets of a problem that its page shows at first, and at most
FEW, MOST = 12, 500


def latest_run() -> AnalysisRun | None:
    """Return the newest finished run of the analysis, or None before the first."""
    return _DONE.first()


_DONE = Often(lambda: AnalysisRun.objects.filter(state=RunState.DONE).order_by("-id")[:1])


def is_anything_new() -> bool:
    """Tell whether a ticket was taken down or altered since the newest run began."""
    newest = Ticket.objects.aggregate(newest=Max("updated_at"))["newest"]
    run = latest_run()
    return newest is not None and (run is None or newest > run.as_of)


def busy_run() -> AnalysisRun | None:
    """Return the run that is under way or waits, or None."""
    return (
        AnalysisRun.objects.filter(state__in=(RunState.WAITING, RunState.RUNNING))
        .order_by("-id")
        .first()
    )


def is_outdated(run: AnalysisRun | None) -> bool:
    """Tell whether what an hour costs was changed after this run read it."""
    changed = rates_changed_at()
    return run is not None and changed is not None and changed > run.as_of


def failed_run() -> AnalysisRun | None:
    """Return the newest run if it could not be finished, or None."""
    run = AnalysisRun.objects.order_by("-id").first()
    return run if run is not None and run.state == RunState.FAILED else None


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


def page_problems(run: AnalysisRun, *, page: str) -> Page[Finding]:
    """Return one page of the ranked list; a page that does not exist becomes the nearest."""
    return Paginator(list_problems(run), PAGE).get_page(page)


def get_problem(key: str) -> Finding:
    """Return a recurring problem of the newest run by its key.

    Raises:
        Http404: the newest run has no such problem.
    """
    return get_object_or_404(Finding, run=latest_run(), key=key)


def find_problems(run: AnalysisRun, *, keys: Iterable[str]) -> dict[str, Finding]:
    """Return those problems of a run that have one of these keys, by key."""
    return {found.key: found for found in run.problems.filter(key__in=list(keys)).defer("detail")}


def list_members(problem: Finding, *, seen_by: User, limit: int = FEW) -> list[TicketLine]:
    """Return those tickets of a problem that this person may see, newest first."""
    tickets = Ticket.objects.visible_to(seen_by).filter(findings=problem)
    return read_lines(tickets.order_by("-opened_at", "-id")[:limit])


def problem_of(ticket: Ticket, *, similar: Sequence[Similar]) -> Finding | None:
    """Return the recurring problem that a ticket belongs to, or None.

    It is the one in which the newest run saw this ticket; for a ticket that came after it, the one
    that the most similar tickets share.
    """
    run = latest_run()
    if run is None:
        return None
    return run.problems.filter(tickets=ticket).order_by("rank").first() or likely_problem(
        similar, run=run
    )


@dataclass(frozen=True, slots=True)
class Candidates:
    """Recurring troubles that nobody has decided on, and what was decided before."""

    waiting: Sequence[Finding]
    #: how many more wait than are shown
    more: int
    rejected: Sequence[Judgement]
    #: keys of those that a person put together from several
    merged: frozenset[str]
    #: what all that waits costs a year, likely; None where nothing is priced
    cost: float | None


def list_candidates(run: AnalysisRun, *, limit: int = 20) -> Candidates:
    """Return the troubles of a run that nobody has decided on, the dearest first.

    Work that was asked for is no trouble and left out.
    """
    verdicts = dict(Judgement.objects.values_list("key", "verdict"))
    merged = frozenset(key for key, verdict in verdicts.items() if verdict == Verdict.MERGED)
    known = set(Problem.objects.exclude(finding_key="").values_list("finding_key", flat=True))
    decided = (verdicts.keys() - merged) | known
    waiting = [
        finding
        for finding in run.problems.order_by("rank")
        if finding.key not in decided and not finding.detail.get("asked_for")
    ]
    costs = [
        finding.detail["cost_per_year"]["likely"]
        for finding in waiting
        if finding.detail.get("cost_per_year")
    ]
    rejected = Judgement.objects.filter(verdict=Verdict.REJECTED).order_by("-judged_at")
    return Candidates(
        waiting=waiting[:limit],
        more=max(0, len(waiting) - limit),
        rejected=list(rejected[:20]),
        merged=merged,
        cost=sum(costs) if costs else None,
    )


def get_judgement(key: str) -> Judgement:
    """Return what was said of a finding.

    Raises:
        Http404: nothing was said.
    """
    return get_object_or_404(Judgement, key=key)


def judgement_of(key: str) -> Judgement | None:
    """Return what was said of a finding, None while nothing was."""
    return Judgement.objects.filter(key=key).first()


def list_audits(key: str) -> QuerySet[Audit]:
    """Return the looks that people took at members of a finding, newest first."""
    return Audit.objects.filter(key=key).select_related("audited_by").order_by("-audited_at")


def rank_gaps(quality: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return how well the fields are filled, those first whose gaps weaken an answer."""
    return sorted(quality, key=lambda part: (not part["costs"], part["filled"]))


def list_unknown(run: AnalysisRun | None, *, about: str) -> dict[str, str]:
    """Return what a run could not say about a part of the findings, and why."""
    reasons = (run.findings or {}).get("not_known", {}) if run else {}
    return {name: why for name, why in reasons.items() if name.partition(".")[0] == about}


def may_read_tickets(user: User) -> bool:
    """Tell whether this person may open the tickets behind a figure."""
    return may(user, "desk.see")
