"""What happens when a promise runs short or is broken: each level once for each clock."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.audit import trail
from groundswell.kernel.clocks import Run
from groundswell.servicedesk.models import Absence, Message, SupportGroup, Ticket
from groundswell.servicedesk.promises.actions.keeping import keep_promises
from groundswell.servicedesk.promises.models import Escalated, Promise
from groundswell.servicedesk.promises.queries.held import hold_rules
from groundswell.servicedesk.promises.queries.levels import Level
from groundswell.servicedesk.promises.queries.reading import read, read_trails
from groundswell.servicedesk.promises.queries.turns import list_clocks
from groundswell.servicedesk.promises.words import Act, Measure, Whom

#: tickets of one round; the next round takes the others
_AT_ONCE = 500


def escalate_due(*, at: datetime) -> int:
    """Do what the levels say that were reached since the last round; return how many were.

    A level is reached once for each clock, whatever happens to the clock afterwards.
    """
    waiting = Promise.objects.filter(alarm_at__lte=at).order_by("alarm_at")
    keys = list(dict.fromkeys(waiting.values_list("ticket_id", flat=True)[:_AT_ONCE]))
    levels = hold_rules().levels
    return sum(_escalate(key, levels, at=at) for key in keys)


def _escalate(key: int, levels: Sequence[Level], *, at: datetime) -> int:
    with transaction.atomic():
        # locked, so that two rounds at once do not tell twice
        ticket = (
            Ticket.objects.select_for_update(of=("self",))
            .select_related("caller", "assignee", "service__owner")
            .get(pk=key)
        )
        found = [
            (promise, level)
            for promise, level in _reached(ticket, levels, at=at)
            if not Escalated.objects.filter(promise=promise, level=level.key).exists()
        ]
        for promise, level in found:
            told, words = _carry_out(ticket, level, promise, at=at)
            Escalated.objects.create(
                promise=promise,
                level=level.key,
                record=level.record,
                at=at,
                told=told,
                words=words[:250],
            )
        keep_promises([Ticket.objects.select_related("caller", "due").get(pk=key)], at=at)
    return len(found)


def _reached(
    ticket: Ticket, levels: Sequence[Level], *, at: datetime
) -> list[tuple[Promise, Level]]:
    trail_of = read_trails([ticket.number]).get(ticket.number, ())
    rows = {(one.measure, one.round, one.group_id): one for one in ticket.promises.all()}
    found = []
    for clock in list_clocks(ticket, trail_of, hold_rules().rules):
        reading = read(clock, until=at)
        promise = rows.get(clock.key)
        if promise is None or reading.run != Run.RUNS:
            continue
        for level in levels:
            if level.measure != clock.measure:
                continue
            moment = level.reached_at(
                reading, calendar=clock.goal.calendar, began_at=clock.turns[0].at
            )
            if moment is not None and moment <= at:
                found.append((promise, level))
    return found


def _carry_out(
    ticket: Ticket, level: Level, promise: Promise, *, at: datetime
) -> tuple[User | None, str]:
    """Do what a level says; return who was told and what came of it."""
    why = f"{Measure(promise.measure).label}: {level.when}"
    match level.act:
        case Act.NOTE:
            Message.objects.create(
                ticket=ticket, author=None, written_at=at, private=True, text=f"{why}."
            )
            trail.note(ticket.number, "promise.noted_short", by=None, at=at)
            return None, f"{why}; noted on the ticket"
        case Act.RAISE:
            return None, f"{why}; {_raise(ticket, at=at)}"
        case Act.REASSIGN:
            told, words = _pass_on(ticket, level.group, at=at)
            return told, f"{why}; {words}"
        case _:
            told = _whom(ticket, level.whom, promise, at=at)
            said = {"told": ["", str(told) if told else Whom.DESK.label]}
            trail.note(ticket.number, "promise.told_short", by=None, at=at, changes=said)
            return told, f"{why}; {said['told'][1]} told"


def _pass_on(
    ticket: Ticket, group: SupportGroup | None, *, at: datetime
) -> tuple[User | None, str]:
    """Pass a ticket to a group; what only the members of one see stays, and its lead is told."""
    with trail.change(ticket, "promise.passed_short", by=None, at=at) as fresh:
        now = fresh.group
        if group is None or now == group:
            return None, f"it is with {group} already"
        if now is not None and now.members_only:
            told = _lead(now, at=at)
            why = f"only the members of {now} see it"
            changes = {"told": ["", str(told or Whom.DESK.label)], "because": ["", why]}
            trail.note(fresh.number, "promise.stayed_short", by=None, at=at, changes=changes)
            return told, f"it stays with {now}, as only its members see it"
        fresh.group = group
        fresh.reassignments += 1
        # whoever has it and is not of that group would let it look taken there
        if not group.members.filter(user=fresh.assignee_id).exists():
            fresh.assignee = None
    return None, f"passed to {group}"


def _raise(ticket: Ticket, *, at: datetime) -> str:
    """Raise the urgency, or the impact where the urgency is the highest already."""
    with trail.change(ticket, "promise.raised_short", by=None, at=at) as fresh:
        before = fresh.priority
        while fresh.priority == before and (fresh.urgency > 1 or fresh.impact > 1):
            if fresh.urgency > 1:
                fresh.urgency -= 1
            else:
                fresh.impact -= 1
            fresh.rank()
    return "raised" if fresh.priority < before else "it is the most pressing already"


def _whom(ticket: Ticket, whom: str, promise: Promise, *, at: datetime) -> User | None:
    """Return the one person who is told, None for everyone at the desk."""
    if whom == Whom.LEAD:
        return _lead(promise.group or ticket.group, at=at)
    if whom == Whom.ASSIGNEE:
        return ticket.assignee
    if whom == Whom.OWNER and ticket.service is not None:
        return ticket.service.owner
    return None


def _lead(group: SupportGroup | None, *, at: datetime) -> User | None:
    """Return who leads a group; None where nobody does, or they are away: then all are told."""
    lead = group.lead if group is not None else None
    if lead is None or not may(lead, "desk.see"):
        return None
    return None if Absence.objects.filter(user=lead, until__gt=at).exists() else lead
