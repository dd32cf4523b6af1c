"""Views over REST: kept, shared, counted."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.accounts.models import User
from groundswell.foundation.rest import ApiRequest, require
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.models import SavedView
from groundswell.servicedesk.queries import SHOW, find_group
from groundswell.servicedesk.rules.actions.saved import ViewWords, add_view, change_view, drop_view
from groundswell.servicedesk.rules.queries.saved import count_view, get_view, list_views_of

router = Router(tags=["views"])


class ViewOut(Schema):
    """A view, as programs see it; `count` stops at 1,001, null where it cannot be counted."""

    key: int
    name: str
    owner: str
    show: str
    conditions: dict[str, Any]
    sort: str
    columns: list[str]
    shared_role: str
    shared_group: str | None
    warn_above: int | None
    warn_new: bool
    count: int | None


class ViewIn(Schema):
    """A view to keep."""

    name: str = Field(max_length=60)
    show: str = "open"
    conditions: dict[str, Any] = Field(default_factory=dict)
    sort: str = ""
    columns: list[str] = Field(default_factory=list, max_length=20)
    shared_role: str = ""
    #: the name of a group
    shared_group: str = ""
    warn_above: int | None = Field(None, ge=0, le=1_000)
    warn_new: bool = False

    def words(self) -> ViewWords:
        """Return what is said, for the verb.

        Raises:
            BadInput: there is no such list to choose among, or no such group.
        """
        if self.show not in SHOW:
            raise BadInput(f'There is no list "{self.show[:20]}"; there are {", ".join(SHOW)}.')
        said = self.model_dump(exclude={"show", "shared_group"})
        group = find_group(self.shared_group, what="shared_group")
        return ViewWords(query=f"show={self.show}", shared_group=group, **said)


def _out(view: SavedView, user: User) -> ViewOut:
    return ViewOut(
        key=view.pk,
        name=view.name,
        owner=view.owner.name,
        show=QueryDict(view.query).get("show", "open"),
        conditions=view.conditions,
        sort=view.sort,
        columns=view.columns,
        shared_role=view.shared_role,
        shared_group=view.shared_group.name if view.shared_group else None,
        warn_above=view.warn_above,
        warn_new=view.warn_new,
        count=count_view(view, seen_by=user, at=timezone.now()),
    )


def _key(key: str) -> int:
    return int(key) if key.isdecimal() and len(key) < 10 else 0


@router.get("/views", response=list[ViewOut])
def list_views(request: ApiRequest) -> list[ViewOut]:
    """List the views that the caller can use, each with how many tickets it holds."""
    user = require(request, "desk.see")
    views = list_views_of(user)
    prefetch_related_objects(views, "owner", "shared_group")
    return [_out(view, user) for view in views]


@router.post("/views", response={201: ViewOut})
def keep_view(request: ApiRequest, given: ViewIn) -> Status[ViewOut]:
    """Keep a view of one's own."""
    user = require(request, "desk.see")
    return Status(201, _out(add_view(by=user, at=timezone.now(), said=given.words()), user))


@router.put("/views/{key}", response=ViewOut)
def replace_view(request: ApiRequest, key: str, given: ViewIn) -> ViewOut:
    """Say anew what a view of one's own shows."""
    user = require(request, "desk.see")
    view = get_view(_key(key), seen_by=user)
    return _out(change_view(view, by=user, at=timezone.now(), said=given.words()), user)


@router.delete("/views/{key}", response={204: None})
def forget_view(request: ApiRequest, key: str) -> Status[None]:
    """Forget a view of one's own."""
    user = require(request, "desk.see")
    drop_view(get_view(_key(key), seen_by=user), by=user, at=timezone.now())
    return Status(204, None)
