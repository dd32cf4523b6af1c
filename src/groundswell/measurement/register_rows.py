"""The small registers as rows of the evidence tables."""

from collections.abc import Callable, Mapping
from typing import Any

from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem, Relation
from groundswell.foundation.accounts.models import OrgUnit, User

Rows = list[dict[str, Any]]


def _people() -> Rows:
    fields = ("id", "department__name", "location")
    return [
        {"person": f"person-{key}", "department": department, "location": location or None}
        for key, department, location in User.objects.values_list(*fields)
    ]


def _departments() -> Rows:
    units = OrgUnit.objects.values_list("name", "parent__name")
    return [{"department": name, "parent": parent} for name, parent in units]


def _services() -> Rows:
    fields = ("name", "state", "users", "critical_hours")
    return [
        {"service": name, "state": state, "users": users, "critical_hours": hours or None}
        for name, state, users, hours in Service.objects.values_list(*fields)
    ]


def _items() -> Rows:
    fields = ("name", "type", "state", "vendor", "model", "version")
    return [
        dict(zip(("ci", *fields[1:]), row, strict=True))
        for row in ConfigItem.objects.values_list(*fields)
    ]


def _relations() -> Rows:
    links = Relation.objects.values_list("source__name", "kind", "target__name")
    return [{"source_ci": source, "kind": kind, "target": target} for source, kind, target in links]


#: evidence table → what reads its rows
REGISTERS: Mapping[str, Callable[[], Rows]] = {
    "people": _people,
    "departments": _departments,
    "services": _services,
    "cis": _items,
    "relations": _relations,
}
