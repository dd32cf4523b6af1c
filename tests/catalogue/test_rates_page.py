"""The page of rates and its REST door."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from groundswell.catalogue.actions import confirm_rate
from groundswell.catalogue.models import Rate, Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.audit.models import AuditEntry
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_user

pytestmark = pytest.mark.django_db

PAGE = "/map/rates/"


@pytest.fixture
def maria(client: Client) -> User:
    manager = make_user("manager", name="Maria Manager")
    client.force_login(manager, backend=BACKEND)
    return manager


def sent(line: str, **fields: object) -> dict[str, object]:
    given = {"name": line.partition("-")[0], "source": "given"} | fields
    return {f"{line}-{name}": value for name, value in given.items()}


@pytest.mark.usefixtures("maria")
def test_every_input_is_shown_and_marked_as_default(client: Client) -> None:
    page = client.get(PAGE).content.decode()

    assert page.count('class="origin origin-default"') == 20
    assert "18 of them are still a default" in page
    assert "work lost, priority 1" in page.lower()


@pytest.mark.usefixtures("maria")
def test_a_plain_number_is_saved_and_shown_as_hers(client: Client) -> None:
    form = sent("user_rate-0-0", likely="48", note="payroll")

    page = client.post(PAGE, form, follow=True).content.decode()

    rate = Rate.objects.get()
    assert [float(n) for n in (rate.low, rate.likely, rate.high)] == [48, 48, 48]
    assert rate.said_on == timezone.localdate()
    assert "given by Maria Manager: payroll" in page
    assert "17 of them are still a default" in page
    assert "€ an hour" in page
    assert "Saved: user rate, 48 € an hour. Findings and the brief use it after the next" in page


@pytest.mark.usefixtures("maria")
def test_a_yearly_pay_makes_an_hour_with_its_range(client: Client) -> None:
    client.post(PAGE, sent("agent_rate-0-0", pay="48000"))

    rate = Rate.objects.get()
    assert [float(n) for n in (rate.low, rate.likely, rate.high)] == [36, 39, 43.5]
    assert rate.note == "from a yearly pay of 48,000"


@pytest.mark.usefixtures("maria")
def test_a_default_is_confirmed_and_taken_back(client: Client) -> None:
    client.post(f"{PAGE}user_rate/confirmation/")
    number = Rate.objects.get().number
    confirmed = client.get(PAGE).content.decode()
    client.post(f"{PAGE}{number}/withdrawal/")

    assert "confirmed by Maria Manager" in confirmed
    assert "18 of them are still a default" in client.get(PAGE).content.decode()


@pytest.mark.usefixtures("maria")
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"likely": ""}, "Write a number"),
        ({"likely": "much"}, "This is no number"),
        ({"likely": "-4"}, "less than 0, the least"),
        ({"likely": "NaN"}, "This is no number"),
        ({"likely": "999999999999"}, " digits"),
        ({"likely": "4", "low": "9"}, "lies outside its own range: low 9"),
        ({"likely": "4", "source": "guessed"}, "is not offered here"),
        ({"likely": "4", "service": "77"}, "is not offered here"),
    ],
)
def test_a_slip_is_answered_beside_the_line(
    client: Client, fields: dict[str, object], says: str
) -> None:
    answer = client.post(PAGE, sent("user_rate-0-0", **fields))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert '<details class="rate-change" open>' in answer.content.decode()
    assert not Rate.objects.exists()


@pytest.mark.usefixtures("maria")
def test_a_number_that_differs_is_added_for_a_department(client: Client) -> None:
    unit = OrgUnit.objects.create(name="Sales")

    page = client.post(PAGE, sent("new", name="user_rate", likely="60", department=unit.pk),
                       follow=True).content.decode()  # fmt: skip

    assert Rate.objects.get().department == unit
    assert "department Sales" in page


@pytest.mark.usefixtures("maria")
def test_an_output_counts_instead_of_the_pay(client: Client) -> None:
    shop = make_service("Shop")
    Service.objects.filter(pk=shop.pk).update(users=12)
    form = sent("output", name="output_per_hour", likely="900", service=shop.pk, counts="on")

    page = client.post(PAGE, form, follow=True).content.decode()

    assert Rate.objects.get().counts
    assert "Counts instead of the pay of the 12 people" in page


@pytest.mark.usefixtures("maria")
def test_who_uses_a_service_is_said_along_with_its_output(client: Client) -> None:
    shop = make_service("Shop")
    form = sent("output", name="output_per_hour", likely="900", service=shop.pk, counts="on",
                users="30")  # fmt: skip

    page = client.post(PAGE, form, follow=True).content.decode()

    shop.refresh_from_db()
    acts = AuditEntry.objects.filter(number=shop.number).values_list("act", flat=True)
    assert (shop.users, "service.counted" in acts) == (30, True)
    assert "Counts instead of the pay of the 30 people" in page


@pytest.mark.usefixtures("maria")
def test_an_output_without_known_users_is_answered_in_its_form(client: Client) -> None:
    shop = make_service("Shop")
    form = sent("output", name="output_per_hour", likely="900", service=shop.pk, counts="on")

    answer = client.post(PAGE, form)

    assert answer.status_code == 422
    assert "How many people use Shop is not known" in answer.content.decode()


def test_an_agent_sees_the_numbers_and_no_form(client: Client, agent: User) -> None:
    client.force_login(agent, backend=BACKEND)

    page = client.get(PAGE).content.decode()
    answer = client.post(PAGE, sent("user_rate-0-0", likely="48", source="estimated"))

    assert "rate-change" not in page
    assert "To agree" not in page
    assert "18 of them are still a default that nobody has confirmed." in page
    assert answer.status_code == 422
    assert "Say what an hour costs" in answer.content.decode()
    assert not Rate.objects.exists()


def test_a_manager_gave_it_so_others_have_no_form_there(
    client: Client, maria: User, champion: User
) -> None:
    client.post(PAGE, sent("user_rate-0-0", likely="48"))
    client.force_login(champion, backend=BACKEND)

    page = client.get(PAGE).content.decode()

    assert "only a manager can change it" in page
    assert 'name="user_rate-0-0-likely"' not in page
    assert 'name="agent_rate-0-0-likely"' in page


def test_programs_read_the_same(client: Client, maria: User) -> None:
    confirm_rate("user_rate", by=maria, at=MONDAY_9AM)

    document = client.get("/api/rates").json()

    found = {rate["key"]: rate for rate in document["rates"]}
    assert document["currency"] == "EUR"
    assert found["user_rate"]["source"] == "confirmed by Maria Manager"
    assert found["user_rate"]["said_on"] == date(2026, 3, 2).isoformat()
    assert found["agent_rate"]["is_default"]
    assert len(found) == 20


def test_the_page_asks_the_database_as_often_for_many_rates_as_for_few(
    client: Client, maria: User, django_assert_max_num_queries: object
) -> None:
    for name in ("user_rate", "agent_rate", "cap_hours", "contact_minutes"):
        confirm_rate(name, by=maria, at=MONDAY_9AM)

    with django_assert_max_num_queries(30):  # type: ignore[operator]
        client.get(PAGE)


@pytest.mark.usefixtures("maria")
def test_a_number_that_differs_needs_somebody_for_whom_it_differs(client: Client) -> None:
    answer = client.post(PAGE, sent("new", name="user_rate", likely="60"))

    assert answer.status_code == 422
    assert "Choose the service or the department" in answer.content.decode()
    assert not Rate.objects.exists()
