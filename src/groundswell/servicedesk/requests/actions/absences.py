"""Who decides while somebody is away."""

from datetime import date, datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.requests.actions.rounds import hand_over
from groundswell.servicedesk.requests.models import Absence


def declare_absence(
    *, by: User, at: datetime, deputy: User, first_day: date, last_day: date
) -> Absence:
    """Let somebody else decide for oneself on these days; what waits goes to them at once.

    Raises:
        Refusal: it is oneself, somebody who left, or the days end before they begin.
    """
    if deputy == by:
        raise Refusal("You cannot decide in your own place; name somebody else.")
    if not deputy.is_active:
        raise Refusal(f"{deputy} has left and cannot decide; name somebody else.")
    if last_day < first_day:
        raise Refusal("The last day comes before the first; write them the other way round.")
    with transaction.atomic():
        absence = Absence.objects.create(
            person=by, deputy=deputy, first_day=first_day, last_day=last_day
        )
        told = {"deputy": ["", f"{deputy}, {first_day} to {last_day}"]}
        trail.note(f"user:{by.pk}", "absence.declared", by=by, at=at, changes=told)
        hand_over(at=at)
    return absence


def end_absences(*, by: User, at: datetime) -> None:
    """Decide oneself again from now on; what a deputy has not decided, both can."""
    with transaction.atomic():
        Absence.objects.filter(person=by).delete()
        trail.note(f"user:{by.pk}", "absence.ended", by=by, at=at)
