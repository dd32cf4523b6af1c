"""Promises for what people ask for, and in the hours in which a service matters most."""

from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.test import Client

from groundswell.catalogue.business.actions import add_window, drop_window
from groundswell.catalogue.business.models import Weekdays
from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings import actions as offerings
from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.promises import actions
from groundswell.servicedesk.promises.actions import TargetFacts
from groundswell.servicedesk.promises.models import Promise
from groundswell.servicedesk.requests.actions import ask_for
from tests.makers import BACKEND, make_service, make_ticket

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_utc(settings: Any) -> None:
    settings.TIME_ZONE = "UTC"


@pytest.fixture
def service(db: None) -> Service:
    return make_service("Workplace")


@pytest.fixture
def laptop(champion: User, service: Service) -> Offering:
    facts = offerings.OfferingFacts(name="A laptop", what="A laptop", service=service)
    made = offerings.make_offering(by=champion, at=MONDAY, facts=facts)
    agreed = offerings.NewStep(who="managers")
    offerings.add_step(made, by=champion, at=MONDAY, step=agreed)
    return offerings.move_offering(made, by=champion, at=MONDAY, state="published")


def say(by: User, **given: Any) -> Any:
    return actions.say_target(by=by, at=MONDAY, facts=TargetFacts(**given))


def promised(ticket: Ticket) -> Promise:
    return Promise.objects.get(ticket=ticket, measure="resolution")


def test_the_most_specific_holds_and_why_says_before_which(
    client: Client, champion: User, agent: User, caller: User, laptop: Offering
) -> None:
    sales = OrgUnit.objects.create(name="Sales")
    say(champion, service=laptop.service, resolution=100)
    own = say(champion, offering=laptop, resolution=200)
    ticket = ask_for(laptop, by=caller, at=MONDAY, values={})
    other = make_ticket(kind="request", by=caller, service=laptop.service, opened_at=MONDAY)

    # an agreement is still open: the promise holds from the first second all the same
    assert ticket.state == "submitted"
    assert (promised(ticket).target, promised(ticket).goal_minutes) == (own, 200)
    assert promised(other).goal_minutes == 100
    client.force_login(agent, backend=BACKEND)
    why = client.get(f"/desk/promises/why/{ticket.number}/").content.decode()
    assert f'what is promised for requests for A laptop (<span class="ref">{own.number}' in why
    assert "more specific than what is promised for the service Workplace" in why

    say(champion, department=sales, resolution=300)
    caller.department = sales
    caller.save()
    assert promised(ask_for(laptop, by=caller, at=MONDAY, values={})).goal_minutes == 300


def test_a_request_is_promised_in_the_working_days_that_the_catalogue_says(
    client: Client, champion: User, agent: User, caller: User, laptop: Offering
) -> None:
    say(champion, service=laptop.service, resolution=100)
    Offering.objects.update(days=10)
    monday = ask_for(laptop, by=caller, at=MONDAY, values={})
    sunday = ask_for(laptop, by=caller, at=datetime(2026, 3, 1, 9, tzinfo=UTC), values={})
    free = make_ticket(kind="request", by=caller, service=laptop.service, opened_at=MONDAY)

    assert [promised(one).due_at for one in (monday, sunday)] == [
        datetime(2026, 3, 16, 17, tzinfo=UTC),
        datetime(2026, 3, 13, 17, tzinfo=UTC),
    ]
    assert promised(free).goal_minutes == 100
    client.force_login(agent, backend=BACKEND)
    why = client.get(f"/desk/promises/why/{monday.number}/").content.decode()
    assert "what the catalogue says of requests for A laptop: 10 working days" in why
    say(champion, offering=laptop, resolution=200)
    assert promised(ask_for(laptop, by=caller, at=MONDAY, values={})).goal_minutes == 200


def test_critical_hours_count_and_follow_when_they_change(
    champion: User, caller: User, service: Service
) -> None:
    given = {"by": champion, "at": MONDAY, "begins": time(18), "ends": time(23, 59)}
    add_window(service, days=Weekdays.WORKDAYS, **given)
    add_window(service, days=Weekdays.WEEKEND, **given | {"begins": time(6), "ends": time(12)})
    say(champion, service=service, in_critical_hours=True, resolution=7 * 60)
    ticket = make_ticket(by=caller, service=service, opened_at=MONDAY)

    assert promised(ticket).due_at == datetime(2026, 3, 3, 19, tzinfo=UTC)

    for window in service.windows.all():
        drop_window(service, by=champion, at=MONDAY, key=window.pk)
    later = make_ticket(by=caller, service=service, opened_at=MONDAY)
    assert promised(later).due_at == datetime(2026, 3, 2, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "incident"}, "never by incidents"),
        ({"service": True}, "belongs to Workplace"),
        ({"in_critical_hours": True}, "has no critical hours"),
    ],
)
def test_what_never_fits_is_refused(
    champion: User, laptop: Offering, given: dict[str, Any], words: str
) -> None:
    if "service" in given:
        given = {"service": make_service("E-mail")}
    with pytest.raises(BadInput, match=words):
        say(champion, offering=laptop, resolution=60, **given)


def test_critical_hours_need_a_service(champion: User) -> None:
    with pytest.raises(BadInput, match="name one"):
        say(champion, resolution=60, in_critical_hours=True)


def test_it_is_promised_on_the_page_and_over_rest(
    client: Client, champion: User, laptop: Offering
) -> None:
    client.force_login(champion, backend=BACKEND)
    page = "/desk/promises/"
    sent = {"resolution": "4 h", "offering": str(laptop.pk)}

    assert client.post(page, sent).status_code == 302
    assert "Requests for A laptop" in client.get(page).content.decode()
    daily = {"days": Weekdays.EVERY_DAY, "begins": time(0), "ends": time(23, 59)}
    add_window(laptop.service, by=champion, at=MONDAY, **daily)
    given = {"offering": laptop.number, "resolution_minutes": 60, "in_critical_hours": True}
    said = client.post("/api/targets", given, content_type="application/json").json()
    assert (said["offering"], said["calendar"]) == ("A laptop", "the critical hours of Workplace")
