"""The machine's own round: decisions go to whoever can take them, and people are reminded."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule

from groundswell.foundation.audit import trail
from groundswell.servicedesk.requests.actions.deciding import settle
from groundswell.servicedesk.requests.approvers import Seat, count_needed, find_seat
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
    """Give decisions of people who left or are away to whoever decides in their place.

    The place of one who cannot decide any more is given up where nobody takes it, and where
    whoever would is asked with a voice of their own.
    """
    today = timezone.localdate(at)
    for decision in waiting_decisions():
        ticket = decision.approval.ticket
        person = decision.approver
        seat = find_seat(person, ticket, on=today)
        if seat is not None and seat.decides == person:
            continue
        if seat is None or decision.approval.decisions.filter(approver=seat.decides).exists():
            if not person.is_active or person.pk == ticket.caller_id:
                _give_up(decision, seat, at=at)
            continue  # else they are away, and back one day
        Decision.objects.filter(pk=decision.pk).update(
            approver=seat.decides, instead_of=person, reminded_at=None
        )
        told = {"asks": [str(person), f"{seat.decides}. {seat.why}"]}
        trail.note(ticket.number, "request.handed_over", by=None, at=at, changes=told)


def _give_up(decision: Decision, seat: Seat | None, *, at: datetime) -> None:
    """Ask one less, and count anew how many have to say yes; with nobody left an agent decides."""
    person, approval = decision.approver, decision.approval
    decision.delete()
    left = approval.decisions.count()
    why = f"{person} has left" if not person.is_active else f"{person} asked for it"
    others = f"{seat.decides} is asked already" if seat else "nobody decides in their place"
    said = f"{why}; {others}." if left else f"{why}. An agent decides."
    told = {"asks": [str(person), said]}
    trail.note(approval.ticket.number, "request.asks_one_less", by=None, at=at, changes=told)
    needed, fewer = count_needed(approval.rule, left)
    with trail.change(approval, "approval.asked", by=None, at=at) as fresh:
        fresh.needed = needed
        fresh.note = " ".join(filter(None, (fresh.note, said, *fewer)))[-500:]
    if left:
        settle(fresh, approval.ticket, by=None, at=at)


def plan_reminders(*, at: datetime) -> None:
    """Have decisions looked after every hour; harmless when said again."""
    Schedule.objects.get_or_create(
        func=ROUND,
        defaults={"schedule_type": Schedule.HOURLY, "next_run": at + timedelta(minutes=20)},
    )
