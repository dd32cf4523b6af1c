from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.foundation.audit.models import AuditEntry
from groundswell.servicedesk.models import Ticket
from tests.makers import MONDAY_9AM, make_ticket


def test_a_change_saves_what_differs_and_leaves_one_entry(agent: User) -> None:
    ticket = make_ticket()
    noon = MONDAY_9AM + timedelta(hours=3)

    with trail.change(ticket, "incident.reworded", by=agent, at=noon) as fresh:
        fresh.summary = "Blank pages on every printer"

    entry = AuditEntry.objects.get(number=ticket.number, act="incident.reworded")
    assert (entry.actor, entry.acted_at) == (agent, noon)
    assert entry.changes == {"summary": [ticket.summary, "Blank pages on every printer"]}
    assert Ticket.objects.get(pk=ticket.pk).updated_at == noon


def test_an_unaltered_record_leaves_no_entry(agent: User) -> None:
    ticket = make_ticket()

    with trail.change(ticket, "incident.looked_at", by=agent, at=MONDAY_9AM):
        pass

    assert not AuditEntry.objects.filter(act="incident.looked_at").exists()


def test_an_exception_undoes_the_change_and_its_entry(agent: User) -> None:
    ticket = make_ticket()

    with pytest.raises(RuntimeError), trail.change(ticket, "x", by=agent, at=MONDAY_9AM) as fresh:
        fresh.summary = "half done"
        raise RuntimeError

    assert Ticket.objects.get(pk=ticket.pk).summary == ticket.summary
    assert not AuditEntry.objects.filter(act="x").exists()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_auditentry SET act = 'x'", "DELETE FROM audit_auditentry"],
)
def test_the_database_refuses_to_alter_or_remove_an_entry(db: None, statement: str) -> None:
    make_ticket()

    with (
        pytest.raises(DatabaseError, match="cannot be altered or removed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert AuditEntry.objects.exists()
