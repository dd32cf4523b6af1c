"""Working time in two taps: the sum is never a made-up zero, and only one's own is corrected."""

from datetime import timedelta

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.effort import actions
from groundswell.servicedesk.effort.models import Effort
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

pytestmark = pytest.mark.django_db


def minutes_of(ticket: Ticket) -> float | None:
    return Ticket.objects.get(pk=ticket.pk).effort_minutes


def test_minutes_add_up_and_are_corrected_by_whoever_worked(agent: User) -> None:
    ticket = make_ticket(by=agent)
    entry = actions.log_effort(ticket, by=agent, at=MONDAY_9AM, minutes=15)
    actions.log_effort(ticket, by=make_user("agent"), at=MONDAY_9AM, minutes=5)
    assert minutes_of(ticket) == 20

    with pytest.raises(NotAllowed, match="only they can correct"):
        actions.correct_effort(entry, by=make_user("agent"), at=MONDAY_9AM, minutes=1)
    actions.correct_effort(entry, by=agent, at=MONDAY_9AM, minutes=10)
    assert minutes_of(ticket) == 15
    told = AuditEntry.objects.get(number=ticket.number, act="effort.corrected")
    assert told.changes == {"effort_minutes": ["20.0", "15.0"]}
    with pytest.raises(Refusal, match="0 minutes cannot be"):
        actions.log_effort(ticket, by=agent, at=MONDAY_9AM, minutes=0)


def test_where_nothing_is_left_the_time_is_not_known(agent: User) -> None:
    ticket = make_ticket(by=agent)
    entry = actions.log_effort(ticket, by=agent, at=MONDAY_9AM, minutes=15)

    assert actions.correct_effort(entry, by=agent, at=MONDAY_9AM, minutes=0) is None

    assert minutes_of(ticket) is None


def test_a_clock_counts_started_minutes_and_asks_when_it_was_forgotten(agent: User) -> None:
    ticket, other = make_ticket(by=agent), make_ticket(by=agent)
    actions.start_clock(ticket, by=agent, at=MONDAY_9AM)
    with pytest.raises(Refusal, match=f"runs on {ticket} already"):
        actions.start_clock(other, by=agent, at=MONDAY_9AM)
    stopped = MONDAY_9AM + timedelta(minutes=4, seconds=1)
    assert actions.stop_clock(ticket, by=agent, at=stopped).minutes == 5

    actions.start_clock(ticket, by=agent, at=MONDAY_9AM)
    next_day = MONDAY_9AM + timedelta(hours=20)
    with pytest.raises(Refusal, match="has run for 20 hours"):
        actions.stop_clock(ticket, by=agent, at=next_day)
    actions.stop_clock(ticket, by=agent, at=next_day, minutes=30)
    assert minutes_of(ticket) == 35


def test_two_taps_on_the_page_and_over_rest(client: Client, agent: User) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket = make_ticket(by=agent)
    page = f"/desk/effort/of/{ticket.number}/"

    assert "Nobody wrote down yet" in client.get(page).content.decode()
    client.post(f"{page}logged/", {"minutes": "15"})
    client.post(f"{page}started/")
    assert "Your clock runs since" in client.get(page).content.decode()
    client.post(f"{page}stopped/", {"what": "Changed the drum"})
    shown = client.get(page).content.decode()
    assert "Changed the drum" in shown
    assert "16&nbsp;min" in shown
    refused = client.post(f"{page}logged/", {"minutes": "many", "what": "Searched the attic"})
    assert refused.status_code == 422
    assert 'value="Searched the attic"' in refused.text
    entry = Effort.objects.earliest("id")
    client.post(f"/desk/effort/{entry.pk}/corrected/", {"minutes": "20"})

    address = f"/api/tickets/{ticket.number}/effort"
    client.post(address, {"minutes": 5}, content_type="application/json")
    assert sum(entry["minutes"] for entry in client.get(address).json()) == 26
    assert client.post(f"/api/effort/{entry.pk}/correction", {"minutes": 0},
                       content_type="application/json").status_code == 204  # fmt: skip
