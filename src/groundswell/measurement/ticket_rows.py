"""Tickets and their trail as rows of the evidence tables."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import FloatField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Cast

from groundswell.foundation.accounts.models import OrgUnit
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.kernel.late import LateModule
from groundswell.measurement.affected_rows import people_on
from groundswell.measurement.promise_rows import promise_columns, with_promises
from groundswell.problems.models import ProblemLink, WorkaroundUse
from groundswell.servicedesk.costs.models import CostLine
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.states import OPEN, RESTORED, State

if TYPE_CHECKING:
    from groundswell.readers import cleaning as readers
else:
    readers = LateModule("groundswell.readers.cleaning")

_FIELDS = (
    "number",
    "kind",
    "state",
    "summary",
    "description",
    "caller_id",
    "caller__department__name",
    "caller__location",
    "channel",
    "service__name",
    "ci__name",
    "category",
    "impact",
    "urgency",
    "priority",
    "group__name",
    "assignee_id",
    "opened_at",
    "updated_at",
    "resolved_at",
    "closed_at",
    "resolution",
    "closure_code",
    "proof",
    "reassignments",
    "reopens",
    "effort_minutes",
    "target_met",
    "source_extra",
    "parent__number",
    "verdict__score",
)
_PROMISED = (
    "has_kept",
    "has_broken",
    "own_due_at",
    "own_responded_at",
    "own_response_due_at",
)


def tickets(
    found: QuerySet[Ticket], *, units: Sequence[OrgUnit] | None = None
) -> Iterator[dict[str, Any]]:
    """Yield one row for each ticket; people appear under a pseudonym.

    Args:
        found: which tickets.
        units: where given, who said "me too" counts only if they are of these departments.
    """
    matrix = current_matrix()
    counted = _counted(units)
    linked = with_promises(found).annotate(**counted).order_by("id")
    for row in linked.values(*_FIELDS, *_PROMISED, *counted).iterator(2_000):
        yield {
            **_beside(row),
            "ticket_id": row["number"],
            "source": "groundswell",
            "kind": row["kind"],
            "title": row["summary"],
            "opened_at": row["opened_at"],
            "updated_at": row["updated_at"],
            "resolved_at": row["resolved_at"],
            "closed_at": row["closed_at"],
            "status": State(row["state"]).label,
            "state": _plain_state(row["state"]),
            "priority": matrix.priorities.get(row["priority"]),
            "priority_rank": row["priority"],
            "impact": matrix.impacts.get(row["impact"]),
            "urgency": matrix.urgencies.get(row["urgency"]),
            "category": row["category"] or None,
            "service": row["service__name"],
            "ci": row["ci__name"],
            "location": row["caller__location"] or None,
            "department": row["caller__department__name"],
            "channel": row["channel"] or None,
            "group": row["group__name"],
            "assignee": _person(row["assignee_id"]),
            "caller": _person(row["caller_id"]),
            "resolved_by": _person(row["assignee_id"]) if row["resolved_at"] else None,
            "closure_code": row["closure_code"] or None,
            "resolution": row["resolution"] or None,
            "reassignments": row["reassignments"],
            "reopens": row["reopens"],
            "effort_minutes": row["effort_minutes"],
            **promise_columns(row),
        }


def _beside(row: dict[str, Any]) -> dict[str, Any]:
    """Return what an import brought beyond our fields, what it is linked to, and its words."""
    written = row["description"]
    plain = readers.clean_words(written)
    brought = {name: value for name, value in row["source_extra"].items() if name in _EXTRA}
    linked = {name: row[field] for name, field in _LINKED.items() if row[field] not in (None, "")}
    words = {"description": plain or None, "original": written if written != plain else None}
    return brought | linked | words


#: column of the evidence → what our own records say of it, before what an import brought
_LINKED = {
    "problem_id": "problem_number",
    "known_error_id": "known_number",
    "parent_id": "parent__number",
    "affected_users": "people",
    "satisfaction": "verdict__score",
    "proof": "proof",
    "spent": "spent",
}


def _counted(units: Sequence[OrgUnit] | None) -> dict[str, Any]:
    """Return what is read of other records, by the name under which a row holds it."""
    return {
        "problem_number": _first_problem(),
        "known_number": _first_known_error(),
        "people": people_on(units),
        "spent": _spent(),
    }


def _spent() -> Subquery:
    """Return what was written down as spent on a ticket, in the currency of every figure."""
    lines = CostLine.objects.filter(ticket=OuterRef("pk"), currency=settings.CURRENCY).order_by()
    return Subquery(
        lines.values("ticket").annotate(total=Cast(Sum("amount"), FloatField())).values("total")
    )


def _first_problem() -> Subquery:
    links = ProblemLink.objects.filter(ticket=OuterRef("pk")).order_by("id")
    return Subquery(links.values("problem__number")[:1])


def _first_known_error() -> Subquery:
    uses = WorkaroundUse.objects.filter(ticket=OuterRef("pk")).order_by("id")
    return Subquery(uses.values("workaround__known_error__number")[:1])


#: what an imported row may add beyond the fields of a ticket
_EXTRA = frozenset(
    {
        "subcategory",
        "symptom",
        "product",
        "problem_id",
        "change_id",
        "caused_by_change",
        "parent_id",
        "cause_ci",
        "known_error_id",
        "article_id",
        "affected_users",
        "satisfaction",
    }
)


def events(found: QuerySet[Ticket]) -> Iterator[dict[str, Any]]:
    """Yield one row for each act that moved a ticket to a state, a group or a person."""
    numbers = found.values("number")
    groups = {str(key): name for key, name in SupportGroup.objects.values_list("id", "name")}
    words = dict(State.choices)  # listed once: there are several acts to a ticket
    entries = (
        AuditEntry.objects.filter(number__in=numbers)
        .order_by("number", "acted_at", "id")
        .values_list("number", "acted_at", "act", "actor_id", "changes")
    )
    number, seq, state, group = "", 0, "", None
    for entry in entries.iterator(2_000):
        changes = entry[4]
        if entry[0] != number:
            number, seq, state, group = entry[0], 0, "", None
        if not _MOVES & changes.keys() or entry[2].endswith(_BY_IMPORT):
            continue
        state = changes.get("state", ("", state))[1]
        group = _group(changes, groups, group)
        yield {
            "ticket_id": number,
            "record_kind": "ticket",
            "seq": seq,
            "at": entry[1],
            "activity": words.get(state, state),
            "group": group,
            "actor": changes["actor"][1] if "actor" in changes else _person(entry[3]),
        }
        seq += 1


#: acts of an import: its moment is not the one at which something happened to the ticket
_BY_IMPORT = (".imported", ".updated_by_import")
_MOVES = frozenset({"state", "group_id", "group", "assignee_id"})


def _group(changes: dict[str, list[str]], groups: dict[str, str], before: str | None) -> str | None:
    if "group" in changes:  # history brought by an import names the group
        return changes["group"][1] or before
    if "group_id" in changes:
        return groups.get(changes["group_id"][1], before)
    return before


def _person(key: int | None) -> str | None:
    return None if key is None else f"person-{key}"


def _plain_state(state: str) -> str:
    if state in OPEN:
        return "open"
    if state in RESTORED:
        return "resolved"
    return "closed" if state == State.CLOSED else "cancelled"
