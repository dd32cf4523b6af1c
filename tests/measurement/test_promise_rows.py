"""What was promised, as evidence: the indicators of service levels read the desk's own promises."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from groundswell.foundation.accounts.models import User
from groundswell.measurement.promise_rows import list_target_results, list_target_rows
from groundswell.measurement.ticket_rows import tickets
from groundswell.servicedesk import actions as desk
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.promises import actions
from groundswell.servicedesk.promises.actions import TargetFacts
from tests.makers import make_ticket

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def in_utc(settings: Any) -> None:
    settings.TIME_ZONE = "UTC"


def test_own_tickets_say_whether_their_promise_was_kept(agent: User, caller: User) -> None:
    for hours in (2, 200, None):
        ticket = make_ticket(by=caller, opened_at=MONDAY, impact=2, urgency=2)
        if hours:
            desk.resolve_ticket(ticket, by=agent, at=MONDAY + hours * HOUR, resolution="Toner.")
    off = make_ticket(by=caller, opened_at=MONDAY)
    desk.cancel_ticket(off, by=caller, at=MONDAY + 900 * HOUR)
    Ticket.objects.filter(pk=off.pk).update(target_met=None)

    rows = list(tickets(Ticket.objects.all()))

    assert [row["target_met"] for row in rows] == [True, False, None, None]
    assert rows[0]["responded_at"] == MONDAY + 2 * HOUR
    assert rows[0]["response_due_at"] == MONDAY + 4 * HOUR
    assert rows[2]["due_at"] == MONDAY + 32 * HOUR
    assert "due_at" not in rows[3]


def test_only_what_somebody_confirmed_is_a_promise_of_the_house(champion: User) -> None:
    assert list_target_rows() == []

    actions.confirm_defaults(by=champion, at=MONDAY)

    rows = list_target_rows()
    assert len(rows) == 10
    assert {row["measure"] for row in rows} == {"response", "resolution"}
    assert not any(row["depends"] for row in rows)


def test_the_promise_of_a_group_has_to_fit_inside_ours(champion: User) -> None:
    actions.confirm_defaults(by=champion, at=MONDAY)
    network = SupportGroup.objects.create(name="Network")
    facts = TargetFacts(side="group", group=network, resolution=480)
    actions.say_target(by=champion, at=MONDAY, facts=facts)

    chain = [row["fits"] for row in list_target_rows() if row["depends"]]

    assert chain == [False, True, True, True, True]


def test_a_promise_is_kept_in_a_month_by_nine_of_ten(
    champion: User, agent: User, caller: User
) -> None:
    actions.confirm_defaults(by=champion, at=MONDAY)
    for day in range(10):
        opened = MONDAY + timedelta(days=day)
        ticket = make_ticket(by=caller, opened_at=opened, impact=2, urgency=2)
        after = HOUR if day else 100 * HOUR
        desk.resolve_ticket(ticket, by=agent, at=opened + after, resolution="Toner.")

    rows = {row["target_id"].split()[1]: row for row in list_target_results()}

    assert rows["resolution"]["met"] is True
    assert rows["resolution"]["at"] == datetime(2026, 4, 1, tzinfo=UTC)
