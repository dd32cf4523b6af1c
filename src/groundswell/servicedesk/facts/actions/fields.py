"""What is asked of tickets beside their words."""

from dataclasses import dataclass, replace
from datetime import datetime

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.fields import Field, check_fields, make_key
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.servicedesk.facts import queries
from groundswell.servicedesk.facts.models import TicketField
from groundswell.servicedesk.states import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Of which tickets a field is asked; empty: of all."""

    ticket_kind: str = ""
    category: str = ""
    department: OrgUnit | None = None


@needs("catalogue.keep")
def add_field(*, by: User, at: datetime, question: Field, scope: Scope) -> TicketField:
    """Ask one question more of tickets.

    Raises:
        Refusal: it cannot be asked together with the others.
    """
    taken = set(TicketField.objects.values_list("key", flat=True))
    question = replace(question, key=make_key(question.label, taken=taken))
    check_fields([*_fields(), question])
    field = TicketField(key=question.key, position=len(taken) + 1)
    _write_field(field, question, scope)
    return trail.begin(field, "field.added", by=by, at=at)


@needs("catalogue.keep")
def alter_field(
    field: TicketField, *, by: User, at: datetime, question: Field, scope: Scope
) -> TicketField:
    """Ask a question otherwise; what was answered keeps the words with which it was asked.

    Raises:
        Refusal: it cannot be asked together with the others, or is no longer asked.
    """
    question = replace(question, key=field.key)
    check_fields([question if one.key == field.key else one for one in _fields()])
    with trail.change(field, "field.altered", by=by, at=at) as fresh:
        if fresh.removed_at is not None:
            raise Refusal(f"“{fresh}” is no longer asked; add a new field.")
        _write_field(fresh, question, scope)
    return fresh


@needs("catalogue.keep")
def remove_field(field: TicketField, *, by: User, at: datetime) -> TicketField:
    """Ask a question no longer; what was answered stays on its tickets.

    Raises:
        Refusal: another question depends on it.
    """
    waiting = [one.label for one in _fields() if one.only_if == field.key]
    if waiting:
        named = ", ".join(f"“{label}”" for label in waiting)
        raise Refusal(f"“{field}” decides whether {named} is asked; alter that one first.")
    with trail.change(field, "field.removed", by=by, at=at) as fresh:
        fresh.removed_at = fresh.removed_at or at
    return fresh


def _fields() -> list[Field]:
    return [field.as_field() for field in queries.list_ticket_fields()]


def _write_field(field: TicketField, question: Field, scope: Scope) -> None:
    if scope.ticket_kind and scope.ticket_kind not in Kind.values:
        raise BadInput(f'"{scope.ticket_kind}" is no kind; use {", ".join(Kind.values)}.')
    field.label, field.kind = question.label.strip()[:200], question.kind
    field.help, field.required = question.help.strip()[:300], question.required
    field.options, field.default = list(question.options), question.default
    field.only_if, field.only_values = question.only_if, list(question.only_values)
    field.ticket_kind, field.category = scope.ticket_kind, scope.category.strip()[:120]
    field.department = scope.department
