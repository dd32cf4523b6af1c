"""Taking problems down and saying what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.problems.actions.linking import Evidence, add_links, keep_out
from groundswell.problems.models import Problem
from groundswell.problems.states import OPEN, Origin
from groundswell.servicedesk.models import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProblem:
    """What is known when somebody decides that a trouble is worth looking into."""

    title: str
    symptom: str = ""
    impact: str = ""
    service: Service | None = None
    ci: ConfigItem | None = None
    owner: User | None = None
    origin: str = Origin.TICKETS
    finding_key: str = ""
    next_step: str = ""
    security: bool = False


@needs("problems.work")
def open_problem(
    *,
    by: User,
    at: datetime,
    new: NewProblem,
    tickets: Sequence[Ticket] = (),
    without: Sequence[Ticket] = (),
    evidence: Evidence | None = None,
) -> Problem:
    """Take down a problem, with the tickets that show it.

    Args:
        by: who takes it down; they answer for it until somebody else does.
        at: when.
        new: what is known of it.
        tickets: that show it.
        without: tickets that look like it and do not show it; the analysis leaves them out.
        evidence: why these tickets are believed to show it; by default because `by` says so.

    Raises:
        Refusal: it has no title, or the same trouble has an open problem already.
    """
    if not new.title.strip():
        raise Refusal("Say in a few words what keeps happening; the first line is empty.")
    with transaction.atomic():
        if new.finding_key:
            _refuse_second(new.finding_key)
        problem = trail.begin(
            Problem(
                title=new.title.strip()[:250],
                symptom=new.symptom,
                impact=new.impact,
                service=new.service,
                ci=new.ci,
                owner=new.owner or by,
                origin=new.origin,
                finding_key=new.finding_key,
                next_step=new.next_step.strip()[:250],
                security=new.security,
                opened_at=at,
            ),
            "problem.opened",
            by=by,
            at=at,
        )
        add_links(problem, tickets, by=by, at=at, evidence=evidence or Evidence())
        keep_out(problem, without, at=at)
    return problem


def _refuse_second(finding_key: str) -> None:
    first = Problem.objects.filter(finding_key=finding_key, state__in=OPEN).first()
    if first is not None:
        raise Refusal(f"{first} is open for the same trouble: {first.title}. Link tickets to it.")


@needs("problems.work")
def describe_problem(  # noqa: PLR0913 (each is a field of the form)
    problem: Problem,
    *,
    by: User,
    at: datetime,
    title: str,
    symptom: str,
    impact: str,
    service: Service | None,
    ci: ConfigItem | None,
) -> Problem:
    """Say anew what people see, what it does to them and what it is about.

    Raises:
        Refusal: the title is empty.
    """
    if not title.strip():
        raise Refusal(f"{problem} needs a title that the desk would recognise.")
    with trail.change(problem, "problem.described", by=by, at=at) as fresh:
        fresh.title = title.strip()[:250]
        fresh.symptom, fresh.impact = symptom, impact
        fresh.service, fresh.ci = service, ci
    return fresh
