"""Fields of tickets and what is answered to them; templates of tickets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.fields import Answer, Field, check_fields, make_key, settle
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.servicedesk.actions import NewTicket, open_incident, open_request
from groundswell.servicedesk.facts import queries
from groundswell.servicedesk.facts.models import Fact, TicketField, TicketTemplate
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Of which tickets a field is asked; empty: of all."""

    ticket_kind: str = ""
    category: str = ""
    department: OrgUnit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTemplate:
    """A ticket to begin from."""

    name: str
    ticket_kind: str = Kind.INCIDENT
    preset: Mapping[str, Any]
    needed: Sequence[str] = ()
    hidden: Sequence[str] = ()


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


def take_down(
    *, by: User, at: datetime, kind: str, new: NewTicket, values: Mapping[str, Any]
) -> Ticket:
    """Open a ticket with the answers to the fields that are asked of it.

    Args:
        by: who opens it.
        at: when.
        kind: incident or request.
        new: what it says.
        values: by the key of the field.

    Raises:
        Unanswered: a field that has to be answered is not.
        BadInput: an answer is none of those that can be given.
        NotAllowed: somebody who is no agent reports in another's name.
    """
    asked = queries.list_fields_for(kind, category=new.category, caller=new.caller or by)
    answers = settle([field.as_field() for field in asked], values)
    verb = open_incident if kind == Kind.INCIDENT else open_request
    with transaction.atomic():
        ticket = verb(by=by, at=at, new=new)
        write_facts(ticket, by=by, at=at, answers=answers, fields=asked)
    return ticket


@needs("desk.work")
def answer_fields(ticket: Ticket, *, by: User, at: datetime, values: Mapping[str, Any]) -> Ticket:
    """Write down anew what a ticket tells; answers to fields that are no longer asked stay.

    Raises:
        Unanswered: a field that has to be answered is not.
        BadInput: an answer is none of those that can be given.
    """
    asked = queries.list_fields_of(ticket)
    answers = settle([field.as_field() for field in asked], values)
    with transaction.atomic():
        Ticket.objects.select_for_update().get(pk=ticket.pk)
        held = Fact.objects.filter(ticket=ticket, field__in=asked)
        before = {fact.key: fact.words for fact in held}
        held.delete()
        write_facts(ticket, by=by, at=at, answers=answers, fields=asked)
        after = {answer.key: answer.words for answer in answers}
        if before != after:
            words = [_say(asked, side, before, after) for side in (before, after)]
            trail.note(ticket.number, "ticket.facts", by=by, at=at, changes={"facts": words})
    return ticket


def write_facts(
    ticket: Ticket,
    *,
    by: User | None,
    at: datetime,
    answers: Sequence[Answer],
    fields: Sequence[TicketField] = (),
) -> None:
    """Keep answers with their questions; must run inside the transaction of a verb."""
    by_key = {field.key: field for field in fields}
    Fact.objects.bulk_create(
        [
            Fact(
                ticket=ticket,
                field=by_key.get(answer.key),
                key=answer.key,
                label=answer.label[:200],
                kind=answer.kind,
                value=answer.value,
                words=answer.words,
                compared=queries.compared(answer.words),
                position=position,
            )
            for position, answer in enumerate(answers, 1)
        ]
    )
    told = Fact.objects.filter(ticket=ticket).order_by("id").values_list("words", flat=True)
    with trail.change(ticket, "ticket.facts", by=by, at=at) as fresh:
        fresh.fact_words = " ".join(told)


@needs("catalogue.keep")
def add_template(*, by: User, at: datetime, new: NewTemplate) -> TicketTemplate:
    """Keep a ticket to begin from.

    Raises:
        Refusal: it has no name, another has it, or it leaves out what nothing fills in.
    """
    template = TicketTemplate()
    _write_template(template, new)
    try:
        with transaction.atomic():
            return trail.begin(template, "template.added", by=by, at=at)
    except IntegrityError:
        raise Refusal(f"There is a template “{new.name}” already; choose another name.") from None


@needs("catalogue.keep")
def remove_template(template: TicketTemplate, *, by: User, at: datetime) -> TicketTemplate:
    """Offer a template no longer; its tickets stay as they are."""
    with trail.change(template, "template.removed", by=by, at=at) as fresh:
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


def _write_template(template: TicketTemplate, new: NewTemplate) -> None:
    if not new.name.strip():
        raise Refusal("Give the template a name, such as Printer.")
    known = queries.TEMPLATE_FIELDS
    strange = {*new.needed, *new.hidden, *new.preset} - {*known, "category"}
    if strange:
        raise BadInput(f"A ticket has no {', '.join(sorted(strange))}; use {', '.join(known)}.")
    preset = {name: value for name, value in new.preset.items() if value not in {None, ""}}
    blind = [known[name] for name in new.hidden if name in new.needed and name not in preset]
    if "summary" in new.hidden and "summary" not in preset:
        blind.append(known["summary"])
    if blind:
        named = ", ".join(f"“{words}”" for words in blind)
        raise Refusal(f"{named} is needed and not shown: say what stands there, or show it.")
    template.name, template.ticket_kind = new.name.strip()[:80], new.ticket_kind
    template.preset, template.needed = preset, sorted(new.needed)
    template.hidden = sorted(new.hidden)


def _say(
    asked: Sequence[TicketField],
    side: Mapping[str, str],
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> str:
    """Return those answers of one side that differ, with their questions."""
    return "; ".join(
        f"{field.label}: {side[field.key]}"
        for field in asked
        if field.key in side and before.get(field.key) != after.get(field.key)
    )
