"""What views warn of: more tickets than wanted, or tickets that came in; once for each time."""

from datetime import datetime, timedelta

from django.db import transaction
from django_q.models import Schedule

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed
from groundswell.servicedesk.models import SavedView, ViewAlert, ViewWatch
from groundswell.servicedesk.rules.queries.saved import (
    count_view,
    find_view,
    hold_view,
    list_watched,
)

WATCH = "groundswell.servicedesk.rules.tasks.look_at_views"
#: minutes between two looks
EVERY = 2


def look_at_views(*, at: datetime) -> list[ViewAlert]:
    """Look at every view that warns, and return what is new; harmless when repeated.

    A limit warns once until the view holds fewer again; what came in warns until somebody looks.
    """
    raised = []
    for view in list_watched():
        with transaction.atomic():
            raised += _look_at(view, at=at)
    return raised


def _look_at(view: SavedView, *, at: datetime) -> list[ViewAlert]:
    raised = []
    if view.warn_above is not None:
        count = count_view(view, seen_by=view.owner, at=at) or 0
        raised += _at_limit(view, count, at=at)
    if view.warn_new:
        raised += _at_arrivals(view, at=at)
    return raised


def _at_limit(view: SavedView, count: int, *, at: datetime) -> list[ViewAlert]:
    above = ViewAlert.objects.filter(view=view, kind=ViewAlert.Kind.ABOVE, ended_at__isnull=True)
    if count <= (view.warn_above or 0):
        above.update(ended_at=at)
        return []
    if above.update(count=count):
        return []
    return [
        ViewAlert.objects.create(view=view, kind=ViewAlert.Kind.ABOVE, raised_at=at, count=count)
    ]


def _at_arrivals(view: SavedView, *, at: datetime) -> list[ViewAlert]:
    held = hold_view(view, seen_by=view.owner, at=at)
    watch = ViewWatch.objects.filter(view=view).first()
    new = len(set(held) - set(watch.held)) if watch else 0
    ViewWatch.objects.update_or_create(view=view, defaults={"looked_at": at, "held": held})
    if not new:
        return []
    shown = ViewAlert.objects.filter(view=view, kind=ViewAlert.Kind.NEW, ended_at__isnull=True)
    known = shown.first()
    if known is not None:
        shown.update(count=known.count + new)
        return []
    return [ViewAlert.objects.create(view=view, kind=ViewAlert.Kind.NEW, raised_at=at, count=new)]


def end_alert(alert: ViewAlert, *, by: User, at: datetime) -> None:
    """Say that a warning was seen; whoever can use the view.

    Raises:
        NotAllowed: the view is somebody else's.
    """
    if find_view(alert.view_id, seen_by=by) is None:
        raise NotAllowed("This view is somebody else's.")
    with transaction.atomic():
        held = ViewAlert.objects.filter(pk=alert.pk, ended_at__isnull=True)
        # a limit that is passed still warns no second time
        is_above = alert.kind == ViewAlert.Kind.ABOVE
        held.update(**{"seen_at" if is_above else "ended_at": at})
        trail.note(f"view:{alert.view_id}", "view.warning_seen", by=by, at=at)


def plan_looks(*, at: datetime) -> None:
    """Have the views looked at every few minutes; harmless when said again."""
    Schedule.objects.get_or_create(
        func=WATCH,
        defaults={
            "schedule_type": Schedule.MINUTES,
            "minutes": EVERY,
            "next_run": at + timedelta(minutes=EVERY),
        },
    )
