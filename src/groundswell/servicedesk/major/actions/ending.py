"""Ending a major incident, and taking it up again."""

from datetime import datetime, timedelta

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions import reopen_ticket, resolve_ticket, write_message
from groundswell.servicedesk.major.actions.telling import deliver
from groundswell.servicedesk.major.models import MajorIncident, MajorUpdate
from groundswell.servicedesk.major.news import load_news
from groundswell.servicedesk.major.queries.rating import find_rating_before
from groundswell.servicedesk.major.states import MajorState, UpdateKind

_UNMADE_MAJOR = "incident.unmade_major"


@needs("desk.work")
def restore_major(major: MajorIncident, *, by: User, at: datetime, text: str) -> MajorIncident:
    """Say that service is back: every joined ticket ends with it, and everybody is told once.

    Raises:
        Refusal: nothing is said about what ended it.
        ForbiddenMove: it is over already.
    """
    if not text.strip():
        raise Refusal(f"Say in a few words what ended {major}; everybody is told so.")
    with transaction.atomic():
        with trail.change(major, "major.restored", by=by, at=at) as fresh:
            update = _end(fresh, MajorState.RESTORED, text, by=by, at=at)
            # What ends the ticket tells the callers of those joined to it, so here only its own.
            deliver(update, at=at, silently=True)
        # afterwards: while a major incident goes on its ticket cannot be ended
        head = fresh.parent
        if head.is_open:
            write_message(head, by=by, at=at, text=update.text)
            resolve_ticket(head, by=by, at=at, resolution=update.text)
    return fresh


@needs("desk.work")
def stand_down(
    major: MajorIncident, *, by: User, at: datetime, reason: str, text: str
) -> MajorIncident:
    """Say that it is no major incident after all; its tickets stay open.

    The one that stands for all is as pressing again as before the declaration; of what was said
    since see `find_rating_before`.

    Args:
        major: that goes on.
        by: who stands it down.
        at: when.
        reason: why; for those at the desk.
        text: the last word to everybody, since more was promised.

    Raises:
        Refusal: the reason or the last word is missing.
        ForbiddenMove: it is over already.
    """
    if not reason.strip() or not text.strip():
        raise Refusal(f"Say why {major} is no major incident, and what everybody is told.")
    with transaction.atomic():
        with trail.change(major, "major.stood_down", by=by, at=at) as fresh:
            update = _end(fresh, MajorState.STOOD_DOWN, text, by=by, at=at)
            fresh.reason = f"{fresh.reason} – {reason.strip()}"[:500]
            deliver(update, at=at)
        _rate_as_before(fresh, by=by, at=at, reason=reason.strip())
    return fresh


@needs("desk.work")
def resume_major(major: MajorIncident, *, by: User, at: datetime, reason: str) -> MajorIncident:
    """Say that the trouble came back: the clock for the next message runs again.

    Raises:
        Refusal: nothing is said about it, or its ticket heads another one by now.
        ForbiddenMove: service is not said to be back.
    """
    if not reason.strip():
        raise Refusal(f"Say in a few words how {major} came back.")
    with transaction.atomic():
        if MajorIncident.objects.running().filter(parent=major.parent).exists():
            raise Refusal(f"{major.parent} heads another major incident by now; go on there.")
        with trail.change(major, "major.came_back", by=by, at=at) as fresh:
            fresh.move_to(MajorState.RUNNING)
            fresh.ended_at = None
            wait = load_news().minutes_of(fresh.parent.priority)
            fresh.next_update_at = at + timedelta(minutes=wait)
        if not fresh.parent.is_open:
            reopen_ticket(fresh.parent, by=by, at=at, reason=reason)
    return fresh


def _rate_as_before(major: MajorIncident, *, by: User, at: datetime, reason: str) -> None:
    told = {"major": [major.number, ""], "because": ["", reason]}
    with trail.change(major.parent, _UNMADE_MAJOR, by=by, at=at, told=told) as head:
        before = find_rating_before(major)
        head.impact = before.get("impact", head.impact)
        head.urgency = before.get("urgency", head.urgency)
        if before:
            head.rank()
    if not before:  # nothing of the ticket differs, so that it has no entry yet
        trail.note(head.number, _UNMADE_MAJOR, by=by, at=at, changes=told)


def _end(
    fresh: MajorIncident, state: MajorState, text: str, *, by: User, at: datetime
) -> MajorUpdate:
    fresh.move_to(state)
    due, fresh.next_update_at, fresh.ended_at = fresh.next_update_at, None, at
    return MajorUpdate.objects.create(
        major=fresh,
        kind=UpdateKind(state.value),
        text=text.strip(),
        written_at=at,
        author=by,
        due_at=due,
    )
