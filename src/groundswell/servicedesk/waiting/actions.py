"""Putting a ticket on hold with what happens by itself, and letting it and the end happen."""

from datetime import datetime, timedelta

from django.db import transaction
from django_q.models import Schedule

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions import (
    close_unasked,
    hold_ticket,
    resolve_unasked,
    stands_for_others,
)
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.outcomes import Outcome
from groundswell.servicedesk.promises.queries import find_hours
from groundswell.servicedesk.states import RESTORED, Kind, State
from groundswell.servicedesk.waiting.defaults import Plan, most_closed, plan_for
from groundswell.servicedesk.waiting.models import Waiting
from groundswell.servicedesk.waiting.queries import (
    find_morning,
    find_waiting,
    has_answer,
    has_nobody_to_answer,
    list_due,
    list_over,
)
from groundswell.servicedesk.work.actions import NewTask, add_tasks

ROUND = "groundswell.servicedesk.waiting.tasks.go_round"
#: kind of ending of a ticket whose caller did not answer
NO_ANSWER = "No answer from the caller"


@needs("desk.work")
def hold_and_follow(
    ticket: Ticket, *, by: User, at: datetime, reason: str, follow: bool = False
) -> Ticket:
    """Wait for somebody else; with `follow` what is usual for the reason happens by itself.

    Raises:
        Refusal: no reason is given.
        ForbiddenMove: its state does not lead to waiting.
    """
    with transaction.atomic():
        held = hold_ticket(ticket, by=by, at=at, reason=reason)
        Waiting.objects.filter(ticket=held, ended_at=None).update(ended_at=at)
        if follow:
            _plan(held, plan_for(reason), since=at, by=by)
    return held


@needs("desk.work")
def alter_waiting(ticket: Ticket, *, by: User, at: datetime, plan: Plan) -> Waiting | None:
    """Say otherwise what happens while a ticket waits; a plan without days: nothing.

    Days count from when the ticket began to wait; it happens when the work begins on that day, or
    on the next on which there is work.

    Raises:
        Refusal: it does not wait, or the caller would be asked without words.
    """
    for days, text in ((plan.ask_after, plan.ask_text), (plan.close_after, plan.close_text)):
        if days and not text.strip():
            raise Refusal("Write what the caller reads then; it goes out as you write it.")
    with transaction.atomic():
        fresh = trail.lock(ticket)
        if fresh.state != State.ON_HOLD:
            raise Refusal(f"{fresh} does not wait any more.")
        if plan.close_after and fresh.kind == Kind.REQUEST:
            raise Refusal(f"{fresh} is a request; only an incident ends by itself. Ask, or be "
                          "reminded.")  # fmt: skip
        before = find_waiting(fresh)
        since = before.held_at if before else at
        Waiting.objects.filter(ticket=fresh, ended_at=None).update(ended_at=at)
        trail.note(fresh.number, "waiting.replanned", by=by, at=at,
                   changes={"follows": ["", plan.words or "nothing"]})  # fmt: skip
        return _plan(fresh, plan, since=since, by=by)


def _plan(ticket: Ticket, plan: Plan, *, since: datetime, by: User) -> Waiting | None:
    hours = find_hours(ticket)

    def after(days: int | None) -> datetime | None:
        return find_morning(hours, since=since, days=days) if days else None

    ends = plan.close_after if ticket.kind == Kind.INCIDENT else None
    if not (plan.remind_after or plan.ask_after or ends):
        return None
    return Waiting.objects.create(
        ticket=ticket,
        held_by=by,
        held_at=since,
        remind_at=after(plan.remind_after),
        ask_at=after(plan.ask_after),
        ask_text=plan.ask_text if plan.ask_after else "",
        close_at=after(ends),
        close_text=plan.close_text if ends else "",
    )


def follow_up(*, at: datetime) -> int:
    """Let everything happen that is due; harmless when repeated. Return for how many tickets."""
    due = list_due(at=at)
    for waiting in due:
        with transaction.atomic():
            _follow_one(waiting.pk, at=at)
    return len(due)


def close_solved(*, at: datetime, most: int | None = None) -> Outcome:
    """Close what was solved and did not come back in time.

    Harmless when repeated: the next round goes on with what is left.

    Args:
        at: when.
        most: as many in this round; None: as waiting.toml says.

    Returns:
        Which were closed, and which were left and why.
    """
    done, left = [], []
    for ticket in list_over(at=at, most=most or most_closed()):
        try:
            _close_one(ticket, at=at)
        except Refusal as refusal:
            left.append((ticket.number, str(refusal)))
        else:
            done.append(ticket.number)
    return Outcome(done, left)


def _close_one(ticket: Ticket, *, at: datetime) -> None:
    """Close a ticket as it was found.

    Raises:
        Refusal: somebody was quicker: it came back, or is closed already.
    """
    with transaction.atomic():
        now = trail.lock(ticket)
        if now.state in RESTORED and now.resolved_at != ticket.resolved_at:
            raise Refusal(f"{ticket} came back and was solved anew; its time begins with that.")
        close_unasked(ticket, by=None, at=at)


def _follow_one(key: int, *, at: datetime) -> None:
    rows = Waiting.objects.select_for_update(of=("self",))
    found = rows.select_related("ticket__assignee", "ticket__caller")
    waiting = found.filter(pk=key, ended_at=None).first()
    if waiting is None:  # somebody else was quicker
        return
    own = Waiting.objects.filter(pk=key)
    if waiting.ticket.state != State.ON_HOLD:
        own.update(ended_at=at)
    elif has_answer(waiting):
        _remind(waiting, "It was answered and still waits", at=at)
        own.update(ended_at=at)
    elif has_nobody_to_answer(waiting.ticket):
        # others may have this trouble still, so it does not end by their silence
        _remind(waiting, "The caller left: say who is answered now, or end it", at=at)
        own.update(ended_at=at)
    elif waiting.close_at and waiting.close_at <= at:
        _end(waiting, at=at)
        own.update(ended_at=at)
    else:
        if waiting.ask_at and waiting.ask_at <= at and waiting.asked_at is None:
            _tell(waiting.ticket, waiting.ask_text, at=at)
            own.update(asked_at=at)
        if waiting.remind_at and waiting.remind_at <= at and waiting.reminded_at is None:
            _remind(waiting, f"Ask after it: {waiting.ticket.hold_reason.lower()}", at=at)
            own.update(reminded_at=at)


def _end(waiting: Waiting, *, at: datetime) -> None:
    """End an incident whose caller did not answer; one that stands for others is looked at."""
    ticket = waiting.ticket
    if stands_for_others(ticket):
        _remind(waiting, "Nobody answered, and it stands for others: end it or go on", at=at)
        return
    resolve_unasked(ticket, by=None, at=at, resolution=waiting.close_text, closure_code=NO_ANSWER)
    _tell(ticket, waiting.close_text, at=at)


def _tell(ticket: Ticket, text: str, *, at: datetime) -> None:
    """Write to the caller, in nobody's name."""
    Message.objects.create(ticket=ticket, author=None, written_at=at, private=False, text=text)
    trail.note(ticket.number, "reply.written", by=None, at=at)


def _remind(waiting: Waiting, words: str, *, at: datetime) -> None:
    """Put it among the tasks of whoever works on the ticket, due today."""
    who = waiting.ticket.assignee or waiting.held_by
    new = NewTask(title=words, assignee=who, due_on=at.date())
    add_tasks(waiting.ticket, by=None, at=at, new=[new])


def plan_follow_ups(*, at: datetime) -> None:
    """Have waiting and solved tickets looked after every hour; harmless when said again."""
    Schedule.objects.get_or_create(
        func=ROUND,
        defaults={"schedule_type": Schedule.HOURLY, "next_run": at + timedelta(minutes=10)},
    )
