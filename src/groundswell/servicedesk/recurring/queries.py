"""Questions about plans of tickets."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.catalogue.models import OFFERED
from groundswell.catalogue.offerings.models import Offering, OfferingState
from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.recurring.models import Plan, PlannedTicket, PlanState
from groundswell.servicedesk.recurring.reckoning import say_rule, upcoming

#: next days, and tickets, that the page of a plan shows
AHEAD, BACK = 5, 20


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan as lists show it.

    Attributes:
        plan: with what it begins from and for whom.
        rule: its days in words.
        next_at: when it opens the next tickets, the first first; empty unless it runs.
        next_days: the days of these, as the clocks of the plan have them.
    """

    plan: Plan
    rule: str
    next_at: list[datetime]
    next_days: list[date]


def list_plans(*, seen_by: User, at: datetime) -> list[PlanLine]:
    """Return the plans that this person may see: those that need somebody, then what comes next."""
    order = {PlanState.PAUSED: 0, PlanState.RUNNING: 1, PlanState.ENDED: 2}
    found = sorted(
        _plans(seen_by),
        key=lambda plan: (order[PlanState(plan.state)], plan.next_at or at, plan.pk),
    )
    return [read_line(plan, at=at, ahead=1) for plan in found]


def read_line(plan: Plan, *, at: datetime, ahead: int = AHEAD) -> PlanLine:
    """Return a plan with its rule in words and its next times."""
    runs = plan.state == PlanState.RUNNING
    following = list(islice(upcoming(plan, since=max(plan.since, at)), ahead if runs else 0))
    return PlanLine(
        plan=plan,
        rule=say_rule(plan),
        next_at=[moment for _, moment in following],
        next_days=[day for day, _ in following],
    )


def get_plan(number: str, *, seen_by: User) -> Plan:
    """Return a plan that this person may see.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(_plans(seen_by), number=number)


def list_opened(plan: Plan, *, seen_by: User) -> list[PlannedTicket]:
    """Return what a plan opened, the newest twenty, as far as this person may see it."""
    rows = plan.opened.filter(ticket__in=Ticket.objects.visible_to(seen_by)).select_related(
        "ticket"
    )
    return list(rows.order_by("-day")[:BACK])


def list_offerings() -> QuerySet[Offering]:
    """Return what a plan can ask for, by name."""
    return Offering.objects.filter(state=OfferingState.PUBLISHED).order_by("name")


def list_due(*, at: datetime) -> list[int]:
    """Return the keys of plans with a ticket due, or whose next time is to be reckoned anew."""
    day_ago = at - timedelta(days=1)
    stale = Q(calendar__isnull=False, reckoned_at__lte=day_ago)
    due = Plan.objects.filter(Q(next_at__lte=at) | stale, state=PlanState.RUNNING)
    return list(due.order_by("next_at", "id").values_list("pk", flat=True))


def why_not(plan: Plan) -> str:
    """Return why a plan cannot open tickets now, and what to do; "" where it can."""
    if not plan.caller.is_active:
        return f"{plan.caller} is no longer here; say for whom it is opened now."
    if plan.template is not None and plan.template.removed_at is not None:
        return f"The template “{plan.template}” was taken out; plan it anew from another."
    if plan.offering is not None and not plan.offering.is_published:
        return f"“{plan.offering}” is not offered now; publish it again, or plan something else."
    if plan.service is not None and plan.service.state not in OFFERED:
        return f"The service {plan.service} is not live; choose another, or none."
    return ""


def _plans(seen_by: User) -> QuerySet[Plan]:
    return Plan.objects.visible_to(seen_by).select_related(
        "template", "offering", "caller", "group", "service", "calendar"
    )
