"""Using workarounds: on one ticket, on all at once, and whether it helped."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.problems.models import Problem, Workaround, WorkaroundUse
from groundswell.problems.queries import list_untold, reach_of_workaround
from groundswell.servicedesk.actions import tell_known
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import Reach


@needs("problems.work")
def use_workaround(
    workaround: Workaround,
    *,
    by: User,
    at: datetime,
    ticket: Ticket,
    tell: bool = False,
    take: bool = False,
) -> WorkaroundUse:
    """Try a workaround on a ticket; whether it helped is asked afterwards.

    Args:
        workaround: the workaround.
        by: who tries it.
        at: when.
        ticket: the ticket it is tried on.
        tell: also write the steps to the caller.
        take: a ticket that nobody has is taken with what is told, as with an answer.

    Raises:
        Refusal: it was tried there, or it is not offered any more.
    """
    if workaround.withdrawn_at is not None:
        raise Refusal(f"{workaround} was taken back; look for another one.")
    with transaction.atomic():
        use, is_new = WorkaroundUse.objects.get_or_create(
            workaround=workaround, ticket=ticket, defaults={"used_at": at, "used_by": by}
        )
        if not is_new:
            raise Refusal(f"{workaround} was tried on {ticket} already; say whether it helped.")
        known = workaround.known_error
        trail.note(
            ticket.number,
            "incident.workaround_used",
            by=by,
            at=at,
            changes={"known_error": ["", f"{known}: {known.title[:80]}"]},
        )
        if tell:
            tell_known(ticket, by=by, at=at, text=workaround.steps, take=take)
    return use


def say_whether_helped(use: WorkaroundUse, *, by: User, at: datetime, helped: bool) -> None:
    """Say whether a workaround helped: the caller of the ticket, or whoever works at the desk.

    Raises:
        NotAllowed: the ticket is somebody else's.
    """
    if use.ticket.caller_id != by.pk and not may(by, "desk.work"):
        raise NotAllowed(f"Only the caller of {use.ticket} or an agent can say whether it helped.")
    with transaction.atomic():
        WorkaroundUse.objects.filter(pk=use.pk).update(helped=helped)
        trail.note(
            use.ticket.number,
            "incident.workaround_helped" if helped else "incident.workaround_failed",
            by=by,
            at=at,
        )


@needs("problems.work")
def push_workaround(problem: Problem, *, by: User, at: datetime, workaround: Workaround) -> Reach:
    """Write a workaround to everybody who waits on this problem, in one act.

    Each caller gets the steps as a message on their own ticket; where it was tried already,
    nothing is written again, nor where nobody would read it: whoever is named there later can
    be told then.

    Returns:
        Whom it reached, and whom it could not.

    Raises:
        Refusal: it belongs to another problem, or nobody is left who can be told.
    """
    if workaround.known_error.problem_id != problem.pk:
        raise Refusal(f"{workaround} does not belong to {problem}.")
    with transaction.atomic():
        reach = reach_of_workaround(workaround)
        told = [
            use_workaround(workaround, by=by, at=at, ticket=ticket, tell=True)
            for ticket in list_untold(workaround).filter(caller__is_active=True)
        ]
        if not told:
            raise Refusal(f"Nobody who waits on {problem} and can read it is left to be told.")
        trail.note(
            problem.number,
            "problem.workaround_pushed",
            by=by,
            at=at,
            changes={"tickets": ["", f"{len(told)} told, {workaround}"]},
        )
    return reach
