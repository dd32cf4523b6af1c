"""Keeping views of the list, for oneself and for others, and what they warn of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from groundswell.foundation.accounts.models import Role, User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.servicedesk.models import GroupMember, SavedView, SupportGroup, ViewAlert
from groundswell.servicedesk.rules.columns import COLUMNS, MOST_COLUMNS, SORTS
from groundswell.servicedesk.rules.conditions import as_data, read_conditions


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewWords:
    """What is said of a view."""

    name: str
    query: str = ""
    conditions: Any = field(default_factory=dict)
    sort: str = ""
    columns: Sequence[str] = ()
    shared_role: str = ""
    shared_group: SupportGroup | None = None
    warn_above: int | None = None
    warn_new: bool = False


@needs("desk.see")
def add_view(*, by: User, at: datetime, said: ViewWords) -> SavedView:
    """Keep a view under a name.

    Raises:
        Refusal: it has no name, or one's own view has that name.
        BadInput: its conditions, its order or its columns are not known.
        NotAllowed: it is shared with people for whom this person may not decide.
    """
    columns = _columns(said, by=by)
    with transaction.atomic():
        try:
            with transaction.atomic():
                view = SavedView.objects.create(owner=by, **columns)
        except IntegrityError:
            raise _name_taken(columns) from None
        _tell(view, "view.kept", by=by, at=at)
    return view


@needs("desk.see")
def change_view(view: SavedView, *, by: User, at: datetime, said: ViewWords) -> SavedView:
    """Say anew what a view of one's own shows, to whom, and what it warns of.

    Raises:
        NotAllowed: it is somebody else's, or shared with people for whom this one may not decide.
        Refusal: it has no name, or another view of one's own has that name.
        BadInput: its conditions, its order or its columns are not known.
    """
    if view.owner_id != by.pk:
        raise NotAllowed(f"The view {view} belongs to {view.owner}; keep one of your own like it.")
    columns = _columns(said, by=by)
    with transaction.atomic():
        try:
            with transaction.atomic():
                SavedView.objects.filter(pk=view.pk).update(**columns)
        except IntegrityError:
            raise _name_taken(columns) from None
        fresh = SavedView.objects.select_related("owner", "shared_group").get(pk=view.pk)
        _end_warnings(fresh, at=at)
        _tell(fresh, "view.changed", by=by, at=at)
    return fresh


def drop_view(view: SavedView, *, by: User, at: datetime) -> None:
    """Forget a view of one's own.

    Raises:
        NotAllowed: it is somebody else's.
    """
    if view.owner_id != by.pk:
        raise NotAllowed("This view is somebody else's.")
    with transaction.atomic():
        trail.note(
            f"view:{view.pk}", "view.dropped", by=by, at=at, changes={"name": [view.name, ""]}
        )
        view.delete()


def _end_warnings(view: SavedView, *, at: datetime) -> None:
    """End what a view warned of and does not warn of any more."""
    held = ViewAlert.objects.filter(view=view, ended_at__isnull=True)
    if view.warn_above is None:
        held.filter(kind=ViewAlert.Kind.ABOVE).update(ended_at=at)
    if not view.warn_new:
        held.filter(kind=ViewAlert.Kind.NEW).update(ended_at=at)


def _name_taken(columns: dict[str, Any]) -> Refusal:
    return Refusal(f"You have a view called {columns['name']} already; choose another name.")


def _columns(said: ViewWords, *, by: User) -> dict[str, Any]:
    """Return what is kept, checked."""
    if not said.name.strip():
        raise Refusal("Give the view a name.")
    if said.sort not in SORTS:
        orders = ", ".join(filter(None, SORTS))
        raise BadInput(f'There is no order "{said.sort[:20]}"; choose one of {orders}.')
    unknown = [name for name in said.columns if name not in COLUMNS]
    if unknown:
        raise BadInput(f'There is no column "{unknown[0][:20]}"; there are {", ".join(COLUMNS)}.')
    if len(said.columns) > MOST_COLUMNS:
        raise BadInput(f"Choose at most {MOST_COLUMNS} columns; more do not fit beside each other.")
    conditions = read_conditions(said.conditions)
    _check_sharing(said, by=by)
    return {
        "name": said.name.strip()[:60],
        "query": said.query[:500],
        "conditions": {} if conditions.is_empty else as_data(conditions),
        "sort": said.sort,
        "columns": list(dict.fromkeys(said.columns)),
        "shared_role": said.shared_role,
        "shared_group": said.shared_group,
        "warn_above": said.warn_above,
        "warn_new": said.warn_new,
    }


def _check_sharing(said: ViewWords, *, by: User) -> None:
    if said.shared_role and said.shared_role not in Role.values:
        raise BadInput(
            f'There is no role "{said.shared_role[:20]}" to share a view with; choose one of '
            f"{', '.join(Role.values)}."
        )
    if may(by, "desk.keep"):
        return
    if said.shared_role:
        raise NotAllowed(
            "Views for a whole role are kept by whoever sets up the desk; share it with your group."
        )
    group = said.shared_group
    if group is not None and not GroupMember.objects.filter(group=group, user=by).exists():
        raise NotAllowed(f"You are not in {group}; share the view with a group that you are in.")


def _tell(view: SavedView, act: str, *, by: User, at: datetime) -> None:
    shared = view.shared_role or (view.shared_group.name if view.shared_group else "")
    told = {"name": ["", view.name], "shared": ["", shared]}
    trail.note(f"view:{view.pk}", act, by=by, at=at, changes=told)
