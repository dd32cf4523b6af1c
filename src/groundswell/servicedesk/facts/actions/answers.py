"""What is answered to the fields of a ticket and to the form of an offering."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.attachments.storage import Upload
from groundswell.foundation.audit import trail
from groundswell.foundation.fields import Answer, FieldKind, as_gone, settle
from groundswell.servicedesk.actions import NewTicket, open_incident, open_request
from groundswell.servicedesk.facts import queries
from groundswell.servicedesk.facts.models import Fact, TicketField
from groundswell.servicedesk.files.actions.keeping import keep_files, say_names
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import find_just_told
from groundswell.servicedesk.states import Kind


def take_down(
    *,
    by: User,
    at: datetime,
    kind: str,
    new: NewTicket,
    values: Mapping[str, Any],
    fields: Sequence[TicketField] | None = None,
) -> Ticket:
    """Open a ticket with the answers to the fields that are asked of it.

    Args:
        by: who opens it.
        at: when.
        kind: incident or request.
        new: what it says.
        values: by the key of the field.
        fields: those that are asked of some tickets, where they have been read already; also those
            that were taken out while they were answered.

    Raises:
        Unanswered: a field that has to be answered is not.
        BadInput: an answer is none of those that can be given.
        NotAllowed: somebody who is no agent reports in another's name.
    """
    asked, answers = _settle(kind, new, values, fields, by=by)
    verb = open_incident if kind == Kind.INCIDENT else open_request
    new = replace(new, fact_words=words_of(answers))
    # opened and answered as one: where this fails, so does the verb or door that asked for it
    with transaction.atomic(savepoint=False):
        ticket = verb(by=by, at=at, new=new)
        if answers:
            write_facts(ticket, by=by, at=at, answers=answers, fields=asked)
    return ticket


def find_just_taken_down(
    *,
    by: User,
    at: datetime,
    kind: str,
    new: NewTicket,
    values: Mapping[str, Any],
    fields: Sequence[TicketField] | None = None,
    newcomer: tuple[str, str] = ("", ""),
) -> Ticket | None:
    """Return the ticket that this person took down a moment ago with the same words and answers.

    Args:
        by: who takes it down.
        at: now.
        kind: incident or request.
        new: what it says.
        values: by the key of the field.
        fields: as `take_down` knows them.
        newcomer: name and e-mail of who calls for the first time, who is not written down yet.

    Raises:
        Unanswered: the same was said a moment ago, now without an answer that it has to have.
        BadInput: the same was said a moment ago, now with an answer that cannot be given.
    """
    told = new.as_ticket(kind, by=by, at=at)
    again = find_just_told(told, by=by, at=at, files=new.files, newcomer=newcomer)
    if again is None:
        return None
    _, answers = _settle(kind, new, values, fields, by=by)
    return again if again.fact_words == words_of(answers) else None


def _settle(
    kind: str,
    new: NewTicket,
    values: Mapping[str, Any],
    fields: Sequence[TicketField] | None,
    *,
    by: User,
) -> tuple[Sequence[TicketField], Sequence[Answer]]:
    """Return the fields that are asked of such a ticket, and what is answered to them."""
    asked = queries.list_fields_for(
        kind, category=new.category, caller=new.caller or by, fields=fields
    )
    given = [as_gone(one.as_field()) if one.removed_at else one.as_field() for one in asked]
    return asked, settle(given, values)


@needs("desk.work")
def answer_fields(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    values: Mapping[str, Any],
    gone: Sequence[TicketField] = (),
) -> Ticket:
    """Write down anew what a ticket tells; answers to fields that are no longer asked stay.

    Files that come are added to those that are there; one is taken out by a verb of its own.
    `gone` are fields that were taken out while they were answered.

    Raises:
        Unanswered: a field that has to be answered is not.
        BadInput: an answer is none of those that can be given.
    """
    asked = [*queries.list_fields_of(ticket), *gone]
    held = Fact.objects.filter(ticket=ticket, field__in=asked)
    questions = [as_gone(one.as_field()) if one.removed_at else one.as_field() for one in asked]
    answers = settle(queries.keep_answered(questions, held), _with_files(held, values))
    with transaction.atomic():
        trail.lock(ticket)
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
    facts = [
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
    for fact in facts:
        if fact.kind == FieldKind.FILE and by is not None:  # a plan answers with no files
            fact.value = _keep_answer(fact, by=by, at=at)
    Fact.objects.bulk_create(facts)
    told = Fact.objects.filter(ticket=ticket).order_by("id")
    with trail.change(ticket, "ticket.facts", by=by, at=at) as fresh:
        fresh.fact_words = words_of(told)


def words_of(answers: Iterable[Answer | Fact]) -> str:
    """Return the words of answers as they are searched, and as rules ask for them."""
    return " ".join(answer.words for answer in answers)


def _keep_answer(fact: Fact, *, by: User, at: datetime) -> list[int]:
    """Keep the files with which a question is answered; return their keys and those of before."""
    come = [file for file in fact.value if isinstance(file, Upload)]
    before = [file.pk for file in fact.value if not isinstance(file, Upload)]
    kept = keep_files(fact.ticket, by=by, at=at, files=come, question=fact.question)
    if kept:
        trail.note(fact.ticket.number, "files.written", by=by, at=at, changes=say_names(kept))
    return [*before, *(file.pk for file in kept)]


def _with_files(held: Iterable[Fact], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with the files that are there already."""
    there = {
        fact.key: [file for file in fact.files if file.removed_at is None]
        for fact in held
        if fact.kind == FieldKind.FILE
    }
    return {**values, **{key: [*files, *values.get(key, ())] for key, files in there.items()}}


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
