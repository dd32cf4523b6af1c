"""The machine's own round: decisions go to whoever can take them, and people are reminded."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule

from groundswell.foundation.audit import trail
from groundswell.servicedesk.requests.approvers import find_seat
from groundswell.servicedesk.requests.models import Decision
from groundswell.servicedesk.requests.queries import list_to_remind, waiting_decisions

ROUND = "groundswell.servicedesk.requests.tasks.go_round"


def look_after_decisions(*, at: datetime) -> int:
    """Hand decisions over and remind those who still have to decide; return how many of them."""
    with transaction.atomic():
        hand_over(at=at)
        late = list_to_remind(at=at)
        for decision in late:
            Decision.objects.filter(pk=decision.pk).update(reminded_at=at)
            told = {"asks": ["", str(decision.approver)]}
            number = decision.approval.ticket.number
            trail.note(number, "request.reminded", by=None, at=at, changes=told)
    return len(late)


def hand_over(*, at: datetime) -> None:
    """Give decisions of people who left or are away to whoever decides in their place."""
    today = timezone.localdate(at)
    for decision in waiting_decisions():
        ticket = decision.approval.ticket
        seat = find_seat(decision.approver, ticket, on=today)
        if seat is None or seat.decides == decision.approver:
            continue
        asked = decision.approval.decisions.filter(approver=seat.decides)
        if asked.exists():  # they decide already, with a voice of their own
            continue
        Decision.objects.filter(pk=decision.pk).update(
            approver=seat.decides, instead_of=decision.approver, reminded_at=None
        )
        told = {"asks": [str(decision.approver), f"{seat.decides}. {seat.why}"]}
        trail.note(ticket.number, "request.handed_over", by=None, at=at, changes=told)


def plan_reminders(*, at: datetime) -> None:
    """Have decisions looked after every hour; harmless when said again."""
    Schedule.objects.get_or_create(
        func=ROUND,
        defaults={"schedule_type": Schedule.HOURLY, "next_run": at + timedelta(minutes=20)},
    )
