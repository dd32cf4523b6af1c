"""Questions about views: which somebody has, what they hold, and what they warn of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.often import Often
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.models import SavedView, ViewAlert
from groundswell.servicedesk.queries import Narrowing, TicketFilter
from groundswell.servicedesk.rules.columns import COLUMNS, SORTS
from groundswell.servicedesk.rules.conditions import Group, read_conditions
from groundswell.servicedesk.rules.judging import Viewpoint, as_query, is_quick

#: views of which the list says how many tickets they hold
COUNTED = 12


@dataclass(frozen=True, slots=True)
class ViewLine:
    """A view as the list offers it: how many tickets it holds, None where that was not counted."""

    view: SavedView
    count: int | None
    is_counted: bool


def list_views_of(user: User) -> list[SavedView]:
    """Return the views that somebody can use, by name."""
    return _USABLE.ask(user.pk, *user.role_names)


_USABLE = Often(
    lambda person, *roles: SavedView.objects.shown_to(person, roles).order_by("name", "pk")
)


def get_view(pk: int, *, seen_by: User) -> SavedView:
    """Return a view that this person may use.

    Raises:
        Http404: there is none, or it is not shared with them.
    """
    return get_object_or_404(SavedView.objects.visible_to(seen_by), pk=pk)


def find_view(pk: int | None, *, seen_by: User) -> SavedView | None:
    """Return the view that an address names, None where it names none that this person may use."""
    return None if pk is None else SavedView.objects.visible_to(seen_by).filter(pk=pk).first()


def narrow_by(conditions: Group, *, seen_by: User, at: datetime, sort: str = "") -> Narrowing:
    """Return conditions as a filter of the list."""
    _, order = SORTS.get(sort, SORTS[""])
    return Narrowing(
        where=as_query(conditions, Viewpoint(at=at, user=seen_by)),
        order=order,
        is_quick=is_quick(conditions),
    )


def narrow_to(view: SavedView | None, *, seen_by: User, at: datetime) -> Narrowing | None:
    """Return what a view narrows the list to; None where it does not.

    Raises:
        BadInput: its conditions ask for something that there is no more.
    """
    if view is None:
        return None
    conditions = read_conditions(view.conditions, is_kept=True)
    return narrow_by(conditions, seen_by=seen_by, at=at, sort=view.sort)


def columns_of(view: SavedView | None) -> list[tuple[str, str]]:
    """Return the columns that a view chose, each with its heading; none for those of the list."""
    chosen = view.columns if view is not None else ()
    return [(name, COLUMNS[name]) for name in chosen if name in COLUMNS]


def filter_of(view: SavedView) -> TicketFilter:
    """Return the choices above the list that belong to a view."""
    return desk.read_filter(QueryDict(view.query))


def count_view(view: SavedView, *, seen_by: User, at: datetime) -> int | None:
    """Return how many tickets a view holds, at most one more than is counted.

    None where its conditions ask for something that there is no more.
    """
    try:
        narrowing = narrow_to(view, seen_by=seen_by, at=at)
    except BadInput:
        return None
    return desk.count_tickets(filter_of(view), seen_by=seen_by, narrowing=narrowing)


def count_views(*, seen_by: User, at: datetime) -> list[ViewLine]:
    """Return the views somebody can use with how many tickets each holds; a query or two each."""
    lines = []
    for place, view in enumerate(list_views_of(seen_by)):
        count = count_view(view, seen_by=seen_by, at=at) if place < COUNTED else None
        told, is_counted = (None, False) if count is None else desk.tell_count(count)
        lines.append(ViewLine(view, told, is_counted))
    return lines


def list_raised() -> QuerySet[ViewAlert]:
    """Return what views warn of now, whoever they belong to."""
    return ViewAlert.objects.filter(ended_at__isnull=True, seen_at__isnull=True)


def list_alerts(*, seen_by: User) -> Sequence[ViewAlert]:
    """Return what the views of this person warn of now, the newest first."""
    usable = SavedView.objects.visible_to(seen_by).values("pk")
    mine = list_raised().filter(view__in=usable)
    return list(mine.select_related("view").order_by("-raised_at", "-pk"))


def list_watched() -> QuerySet[SavedView]:
    """Return every view that warns of something, and whose owner can still come in."""
    views = SavedView.objects.filter(owner__is_active=True)
    watched = views.filter(warn_above__isnull=False) | views.filter(warn_new=True)
    return watched.select_related("owner", "watch").order_by("pk")


def hold_view(view: SavedView, *, seen_by: User, at: datetime) -> list[int]:
    """Return the keys of the newest tickets in a view, at most as many as are counted."""
    try:
        narrowing = narrow_to(view, seen_by=seen_by, at=at)
    except BadInput:
        return []
    return desk.list_keys(filter_of(view), seen_by=seen_by, narrowing=narrowing)


def get_alert(pk: int, *, seen_by: User) -> ViewAlert:
    """Return a warning of a view that this person may use.

    Raises:
        Http404: there is none.
    """
    usable = SavedView.objects.visible_to(seen_by).values("pk")
    return get_object_or_404(ViewAlert.objects.filter(view__in=usable), pk=pk)
