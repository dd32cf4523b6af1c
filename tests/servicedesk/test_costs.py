"""Money that was spent on a ticket: written down, taken out with a trail, counted in evidence."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.servicedesk.costs import actions, queries
from groundswell.servicedesk.costs.models import CostLine
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import tell_story
from tests.makers import BACKEND, MONDAY_9AM, make_problem, make_ticket, make_user

pytestmark = pytest.mark.django_db


def book(ticket: Ticket, by: User, amount: str = "12.50", **said: Any) -> CostLine:
    facts = {"what": "A new drum", "budget": "Print 2026"} | said
    return actions.book_cost(ticket, by=by, at=MONDAY_9AM, amount=Decimal(amount), **facts)


def test_lines_add_up_by_currency_and_the_caller_sees_none(
    agent: User, caller: User, settings: Any
) -> None:
    ticket = make_ticket(by=caller)
    settings.CURRENCY = "EUR"
    book(ticket, agent)
    book(ticket, agent, "7.25")
    settings.CURRENCY = "CHF"
    book(ticket, agent, "100")

    sums = queries.sum_up(queries.list_costs(ticket, seen_by=agent))
    assert [(one.amount, one.currency) for one in sums] == [
        (Decimal("100.00"), "CHF"), (Decimal("19.75"), "EUR")
    ]  # fmt: skip
    assert not queries.list_costs(ticket, seen_by=caller).exists()
    told = [one for one in tell_story(ticket, seen_by=agent) if one.act == "cost.booked"]
    assert [one.private for one in told] == [True] * 3


def test_whoever_wrote_it_or_keeps_the_desk_takes_it_out_and_the_trail_keeps_it(
    agent: User, champion: User
) -> None:
    ticket = make_ticket()
    line = book(ticket, agent)
    with pytest.raises(NotAllowed, match="take it out"):
        actions.remove_cost(line, by=make_user("agent"), at=MONDAY_9AM)

    actions.remove_cost(line, by=agent, at=MONDAY_9AM)

    told = AuditEntry.objects.get(number=ticket.number, act="cost.unbooked")
    assert told.changes == {"cost": [f"A new drum: 12.50 {line.currency}, Print 2026", ""]}
    with pytest.raises(Refusal, match="already"):
        actions.remove_cost(line, by=agent, at=MONDAY_9AM)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"amount": "0"}, "write from 0.01"),
        ({"amount": "20000000"}, "write from 0.01"),
        ({"what": " "}, "what the money was spent on"),
        ({"spent_on": (MONDAY_9AM + timedelta(days=1)).date()}, "still to come"),
    ],
)
def test_what_cannot_be_is_a_sentence(agent: User, said: Any, words: str) -> None:
    with pytest.raises((Refusal, BadInput), match=words):
        book(make_ticket(), agent, **said)


def test_on_the_pages_and_over_rest(client: Client, agent: User) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket = make_ticket()
    problem = make_problem(by=agent, tickets=[ticket])
    page, address = f"/desk/costs/of/{ticket.number}/", f"/api/tickets/{ticket.number}/costs"

    assert "Nothing was written down" in client.get(page).content.decode()
    assert client.post(f"{page}booked/", {"what": "Drum", "amount": "many"}).status_code == 422
    assert client.post(f"{page}booked/", {"what": "Drum", "amount": "1250"}).status_code == 302
    assert "1,250.00 €" in client.get(page).content.decode()
    assert "1,250.00 €" in client.get(f"/problems/{problem.number}/").content.decode()
    made = client.post(address, {"what": "Toner", "amount": 5}, content_type="application/json")
    assert made.status_code == 201
    assert client.delete(f"/api/costs/{made.json()['id']}").status_code == 204
    line = CostLine.objects.get()
    assert client.post(f"/desk/costs/{line.pk}/removed/").status_code == 302
    assert client.get(address).json() == []
