"""Services are named in one go, told more of afterwards, and retired."""

import json
from typing import Any

import pytest
from django.test import Client

from groundswell.catalogue import actions, queries
from groundswell.catalogue.models import Service
from groundswell.catalogue.queries.naming import find_named
from groundswell.foundation.accounts.actions import machine_account
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.kernel.lifecycle import ForbiddenMove
from groundswell.measurement.history import gather_evidence
from groundswell.servicedesk.queries import find_service
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, champion: User) -> Client:
    client.force_login(champion, backend=BACKEND)
    return client


def test_three_services_are_named_on_the_first_day(desk: Client) -> None:
    assert "/map/services/first/" in desk.get("/today/").content.decode()
    assert "/map/services/first/" in desk.get("/map/").content.decode()

    said = {"name_1": "E-mail", "users_1": 120, "name_2": "Payroll", "name_4": "Till"}
    page = desk.post("/map/services/first/", said, follow=True).content.decode()

    assert "Written down: E-mail, Payroll, Till." in page
    assert list(Service.objects.order_by("id").values_list("name", "users")) == [
        ("E-mail", 120),
        ("Payroll", None),
        ("Till", None),
    ]
    assert "Name three to five" not in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Name one service at least"),
        ({"name_1": "Till", "name_2": "till"}, "Two rows have the same name"),
        ({"name_1": "Till", "name_2": "E-mail"}, "E-mail is written down already"),
        ({"name_1": "Till", "users_1": "-3"}, "less than 0, the least"),
    ],
)
def test_a_first_page_that_cannot_be_is_refused_whole(
    desk: Client, said: dict[str, str], words: str
) -> None:
    make_service("E-mail")

    answer = desk.post("/map/services/first/", said)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Service.objects.count() == 1


def test_what_the_business_knows_of_a_service_is_written_down_with_its_trail(
    desk: Client, champion: User
) -> None:
    service = make_service("Mail (old name)")
    ticket = make_ticket(service=service)
    gather_evidence()
    said = {
        "name": "E-mail",
        "users": 140,
        "owner": champion.email,
        "business_owner": "Dana Weiss",
        "description": "Letters that arrive at once",
    }

    page = desk.post(f"/map/services/{service.number}/description/", said, follow=True)

    service.refresh_from_db()
    assert (service.name, service.users, service.owner) == ("E-mail", 140, champion)
    assert service.business_owner == "Dana Weiss"
    entry = AuditEntry.objects.get(number=service.number, act="service.described")
    assert entry.changes["name"] == ["Mail (old name)", "E-mail"]
    assert "described it anew" in page.content.decode()
    # the evidence of its tickets says the new name
    rows = gather_evidence().table("tickets").to_pyarrow().to_pylist()
    assert [(row["ticket_id"], row["service"]) for row in rows] == [(ticket.number, "E-mail")]


def test_the_machine_is_nobody_who_can_be_chosen(desk: Client, champion: User) -> None:
    machine = machine_account(at=MONDAY_9AM)
    service = make_service("E-mail")

    people = list(User.objects.people())
    answer = desk.post(
        f"/map/services/{service.number}/description/", {"name": "E-mail", "owner": machine.email}
    )

    assert champion in people
    assert machine not in people
    assert "Nobody called" in answer.content.decode()


def test_a_second_service_of_a_name_is_refused(desk: Client) -> None:
    make_service("E-mail")
    service = make_service("Payroll")

    answer = desk.post(f"/map/services/{service.number}/description/", {"name": "E-mail"})

    assert answer.status_code == 422
    assert "Another service is called E-mail" in answer.content.decode()


def test_a_service_is_found_by_what_people_call_it(desk: Client, champion: User) -> None:
    mail, other = make_service("Mail and calendar"), make_service("Payroll")
    said = {"name": mail.name, "other_names": "Outlook, the post office , outlook"}

    page = desk.post(f"/map/services/{mail.number}/description/", said, follow=True)

    assert 'value="Outlook, the post office"' in page.content.decode()
    assert "said what else people call it" in page.content.decode()
    assert find_named("Nothing arrives", "my OUTLOOK is empty") == (mail, "outlook")
    assert find_named("The post-office is closed") == (mail, "post office")
    assert find_service("outlook") == mail
    assert "Mail and calendar" in desk.get("/search/", {"q": "outlook"}).content.decode()
    assert desk.get("/api/services").json()[0]["other_names"] == ["Outlook", "the post office"]
    desk.post(f"/map/services/{mail.number}/description/", said | {"other_names": ""})
    assert find_named("Outlook") is None
    assert "Mail and calendar" not in desk.get("/search/", {"q": "outlook"}).content.decode()
    actions.say_other_names(other, by=champion, at=MONDAY_9AM, names=["Outlook"])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": "Payroll", "other_names": "Out-Look"}, "“Out-Look” means E-mail already"),
        ({"name": "Payroll", "other_names": "email"}, "“email” means E-mail already"),
        ({"name": "outlook"}, "“outlook” means E-mail already: people call it so"),
        ({"name": "Payroll", "other_names": "pay, HR"}, "“HR” is too short"),
    ],
)
def test_a_name_means_one_service(
    desk: Client, champion: User, said: dict[str, str], words: str
) -> None:
    mail, service = make_service("E-mail"), make_service("Payroll")
    actions.say_other_names(mail, by=champion, at=MONDAY_9AM, names=["Outlook"])

    answer = desk.post(f"/map/services/{service.number}/description/", said)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert list(mail.other_names.values_list("name", flat=True)) == ["Outlook"]
    assert not service.other_names.exists()


def test_a_retired_service_is_not_offered_and_can_live_again(desk: Client, champion: User) -> None:
    service = make_service("Fax")
    address = f"/map/services/{service.number}/state/"

    desk.post(address, {"state": "retired"})
    assert not queries.list_offered().exists()
    assert ">Fax<" not in desk.get("/desk/new/").content.decode()
    with pytest.raises(ForbiddenMove, match="from Retired it can go to: Live"):
        actions.move_service(service, by=champion, at=MONDAY_9AM, state="planned")
    desk.post(address, {"state": "live"})

    assert queries.list_offered().get() == service


def test_who_only_reads_the_register_changes_no_service(client: Client) -> None:
    service, manager = make_service("E-mail"), make_user("manager")
    client.force_login(manager, backend=BACKEND)

    page = client.get(f"/map/services/{service.number}/").content.decode()

    assert "Answers for it in the business" in page
    assert "Save" not in page
    with pytest.raises(NotAllowed):
        actions.name_services(by=manager, at=MONDAY_9AM, first=[])
    with pytest.raises(Refusal, match="needs a name"):
        actions.add_service(by=make_user("champion"), at=MONDAY_9AM, name="  ")


def test_programs_say_of_a_service_what_its_page_does(desk: Client, champion: User) -> None:
    make_ticket()
    hours = {"days": "workdays", "begins": "08:00", "ends": "18:00", "why": "Orders"}
    body = {"name": "E-mail", "users": 12, "other_names": ["Outlook"], "critical_hours": [hours]}

    made = desk.post("/api/services", json.dumps(body), "application/json")
    twice = desk.post("/api/services", json.dumps(body), "application/json")
    (row,) = gather_evidence().table("services").to_pyarrow().to_pylist()
    address = f"/api/services/{made.json()['number']}"
    change = {"owner": champion.email, "critical_hours": []}
    changed = desk.patch(address, json.dumps(change), "application/json").json()

    assert (made.status_code, twice.status_code) == (201, 409)
    said = {"begins": "08:00:00", "ends": "18:00:00", "words": "Monday to Friday, 08:00 to 18:00"}
    assert made.json()["critical_hours"] == [hours | said]
    assert (row["critical_hours"], row["critical"]) == (said["words"], True)
    assert desk.get("/api/services").json() == [changed]
    assert (changed["name"], changed["users"]) == ("E-mail", 12)
    assert changed["other_names"] == ["Outlook"]
    assert changed["owner"] == str(champion)
    assert changed["critical_hours"] == []
    (entry, _) = AuditEntry.objects.filter(act="service.critical").order_by("-id")
    assert entry.changes["window"] == ["Monday to Friday, 08:00 to 18:00 (Orders)", ""]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("Mon-Fri 8 to 18", "“critical_hours” is “Mon-Fri 8 to 18”; send a list of days and hours"),
        (["always"], 'such as [{"days": "workdays", "begins": "08:00", "ends": "18:00"}].'),
        ([{"days": "weekdays"}], "“critical_hours.0.days” is “weekdays”; send one of workdays,"),
        ([{"days": "weekend", "begins": "8 am"}], "is “8 am”; send a time of day such as 08:00."),
        ([{"days": "weekend", "begins": 0}], "critical_hours.0.begins” is 0; send a time of day"),
        ([{"days": "weekend", "ends": "18:00+01:00"}], "is “18:00+01:00”; send a time of day such"),
        ([{"days": "weekend", "until": "9:00"}], "“critical_hours.0.until” is “9:00”; send noth"),
        ([{"days": "weekend", "begins": "22:00", "ends": "06:00"}], "over midnight write two"),
    ],
)
def test_critical_hours_that_are_none_are_refused(desk: Client, hours: Any, words: str) -> None:
    body = {"name": "E-mail", "critical_hours": hours}

    answer = desk.post("/api/services", json.dumps(body), "application/json")

    assert answer.status_code in {409, 422}
    assert words in answer.json()["detail"]
    assert not Service.objects.exists()
