"""What a rule does to a ticket, as data, and what is refused of it.

`{"set": {"group": 3, "category": "Payslip"}, "give": "load", "note": "…"}`: fields that are set,
how a person of the group is chosen, and a note for agents.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.models import SupportGroup, Ticket

#: field → its words; the keys of records, ranks, a text
SETTABLE: Mapping[str, str] = {
    "group": "Group",
    "assignee": "Works on it",
    "service": "Service",
    "category": "Category",
    "impact": "Who is affected",
    "urgency": "How bad it is",
}
_RECORDS: Mapping[str, type[models.Model]] = {
    "group": SupportGroup,
    "assignee": User,
    "service": Service,
}
GIVE: Mapping[str, str] = {
    "": "as it is",
    "turn": "the members of its group in turn",
    "load": "whoever of its group carries least",
}


@dataclass(frozen=True, slots=True)
class Acts:
    """What a rule does.

    Attributes:
        sets: field → value; records as their keys.
        give: how a person of the ticket's group is chosen; empty: not at all.
        note: what agents are told.
    """

    sets: Mapping[str, Any] = field(default_factory=dict)
    give: str = ""
    note: str = ""

    def columns(self) -> dict[str, Any]:
        """Return the columns of a ticket that are set."""
        return {
            f"{name}_id" if name in _RECORDS else name: value for name, value in self.sets.items()
        }

    def inside(self, ticket: Ticket) -> "Acts":
        """Return what of it is done to a ticket: what only the members of a group see stays there.

        It is led to no other group and given to nobody outside; a person may do both.
        """
        group = ticket.group
        if group is None or not group.members_only:
            return self
        sets, give = dict(self.sets), self.give
        if sets.get("group", group.pk) != group.pk:
            del sets["group"]
            give = ""
        if "assignee" in sets and not group.members.filter(user=sets["assignee"]).exists():
            del sets["assignee"]
        return Acts(sets, give, self.note)


def read_acts(data: Any, *, is_kept: bool = False) -> Acts:
    """Return the acts that some data describes.

    Args:
        data: as in this module's docstring.
        is_kept: the records were looked up when it was written down.

    Raises:
        BadInput: a field or a value is not known, or nothing would happen at all.
    """
    if not isinstance(data, dict) or not isinstance(data.get("set", {}), dict):
        raise BadInput('What a rule does is written as {"set": {…}, "give": …, "note": …}.')
    give, note = str(data.get("give") or ""), str(data.get("note") or "").strip()[:2_000]
    if give not in GIVE:
        raise BadInput(
            f'A ticket is given by one of {", ".join(filter(None, GIVE))}, not "{give[:20]}".'
        )
    sets = {name: value for name, value in data.get("set", {}).items() if value not in {None, ""}}
    for name, value in sets.items():
        if name not in SETTABLE:
            raise BadInput(f'A rule cannot set "{name[:40]}"; it can set {", ".join(SETTABLE)}.')
        sets[name] = _value(name, value, is_kept=is_kept)
    if not (sets or give or note):
        raise BadInput(
            "The rule does nothing; say what it sets, to whom it gives, or what it notes."
        )
    if give and "assignee" in sets:
        raise BadInput("The rule names a person and lets one be chosen; keep one of the two.")
    return Acts(sets, give, note)


def as_data(acts: Acts) -> dict[str, Any]:
    """Return the acts as data."""
    return {"set": dict(acts.sets), "give": acts.give, "note": acts.note}


def _value(name: str, value: Any, *, is_kept: bool) -> Any:
    label = SETTABLE[name]
    if name == "category":
        return str(value).strip()[:120]
    text = str(value)
    if not (text.isdecimal() and text.isascii() and len(text) < 10):
        raise BadInput(f'"{label}" is set to “{text[:40]}”; give its key.')
    key = int(text)
    if name in {"impact", "urgency"}:
        ranks = current_matrix().impacts if name == "impact" else current_matrix().urgencies
        if key not in ranks:
            raise BadInput(f'"{label}" knows no {key}; it knows {", ".join(map(str, ranks))}.')
        return key
    if is_kept:
        return key
    found = _RECORDS[name]._default_manager.filter(pk=key).first()
    if found is None:
        raise BadInput(f'"{label}" knows no record {key}; choose one of the list.')
    if name == "assignee" and not may(found, "desk.work"):
        raise BadInput(f"{found} does not work on tickets; choose an agent.")
    return key
