"""Saying how content one is."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.callers import say_left
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.servicedesk.actions import need_room
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.satisfaction.models import Score, Verdict
from groundswell.servicedesk.satisfaction.queries import find_verdict, say_why_not


def judge_help(ticket: Ticket, *, by: User, at: datetime, score: int, words: str = "") -> Verdict:
    """Say how content one is with what was done on one's own ticket; said again, it is altered.

    Args:
        ticket: the ticket.
        by: its caller.
        at: when.
        score: 1 (bad) to 5 (very good).
        words: why; they stand in the conversation of the ticket.

    Raises:
        NotAllowed: it is somebody else's.
        BadInput: the score is none of the five.
        Refusal: it is not over yet, was called off or goes on in another; or they left.
    """
    if ticket.caller_id != by.pk:
        raise NotAllowed(f"Only whoever reported {ticket} can say how content they are with it.")
    if not by.is_active:
        raise Refusal(f"{say_left(by)} What was asked about {ticket} is closed with it.")
    need_room(words, what="What you say of it")
    if score not in Score.values:
        raise BadInput(f"Say it from 1 (bad) to 5 (very good); {score} is none of them.")
    with transaction.atomic():
        fresh = trail.lock(ticket)
        if why_not := say_why_not(fresh):
            raise Refusal(why_not)
        before = find_verdict(fresh)
        verdict, _ = Verdict.objects.update_or_create(
            ticket=fresh, defaults={"score": score, "said_at": at}
        )
        old = before.get_score_display() if before else ""
        if before is None or before.score != score:
            trail.note(
                fresh.number,
                f"{fresh.kind}.help_judged",
                by=by,
                at=at,
                changes={"satisfaction": [old, Score(score).label]},
            )
        if words.strip():
            Message.objects.create(
                ticket=fresh, author=by, written_at=at, private=False, text=words.strip()
            )
    return verdict
