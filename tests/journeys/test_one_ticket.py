"""The reader's entrance: the way of one ticket from the caller's words to the manager's page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.measurement.actions import begin_analysis, keep_findings
from groundswell.measurement.history import find_in_records, gather_evidence
from groundswell.servicedesk import actions
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import State
from tests.journeys.told import PRINTING
from tests.makers import BACKEND, make_service, make_user


@pytest.fixture
def earlier_trouble(agent: User) -> None:
    """Six people had this trouble before, and one agent ended it each time."""
    now = timezone.now()
    for weeks, words in enumerate(PRINTING, start=1):
        opened = now - timedelta(weeks=weeks)
        new = actions.NewTicket(summary=words)
        ticket = actions.open_incident(by=make_user(), at=opened, new=new)
        actions.resolve_ticket(
            ticket, by=agent, at=opened + timedelta(hours=2), resolution="Cleaned the print head"
        )


@pytest.mark.usefixtures("earlier_trouble")
def test_one_ticket_goes_from_the_door_to_the_report(
    client: Client, caller: User, agent: User, champion: User
) -> None:
    # 1. The door: a caller says in their own words what is wrong.
    service = make_service("Shipping labels")
    client.force_login(caller, backend=BACKEND)
    said = {"summary": "Label printer prints blank pages, 40 parcels wait", "urgency": 1}
    answer = client.post("/my/", {**said, "service": service.pk}, follow=True)
    ticket = Ticket.objects.get(caller=caller)
    assert ticket.number in answer.content.decode()

    # 2. The rules: impact and urgency make the priority, the lifecycle its first state.
    assert (ticket.state, ticket.priority) == (State.NEW, 3)

    # 3. The desk: an agent takes it, ends it and says what ended it.
    client.force_login(agent, backend=BACKEND)
    client.post(f"/desk/{ticket.number}/work/")
    client.post(f"/desk/{ticket.number}/resolution/", {"resolution": "Cleaned the print head"})
    ticket.refresh_from_db()
    assert (ticket.state, ticket.assignee) == (State.RESOLVED, agent)

    # 4. The trail: one entry for each act, with who, when, from what and to what.
    acts = AuditEntry.objects.filter(number=ticket.number).order_by("id")
    assert [(entry.act, entry.actor) for entry in acts] == [
        ("incident.opened", caller),
        ("incident.started", agent),
        ("incident.resolved", agent),
    ]

    # 5. The evidence: the records become the tables that foreign exports become too.
    evidence = gather_evidence()
    assert ticket.number in evidence.arrow("tickets", ["ticket_id"])["ticket_id"].to_pylist()
    assert (
        evidence.table("events")
        .filter(lambda row: row.ticket_id == ticket.number)
        .count()
        .execute()
        == 3
    )

    # 6. The finding: seven people have the same trouble, in different words.
    now = timezone.now()
    run = begin_analysis(by=champion, at=now)
    found = find_in_records(as_of=now)
    keep_findings(run, by=champion, at=now, findings=found.as_json(), memory=found.memory)
    problem = run.problems.get(rank=1)
    assert "label" in problem.title.lower()
    assert ticket in problem.tickets.all()
    assert problem.detail["callers"] == 7
    assert problem.detail["cost_per_year"]["likely"] > 0

    # 7. The report: what it costs, on the page of findings, in the brief and over REST.
    client.force_login(champion, backend=BACKEND)
    assert problem.title in client.get("/evidence/").content.decode()
    assert ticket.number in client.get(f"/evidence/problems/{problem.key}/").content.decode()
    assert client.get("/journey/brief.pdf").content.startswith(b"%PDF")
    assert client.get("/api/findings").json()["problems"][0]["id"] == problem.key

    # 8. Back to the caller: they see what was done, and nothing that is not theirs.
    client.force_login(caller, backend=BACKEND)
    assert "Cleaned the print head" in client.get(f"/my/{ticket.number}/").content.decode()
    other = Ticket.objects.exclude(caller=caller).first()
    assert other is not None
    assert client.get(f"/my/{other.number}/").status_code == 404
