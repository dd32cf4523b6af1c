"""Records that programs name by words: a number, a name, an address."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_offered, list_services
from groundswell.catalogue.queries.naming import find_called
from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.models import OrgUnit
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.queries.choices import list_groups

#: names that a refusal spells out
_NAMED = 8
Named = TypeVar("Named", bound=Model)


def find_service(words: str, *, is_new: bool = False) -> Service | None:
    """Return the service with this number or name, or that people call so; None: nothing is said.

    `is_new` is a ticket to be opened, for which those that are offered count alone.

    Raises:
        BadInput: there is none, or several have that name.
    """
    services = list_offered() if is_new else list_services()
    return _find(services, words, "service", called=find_called(services, words))


def find_item(words: str) -> ConfigItem | None:
    """Return the configuration item with this number or name; None where nothing is said.

    Raises:
        BadInput: there is none, or several have that name.
    """
    return _find(ConfigItem.objects.order_by("name"), words, "ci")


def find_group(words: str, *, what: str = "group") -> SupportGroup | None:
    """Return the support group with this name; None where nothing is said.

    `what`: the name under which it was sent.

    Raises:
        BadInput: there is none.
    """
    return _find(list_groups(), words, what)


def find_department(words: str) -> OrgUnit | None:
    """Return the department with this name; None where nothing is said.

    Raises:
        BadInput: there is none, or several have that name.
    """
    return _find(OrgUnit.objects.order_by("name"), words, "department")


def _find(
    records: QuerySet[Named], words: str, what: str, *, called: QuerySet[Named] | None = None
) -> Named | None:
    """Return the one that is meant; `called`: those that are called so beside their names."""
    words = words.strip()
    if not words:
        return None
    by_number = hasattr(records.model, "number")
    exactly = Q(name__iexact=words) | (Q(number__iexact=words) if by_number else Q())
    found = list(records.filter(exactly)[:2])
    if not found and called is not None:
        found = list(called[:2])
    if len(found) == 1:
        return found[0]
    if len(found) > 1 and len(spelt := list(records.filter(name=words)[:2])) == 1:
        return spelt[0]
    if found:
        now = "send the number" if by_number else "write it with the large letters of the one"
        raise BadInput(f"“{what}”: several are called “{words[:60]}”; {now}.")
    names = _list(records.values_list("name", flat=True)[: _NAMED + 1])
    known = f"There are: {names}." if names else "There are none yet."
    raise BadInput(f"“{what}”: there is none called “{words[:60]}”. {known}")


def _list(names: Iterable[str]) -> str:
    told = list(names)
    return ", ".join(told[:_NAMED]) + (" and more" if len(told) > _NAMED else "")
