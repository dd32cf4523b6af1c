"""What callers see of what they reported, however much it is."""

from datetime import timedelta

import pytest

from groundswell.foundation.accounts.models import User
from groundswell.foundation.often import Often
from groundswell.servicedesk import actions
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import list_own, list_written_of, own
from tests.makers import MONDAY_9AM, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db


def report(caller: User, day: int) -> Ticket:
    return make_ticket(by=caller, opened_at=MONDAY_9AM + timedelta(days=day))


def test_of_very_many_the_newest_are_shown_and_what_is_open(
    agent: User, caller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "SHOWN", 2)
    for name in ("_NEWEST", "_NEWEST_OPEN"):
        # put together anew, for this test alone
        monkeypatch.setattr(own, name, Often(vars(getattr(own, name))["_build"]))
    old, older, solved, newest = (report(caller, day) for day in (1, 0, 2, 3))
    make_ticket()
    for ticket in (older, newest):
        actions.cancel_ticket(ticket, by=agent, at=MONDAY_9AM + timedelta(days=4))
    actions.resolve_ticket(solved, by=agent, at=MONDAY_9AM + timedelta(days=4), resolution="Done")

    shown = list_own(caller)

    assert list(shown.tickets) == [old, solved, newest]
    assert list(shown.waiting) == [old, solved]
    assert (shown.count, shown.is_counted) == (3, False)


def test_all_are_shown_where_they_are_not_very_many(caller: User) -> None:
    made = [report(caller, day) for day in range(3)]

    shown = list_own(caller)

    assert list(shown.tickets) == made[::-1]
    assert (shown.count, shown.is_counted) == (3, True)
    assert list_own(make_user()).count == 0


def test_the_newest_tickets_tell_which_services_somebody_uses(
    caller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "_TELLING", 2)
    services = [make_service(name) for name in ("E-mail", "Print", "Wi-Fi")]
    for day, service in enumerate(services):
        make_ticket(by=caller, service=service, opened_at=MONDAY_9AM + timedelta(days=day))

    def used(days: int) -> list[str]:
        since = MONDAY_9AM + timedelta(days=days)
        return [service.name for service in list_written_of(caller, since=since)]

    assert used(0) == ["Print", "Wi-Fi"]
    assert used(2) == ["Wi-Fi"]
    assert used(3) == []
