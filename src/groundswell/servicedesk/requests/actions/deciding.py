"""Saying yes or no to a request."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.requests.actions.steps import go_on
from groundswell.servicedesk.requests.models import Approval, ApprovalState, Decision
from groundswell.servicedesk.requests.queries import find_decision
from groundswell.servicedesk.states import State


def decide(approval: Approval, *, by: User, at: datetime, yes: bool, reason: str = "") -> Approval:
    """Agree to a request or not, as one of those who are asked, or for one who is away.

    With enough yes the next agreement is asked for, or the request is approved. Once no yes can
    be reached any more, it is turned down with every reason that was given.

    Raises:
        NotAllowed: this person is not asked, or asked for it themselves.
        Refusal: it is decided already, or a no has no reason.
    """
    if not yes and not reason.strip():
        raise Refusal("Say why not, so that the person who asked can understand it.")
    with transaction.atomic():
        ticket = Ticket.objects.select_for_update().get(pk=approval.ticket_id)
        decision = _need_decision(approval, ticket, by)
        # one who is back takes the place again that a deputy held
        other = decision.instead_of if decision.approver_id == by.pk else None
        Decision.objects.filter(pk=decision.pk).update(
            approver=by,
            instead_of=other,
            answer=yes,
            reason=reason.strip()[:500],
            decided_at=at,
        )
        told = {"reason": ["", reason.strip()[:500]]} if reason.strip() else {}
        trail.note(
            ticket.number, "request.yes" if yes else "request.no", by=by, at=at, changes=told
        )
        return settle(approval, ticket, by=by, at=at)


def settle(approval: Approval, ticket: Ticket, *, by: User | None, at: datetime) -> Approval:
    """Count what was said so far: agreed, turned down, or still open.

    Must run inside the transaction of a verb.
    """
    said = list(approval.decisions.values_list("answer", flat=True))
    yes, waiting = said.count(True), said.count(None)
    with trail.change(approval, "approval.decided", by=by, at=at) as fresh:
        if yes >= fresh.needed:
            fresh.state, fresh.decided_at = ApprovalState.APPROVED, at
        elif yes + waiting < fresh.needed:
            fresh.state, fresh.decided_at = ApprovalState.REJECTED, at
    if fresh.state == ApprovalState.APPROVED:
        go_on(ticket, by=by, at=at)
    elif fresh.state == ApprovalState.REJECTED:
        _turn_down(approval, ticket, by=by, at=at)
    return fresh


def _turn_down(approval: Approval, ticket: Ticket, *, by: User | None, at: datetime) -> None:
    against = approval.decisions.filter(answer=False).select_related("approver").order_by("id")
    reasons = "\n".join(f"{one.approver}: {one.reason}" for one in against)
    with trail.change(ticket, "request.rejected", by=by, at=at) as fresh:
        fresh.move_to(State.REJECTED)
        fresh.resolution = f"It was not agreed to.\n{reasons}"
        fresh.closed_at = at


def _need_decision(approval: Approval, ticket: Ticket, by: User) -> Decision:
    held = Approval.objects.get(pk=approval.pk)
    decision = find_decision(held, by=by)
    if by.pk == ticket.caller_id:
        others = ", ".join(
            str(one.approver) for one in held.decisions.select_related("approver")
            if one.approver_id != by.pk
        )  # fmt: skip
        raise NotAllowed(
            f"You asked for {ticket} yourself, so you cannot agree to it; "
            f"{others or 'an agent'} decides."
        )
    if decision is None and may(by, "desk.work") and not held.decisions.exists():
        decision = Decision.objects.create(approval=held, approver=by)
    if decision is None or not by.is_active:
        raise NotAllowed(f"{by} is not asked to agree to {ticket}.")
    if held.state != ApprovalState.OPEN or ticket.state != State.SUBMITTED:
        raise Refusal(f"{ticket} needs no answer any more: it is {ticket.get_state_display()}.")
    if decision.decided_at is not None:
        said = "yes" if decision.answer else "no"
        raise Refusal(f"{decision.approver} said {said} to {ticket} already.")
    return decision
