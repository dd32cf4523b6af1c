"""What people say of recurring troubles that the analysis found."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.measurement.actions.verdicts import judge
from groundswell.measurement.models import Audit, Finding, Judgement, Verdict
from groundswell.problems import actions as problems
from groundswell.problems.models import Problem
from groundswell.problems.states import LinkReason, Origin
from groundswell.servicedesk.models import Ticket


@needs("problems.work")
def accept_candidate(
    finding: Finding, *, by: User, at: datetime, title: str, without: Sequence[str] = ()
) -> Problem:
    """Agree that these tickets are one trouble, and open a problem for it.

    Args:
        finding: of the newest run.
        by: who agrees.
        at: when.
        title: what it is called from now on.
        without: numbers of tickets that do not belong to it; they stay out of later runs too.

    Raises:
        Refusal: nothing is left of it, or the trouble has an open problem already.
    """
    kept = list(finding.tickets.exclude(number__in=without))
    if not kept:
        raise Refusal("No ticket is left; say instead that it is not one trouble.")
    with transaction.atomic():
        problem = problems.open_problem(
            by=by,
            at=at,
            new=problems.NewProblem(
                title=title.strip() or finding.title,
                origin=Origin.FINDING,
                finding_key=finding.key,
                service=_service_of(kept),
                next_step="Say who answers for it and what comes next",
            ),
            tickets=kept,
            without=list(finding.tickets.filter(number__in=without)),
            evidence=evidence_of(finding),
        )
        judge(finding, Verdict.CONFIRMED, by=by, at=at, title=title, taken_out=without)
        problems.price_problem(problem, by=by, at=at, cost=cost_of(finding))
        problem.refresh_from_db()
    return problem


@needs("problems.work")
def join_problem(finding: Finding, *, by: User, at: datetime, problem: Problem) -> Problem:
    """Say that a finding is a trouble that has a problem already; its tickets join.

    Raises:
        Refusal: the problem stands for another finding.
    """
    if problem.finding_key not in {"", finding.key}:
        raise Refusal(
            f"{problem} stands for another finding already. Open one of its own, "
            "and put the two problems together."
        )
    with transaction.atomic():
        with trail.change(problem, "problem.joined", by=by, at=at) as fresh:
            fresh.finding_key = finding.key
        problems.join_tickets(
            fresh, by=by, at=at, tickets=list(finding.tickets.all()), why=evidence_of(finding)
        )
        judge(finding, Verdict.CONFIRMED, by=by, at=at, title=fresh.title)
    return fresh


@needs("problems.work")
def reject_candidate(finding: Finding, *, by: User, at: datetime, reason: str = "") -> None:
    """Say that these tickets are not one trouble; it is not proposed again."""
    with transaction.atomic():
        judge(finding, Verdict.REJECTED, by=by, at=at, title="", reason=reason)


@needs("problems.work")
def reconsider_candidate(judgement: Judgement, *, by: User, at: datetime) -> None:
    """Take a judgement back; the trouble is proposed again, and what was put together apart."""
    with transaction.atomic():
        trail.note(
            f"finding:{judgement.key}",
            "finding.reconsidered",
            by=by,
            at=at,
            changes={"verdict": [judgement.verdict, ""]},
        )
        Judgement.objects.filter(verdict=Verdict.PART, into_key=judgement.key).delete()
        judgement.delete()


@needs("problems.work")
def audit_candidate(finding: Finding, *, by: User, at: datetime, shown: int, right: int) -> Audit:
    """Say how many of the members that were looked at truly belong to a finding.

    Raises:
        BadInput: more are right than were shown.
    """
    if not 0 <= right <= shown or not shown:
        raise BadInput(f"{right} of {shown} cannot be; count those that belong to it.")
    with transaction.atomic():
        audit = Audit.objects.create(
            key=finding.key, shown=shown, right=right, audited_at=at, audited_by=by
        )
        trail.note(
            f"finding:{finding.key}",
            "finding.audited",
            by=by,
            at=at,
            changes={"right": ["", f"{right} of {shown}"]},
        )
    return audit


def evidence_of(finding: Finding) -> problems.Evidence:
    """Return why the analysis believes that these tickets are one trouble."""
    why = (finding.detail.get("why") or [{}])[0]
    known = {"text", "ci", "service", "closure", "time"}
    reason = why.get("evidence") if why.get("evidence") in known else LinkReason.TEXT
    return problems.Evidence(reason=str(reason), detail=str(why.get("detail", "")))


def cost_of(finding: Finding) -> dict[str, object] | None:
    """Return what a finding costs a year as a problem keeps it; None where it is not known."""
    cost = finding.detail.get("cost_per_year")
    if not cost:
        return None
    document = finding.run.findings or {}
    return {
        **cost,
        "currency": document.get("currency", ""),
        "tickets": len(finding.detail["tickets"]),
        "as_of": finding.run.as_of.isoformat(),
        "run": finding.run.number,
    }


def _service_of(tickets: Sequence[Ticket]) -> Service | None:
    """Return the service that most of these tickets name, None where fewer than half name one."""
    named = [ticket.service_id for ticket in tickets if ticket.service_id]
    if len(named) * 2 < len(tickets):
        return None
    most = max(sorted(set(named)), key=named.count)
    return next(ticket.service for ticket in tickets if ticket.service_id == most)
