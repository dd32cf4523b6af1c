"""What happens in the background: levels that are reached, calendars, and recounting."""

from django.utils import timezone

from groundswell.servicedesk.promises import actions
from groundswell.servicedesk.promises.models import BusinessCalendar, Recount


def go_round() -> None:
    """Do what follows from promises that run short; harmless when repeated."""
    actions.escalate_due(at=timezone.now())


def refresh() -> None:
    """Read the subscribed calendars, and the holidays of the years ahead."""
    actions.refresh_calendars(at=timezone.now())


def read_feed(calendar_id: int) -> None:
    """Read one subscribed calendar; one that is gone is left alone."""
    calendar = BusinessCalendar.objects.filter(pk=calendar_id).first()
    if calendar is not None:
        actions.refresh_feed(calendar, at=timezone.now())


def recount_all() -> None:
    """Work out every promise anew, in the round that is under way or in one of its own."""
    recount(actions.begin_recount(at=timezone.now()).pk)


def recount(run_id: int) -> None:
    """Work out every promise anew, from where it was left."""
    run = Recount.objects.get(pk=run_id)
    while run.finished_at is None:
        run = actions.recount_further(run, at=timezone.now())
