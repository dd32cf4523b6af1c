"""What people choose from at the desk: groups, agents, and the views they keep."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from groundswell.catalogue.queries import list_services
from groundswell.foundation.accounts.models import Role, User
from groundswell.foundation.accounts.queries import list_with_role
from groundswell.foundation.often import Often
from groundswell.servicedesk.models import SavedView, SupportGroup, Ticket

#: the newest tickets, whose categories are offered while one is written
_LATELY = 500


def list_views(*, owned_by: User) -> QuerySet[SavedView]:
    """Return the views this person keeps, by name."""
    return SavedView.objects.filter(owner=owned_by).order_by("name")


def list_groups() -> QuerySet[SupportGroup]:
    """Return every support group, by name."""
    return SupportGroup.objects.order_by("name")


def list_filed_under() -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Return key and name of every service and of every group, by name; two queries."""
    return _SERVICES.ask(), _GROUPS.ask()


_SERVICES = Often(lambda: list_services().values("pk", "name"))
_GROUPS = Often(lambda: list_groups().values("pk", "name"))


def list_agents() -> QuerySet[User]:
    """Return everyone who works on tickets and can sign in, by name."""
    return list_with_role([Role.AGENT])


def list_categories(*, seen_by: User) -> list[str]:
    """Return the categories of the newest tickets that this person may see, by name."""
    newest = Ticket.objects.visible_to(seen_by).order_by("-id")
    return sorted({*newest.values_list("category", flat=True)[:_LATELY]} - {""})
