"""Working on tickets: who has it, whether it waits, what it is about."""

from datetime import datetime

from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.callers import say_left
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.foundation.lengths import LONGEST_HOLD
from groundswell.kernel.errors import Refusal
from groundswell.kernel.lifecycle import ForbiddenMove
from groundswell.servicedesk.actions.writing import need_room
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.promises.defaults import waits_for_caller
from groundswell.servicedesk.states import WORK, Kind, State


@needs("desk.work")
def assign_ticket(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    assignee: User | None = None,
    group: SupportGroup | None = None,
) -> Ticket:
    """Give a ticket to a person, a group, or both; a new incident becomes assigned.

    Raises:
        Refusal: neither is named, or the person does not work at the desk.
    """
    if assignee is None and group is None:
        raise Refusal(f"{ticket} needs a person or a group to go to.")
    if assignee is not None and not may(assignee, "desk.work"):
        raise Refusal(f"{assignee} does not work on tickets; choose an agent.")
    with trail.change(ticket, f"{ticket.kind}.assigned", by=by, at=at) as fresh:
        held = fresh.assignee_id is not None or fresh.group_id is not None
        before = (fresh.assignee_id, fresh.group_id)
        fresh.assignee = assignee
        fresh.group = group or fresh.group
        if held and before != (fresh.assignee_id, fresh.group_id):
            fresh.reassignments += 1
        if fresh.state == State.NEW:
            fresh.move_to(State.ASSIGNED)
    return fresh


@needs("desk.work")
def start_ticket(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Begin or go on working; the ticket becomes the agent's own unless somebody has it.

    Raises:
        ForbiddenMove: its state does not lead to work, or only by reopening it.
    """
    with trail.change(ticket, f"{ticket.kind}.started", by=by, at=at) as fresh:
        if fresh.state in {State.RESOLVED, State.FULFILLED, State.CLOSED}:
            raise ForbiddenMove(
                f"{fresh} is {fresh.get_state_display().lower()}; reopen it to go on with it, so "
                "that it counts as one that came back."
            )
        fresh.move_to(WORK[Kind(fresh.kind)])
        fresh.hold_reason = ""
        fresh.assignee = fresh.assignee or by
    return fresh


@needs("desk.work")
def hold_ticket(ticket: Ticket, *, by: User, at: datetime, reason: str) -> Ticket:
    """Wait for somebody else, and say for whom.

    Raises:
        Refusal: no reason is given, or a longer one than is kept, or its caller, for whom it would
            wait, left.
        ForbiddenMove: its state does not lead to waiting.
    """
    reason = reason.strip()
    if not reason:
        raise Refusal(f"Say what {ticket} waits for.")
    need_room(reason, what="What it waits for", most=LONGEST_HOLD)
    caller = ticket.caller
    if caller is not None and not caller.is_active and waits_for_caller(reason):
        raise Refusal(
            f"{say_left(caller)} Nobody would answer; choose what else it waits for, or say who "
            "is answered now."
        )
    with trail.change(ticket, f"{ticket.kind}.held", by=by, at=at) as fresh:
        fresh.move_to(State.ON_HOLD)
        fresh.hold_reason = reason
    return fresh


@needs("desk.work")
def approve_request(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Agree to a request to which nobody else has to agree.

    Raises:
        Refusal: others are asked to agree.
        ForbiddenMove: it is no request that waits for agreement.
    """
    _need_no_approvers(ticket)
    with trail.change(ticket, "request.approved", by=by, at=at) as fresh:
        fresh.move_to(State.APPROVED)
    return fresh


@needs("desk.work")
def reject_request(ticket: Ticket, *, by: User, at: datetime, reason: str) -> Ticket:
    """Turn a request down, with the reason.

    Raises:
        Refusal: no reason is given, or others are asked to agree.
        ForbiddenMove: it is no request that waits for agreement.
    """
    if not reason.strip():
        raise Refusal(f"Say why {ticket} is turned down.")
    need_room(reason, what="The reason")
    _need_no_approvers(ticket)
    with trail.change(ticket, "request.rejected", by=by, at=at) as fresh:
        fresh.move_to(State.REJECTED)
        fresh.resolution = reason
        fresh.closed_at = at
    return fresh


@needs("desk.work")
def rate_ticket(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    impact: int,
    urgency: int,
    people: int | None = None,
) -> Ticket:
    """Say how many are hit and how soon it hurts; the priority follows.

    `people` stands in the trail: how many have it, where that is why.
    """
    told = None if people is None else {"people": ["", str(people)]}
    with trail.change(ticket, f"{ticket.kind}.rated", by=by, at=at, told=told) as fresh:
        fresh.impact, fresh.urgency = impact, urgency
        fresh.rank()
    return fresh


@needs("desk.work")
def place_ticket(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    service: Service | None,
    ci: ConfigItem | None,
    category: str | None = None,
) -> Ticket:
    """Say which service and which configuration item it is about, and under what it is filed.

    `category`: None leaves it as it is.
    """
    with trail.change(ticket, f"{ticket.kind}.placed", by=by, at=at) as fresh:
        fresh.service, fresh.ci = service, ci
        if category is not None:
            fresh.category = category.strip()[:120]
    return fresh


@needs("desk.work")
def fill_place(
    ticket: Ticket, *, by: User, at: datetime, service: Service | None = None, category: str = ""
) -> Ticket:
    """Say what it is about where nobody has said it yet, as similar tickets propose.

    Raises:
        Refusal: neither is given, or somebody has said it meanwhile; what they said stays.
    """
    if service is None and not category.strip():
        raise Refusal(f"Choose a service or a category for {ticket}.")
    with trail.change(ticket, f"{ticket.kind}.placed", by=by, at=at) as fresh:
        if service is not None:
            _need_empty(fresh, "service", fresh.service)
            fresh.service = service
        if category.strip():
            _need_empty(fresh, "category", fresh.category)
            fresh.category = category.strip()[:120]
    return fresh


def _need_empty(ticket: Ticket, what: str, said: object) -> None:
    """Pass a field that says nothing yet.

    Raises:
        Refusal: it does, and what.
    """
    if said:
        raise Refusal(f"{ticket} has a {what} by now, {said}; change it under “Say what it is "
                      "about” if that is wrong.")  # fmt: skip


@needs("desk.work")
def change_caller(ticket: Ticket, *, by: User, at: datetime, caller: User) -> Ticket:
    """Say who is answered from now on, as whoever called left or another has the trouble.

    They see the ticket with what was written to and by the caller before, and no note for agents.

    Raises:
        Refusal: they left.
    """
    if not caller.is_active:
        raise Refusal(f"{say_left(caller)} Choose somebody who is here.")
    with trail.change(ticket, f"{ticket.kind}.caller_named", by=by, at=at) as fresh:
        fresh.caller = caller
    return fresh


def _need_no_approvers(ticket: Ticket) -> None:
    """Pass a request to which nobody but the desk has to agree.

    Raises:
        Refusal: naming those who are asked.
    """
    if not ticket.approvals.exists():
        return
    waiting = ticket.approvals.filter(state="open", decisions__decided_at__isnull=True)
    names = ", ".join(
        waiting.order_by("decisions__id")
        .exclude(decisions__approver=None)
        .values_list("decisions__approver__name", flat=True)
    )
    raise Refusal(
        f"{ticket} needs the agreement of others: {names or 'see who on its page'}. "
        "They decide under “What you decide”; you can write to them, or cancel the request."
    )
