"""What people choose from at the desk: groups, agents, and the views they keep."""

from typing import Any

from django.db.models import BooleanField, QuerySet, Value

from groundswell.catalogue.queries import list_services
from groundswell.foundation.accounts.models import Role, User
from groundswell.foundation.accounts.queries import list_with_role
from groundswell.foundation.often import Often
from groundswell.servicedesk.models import SavedView, SupportGroup, Ticket

#: what can be chosen: key and name of each
Choices = tuple[tuple[int, str], ...]

#: the newest tickets, whose categories are offered while one is written
_LATELY = 500


def list_views(*, owned_by: User) -> QuerySet[SavedView]:
    """Return the views this person keeps, by name."""
    return SavedView.objects.filter(owner=owned_by).order_by("name")


def list_groups() -> QuerySet[SupportGroup]:
    """Return every support group, by name."""
    return SupportGroup.objects.order_by("name")


def list_filed_under() -> tuple[Choices, Choices]:
    """Return key and name of every service and of every group, by name; one query."""
    found = _FILED.ask()
    services = tuple((key, name) for is_group, key, name in found if not is_group)
    return services, tuple((key, name) for is_group, key, name in found if is_group)


def _as_choices(records: QuerySet[Any], *, is_group: bool) -> QuerySet[Any, Any]:
    return records.order_by().values_list(Value(is_group, BooleanField()), "pk", "name")


_FILED = Often(
    lambda: (
        _as_choices(list_services(), is_group=False)
        .union(_as_choices(list_groups(), is_group=True), all=True)
        .order_by("name")
    )
)


def list_agents() -> QuerySet[User]:
    """Return everyone who works on tickets and can sign in, by name."""
    return list_with_role([Role.AGENT])


def list_categories(*, seen_by: User) -> list[str]:
    """Return the categories of the newest tickets that this person may see, by name."""
    newest = Ticket.objects.visible_to(seen_by).order_by("-id")
    return sorted({*newest.values_list("category", flat=True)[:_LATELY]} - {""})
