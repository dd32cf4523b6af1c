"""Nobody is blamed without something that shows it."""

import re

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import Refusal
from groundswell.measurement.ticket_rows import tickets
from groundswell.servicedesk import actions
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND, MONDAY_9AM, make_ticket

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ending", ["User error", "user-error", "Anwenderfehler", "Bedienfehler"])
def test_an_ending_that_blames_the_caller_needs_proof(agent: User, ending: str) -> None:
    ticket = make_ticket(by=agent)
    said = {"by": agent, "at": MONDAY_9AM, "resolution": "Shown", "closure_code": ending}

    with pytest.raises(Refusal, match="needs something that shows it"):
        actions.resolve_ticket(ticket, **said, proof="  ")
    done = actions.resolve_ticket(ticket, **said, proof="Printed to the tray of the basement")

    assert done.proof == "Printed to the tray of the basement"
    (row,) = tickets(Ticket.objects.all())
    assert row["proof"] == done.proof


def test_any_other_ending_needs_none(agent: User) -> None:
    done = actions.resolve_ticket(
        make_ticket(by=agent), by=agent, at=MONDAY_9AM, resolution="A cable", closure_code="Defect"
    )

    assert done.proof is None


def test_a_caller_who_ends_what_came_back_is_not_blamed_by_the_end_before(
    agent: User, caller: User
) -> None:
    ticket = make_ticket(by=caller)
    actions.resolve_ticket(
        ticket, by=agent, at=MONDAY_9AM, resolution="Shown", closure_code="User error", proof="Tray"
    )
    actions.reopen_ticket(ticket, by=caller, at=MONDAY_9AM, reason="It was the tray itself")

    ended = actions.end_own_ticket(ticket, by=caller, at=MONDAY_9AM)

    assert (ended.state, ended.closure_code, ended.proof) == ("closed", "", None)
    assert ended.assignee == agent, "who worked on it, not who ended it"


def test_the_page_says_what_is_missing_and_callers_do_not_read_it(
    client: Client, agent: User, caller: User
) -> None:
    ticket = make_ticket(by=caller)
    door = f"/desk/{ticket.number}/resolution/"
    client.force_login(agent, backend=BACKEND)

    asked = client.get(f"/desk/{ticket.number}/").content.decode()
    refused = client.post(door, {"resolution": "Shown", "closure_code": "User error"})
    long = client.post(door, {"resolution": "Shown", "proof": "Tray " * 4_199 + "Trays"})
    client.post(
        door, {"resolution": "Shown", "closure_code": "User error", "proof": "Wrong tray chosen"}
    )
    shown = client.get(f"/desk/{ticket.number}/").content.decode()
    client.force_login(caller, backend=BACKEND)

    box = re.search(r'<textarea name="proof"[^>]*>', asked)
    assert box is not None
    assert "maxlength" not in box.group(), "a browser would cut what is pasted, without a word"
    assert "What shows it has 21,000 letters, and 20,000 fit" in long.content.decode()
    assert "Tray Trays</textarea>" in long.content.decode()
    assert '<details class="field-fold" >' in asked
    assert refused.status_code == 422
    assert '<details class="field-fold" open>' in refused.content.decode()
    assert "needs something that shows it" in refused.content.decode()
    assert "Wrong tray chosen" in shown
    assert "Wrong tray chosen" not in client.get(f"/my/{ticket.number}/").content.decode()
