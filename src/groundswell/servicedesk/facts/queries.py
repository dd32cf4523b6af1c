"""Questions about the fields of tickets, what was answered to them, and templates."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.queries import list_departments_of
from groundswell.foundation.fields import Field, FieldKind, as_gone
from groundswell.foundation.fields.rules import LISTED
from groundswell.foundation.often import Often
from groundswell.servicedesk.facts.models import COMPARED, Fact, TicketField, TicketTemplate
from groundswell.servicedesk.models import Ticket, TicketQuerySet
from groundswell.servicedesk.states import Kind

#: what a template can fill in, ask for and leave out: name in the form → words
TEMPLATE_FIELDS = {
    "summary": "In a few words",
    "description": "Details",
    "caller": "Who is calling?",
    "service": "Service",
    "impact": "Who is affected?",
    "urgency": "How bad is it?",
}


def list_ticket_fields() -> list[TicketField]:
    """Return every field that is asked of some tickets now, in their order."""
    return _ASKED.ask()


_ASKED = Often(
    lambda: (
        TicketField.objects.filter(removed_at=None)
        .select_related("department")
        .order_by("position", "id")
    )
)


def list_gone_fields(keys: Iterable[str]) -> list[TicketField]:
    """Return the fields with these keys that were taken out: a page asked them before."""
    asked = list(keys)
    if not asked:
        return []
    return list(TicketField.objects.filter(key__in=asked).exclude(removed_at=None))


def list_removed_fields() -> QuerySet[TicketField]:
    """Return the fields that are no longer asked, the newest of them first."""
    return TicketField.objects.exclude(removed_at=None).order_by("-removed_at", "-id")


def get_ticket_field(number: str) -> TicketField:
    """Return the field with this number.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(TicketField.objects.select_related("department"), number=number)


def list_fields_for(
    kind: str,
    *,
    category: str = "",
    caller: User | None = None,
    fields: Iterable[TicketField] | None = None,
) -> list[TicketField]:
    """Return the fields that are asked of such a ticket, in their order.

    `fields` are those that are asked of some tickets, where they have been read already.
    """
    asked = [
        field
        for field in (list_ticket_fields() if fields is None else fields)
        if field.ticket_kind in {"", kind} and field.category in {"", category}
    ]
    is_for_some = caller is not None and any(field.department_id for field in asked)
    departments = list_departments_of(caller) if caller is not None and is_for_some else []
    return [field for field in asked if field.department_id in {None, *departments}]


def list_shown_fields(fields: Iterable[TicketField]) -> list[Field]:
    """Return the fields as a form shows them before kind and caller of the ticket are known.

    One that is asked of some tickets only says so, and is not needed in the form: the verb that
    opens the ticket knows whether it is.
    """
    return [
        as_gone(field.as_field())
        if field.removed_at
        else replace(
            field.as_field(),
            help=f"Only for {field.scope}. {field.help}".strip() if field.scope else field.help,
            required=field.required and not field.scope,
        )
        for field in fields
    ]


def list_fields_of(ticket: Ticket) -> list[TicketField]:
    """Return the fields that are asked of this ticket, in their order."""
    return list_fields_for(ticket.kind, category=ticket.category, caller=ticket.caller)


def list_answered_fields(ticket: Ticket, gone: Iterable[TicketField]) -> list[Field]:
    """Return the questions of this ticket as its form shows them, and those that were taken out."""
    asked = [field.as_field() for field in list_fields_of(ticket)]
    questions = [*asked, *(as_gone(field.as_field()) for field in gone)]
    return keep_answered(questions, Fact.objects.filter(ticket=ticket).exclude(field=None))


def keep_answered(questions: Iterable[Field], told: Iterable[Fact]) -> list[Field]:
    """Return the questions with what was answered to them among their options.

    Otherwise an answer that is offered no more is lost with the next act on the form.
    """
    held = {fact.key: fact.value if isinstance(fact.value, list) else [fact.value] for fact in told}
    return [
        replace(one, options=tuple(dict.fromkeys((*one.options, *_texts(held.get(one.key, ()))))))
        if one.kind in LISTED
        else one
        for one in questions
    ]


def _texts(values: Iterable[object]) -> Iterable[str]:
    return (value for value in values if isinstance(value, str))


def list_facts(ticket: Ticket) -> QuerySet[Fact]:
    """Return what a ticket tells: the answers of its form, then those to fields of the desk."""
    facts = Fact.objects.filter(ticket=ticket).select_related("field")
    return facts.order_by("field__position", "position", "id")


def compared(words: str) -> str:
    """Return an answer as it is compared: its beginning, in small letters."""
    return words.strip().casefold()[:COMPARED]


def with_answer(tickets: TicketQuerySet, field: TicketField, words: str) -> TicketQuerySet:
    """Return those of the tickets on which a field was answered so, whatever its letters.

    For lists that are filtered: one look into the index of answers.
    """
    found = Fact.objects.filter(field=field, compared=compared(words))
    return tickets.filter(pk__in=found.values("ticket_id"))


def list_answers(field: TicketField, *, limit: int = 100) -> Sequence[str]:
    """Return the answers that were given to a field, by which lists can be filtered."""
    return list(
        Fact.objects.filter(field=field)
        .order_by("compared")
        .values_list("compared", flat=True)
        .distinct()[:limit]
    )


def list_templates() -> QuerySet[TicketTemplate]:
    """Return the tickets to begin from, by name."""
    return TicketTemplate.objects.filter(removed_at=None).order_by("name")


def find_template(number: str) -> TicketTemplate | None:
    """Return the template with this number; None where there is none, or it was taken out."""
    return list_templates().filter(number=number).first() if number else None


def get_template(number: str) -> TicketTemplate:
    """Return the template with this number.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(list_templates(), number=number)


def list_kinds() -> Sequence[tuple[str, str]]:
    """Return the kinds of tickets that a field can be asked of, any of them first."""
    return [("", "any ticket"), *((kind.value, f"{kind.label}s only") for kind in Kind)]


def as_initial(fact: Fact) -> object:
    """Return an answer as the form shows it."""
    if fact.kind == FieldKind.YES_NO:
        return "yes" if fact.value else "no"
    return fact.words if fact.kind == FieldKind.PERSON else fact.value
