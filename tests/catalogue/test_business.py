"""Who uses a service, when it matters, what the business says, and what a department sees of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groundswell.catalogue.business import queries
from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.measurement import departments
from groundswell.measurement.ticket_rows import tickets
from groundswell.servicedesk.actions import join_tickets, resolve_ticket
from groundswell.servicedesk.major.models import MeToo
from groundswell.servicedesk.models import Surge, Ticket
from tests.makers import BACKEND, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(db: None) -> Service:
    return make_service("Payroll")


@pytest.fixture
def finance(caller: User) -> OrgUnit:
    house = OrgUnit.objects.create(name="Finance")
    team = OrgUnit.objects.create(name="Payments", parent=house)
    User.objects.filter(pk=caller.pk).update(department=team)
    caller.refresh_from_db()
    return house


def test_what_the_business_knows_is_written_down_with_source_and_day(
    client: Client, champion: User, service: Service, finance: OrgUnit, caller: User
) -> None:
    client.force_login(champion, backend=BACKEND)
    page = f"/map/business/{service.number}/"
    fact = {"kind": "revenue", "text": "Wages of 120 people", "source": "Dana Weiss",
            "said_on": "2026-03-01"}  # fmt: skip

    refused = client.post(f"{page}facts/", fact)
    client.post(f"{page}facts/", fact | {"number": "1200", "unit": "EUR/h"})
    client.post(f"{page}users/", {"departments": [finance.pk], "people": "Chris Champion"})
    over_midnight = client.post(
        f"{page}windows/", {"days": "workdays", "begins": "22:00", "ends": "06:00"}
    )
    client.post(
        f"{page}windows/",
        {"days": "month_end", "begins": "08:00", "ends": "18:00", "why": "Wages go out"},
    )
    shown = client.get(page).content.decode()

    assert "needs a number and its unit" in refused.content.decode()
    assert "over midnight write two" in over_midnight.content.decode()
    for words in ("Wages of 120 people", "Dana Weiss", "1 March 2026", "Finance",
                  "the last three days of a month, 08:00 to 18:00"):  # fmt: skip
        assert words in shown
    assert list(queries.list_services_of(caller)) == [service]
    told = client.get(f"/api/services/{service.number}/business").json()
    assert (told["departments"], told["people"]) == (["Finance"], 1)
    known = queries.list_business_facts(service).get()
    client.post(f"{page}facts/removal/", {"key": known.pk})
    client.post(f"{page}windows/removal/", {"key": queries.list_windows(service).get().pk})
    assert not queries.list_business_facts(service)
    assert AuditEntry.objects.filter(number=service.number, act="service.known").count() == 2


def test_a_department_sees_its_services_its_waiting_and_what_it_lost(
    client: Client, agent: User, caller: User, service: Service, finance: OrgUnit
) -> None:
    now = timezone.now()
    for day in range(2, 8):
        begun = now - timedelta(days=day)
        ticket = make_ticket(by=caller, service=service, opened_at=begun)
        resolve_ticket(ticket, by=agent, at=begun + timedelta(hours=day), resolution="Back")
    make_ticket(by=caller, service=service, impact=1, urgency=1, opened_at=now)
    client.force_login(caller, backend=BACKEND)

    page = departments.tell_department(finance, as_of=now, seen_by=caller)
    shown = client.get("/my/department/").content.decode()

    incidents, requests = page.waiting
    assert (incidents.n, incidents.middle) == (6, 4.5 * 3600)
    assert requests.middle is None
    assert "5 are needed" in requests.reason
    assert page.open_now == 1
    assert page.services[0].stopped == 1
    assert page.lost.minutes is not None
    assert 0 < page.lost.minutes.low < page.lost.minutes.high
    assert page.lost.formula
    assert "somebody of you cannot work" in shown
    assert "working hours</b> lost" in shown
    assert (
        "half of them 4\u00a0h 30\u00a0min or less, nine of ten 6\u00a0h 30\u00a0min or less"
        in shown
    )


def test_each_person_is_counted_once_and_departments_add_up_to_the_whole(
    agent: User, service: Service
) -> None:
    now = timezone.now()
    shop, store = (OrgUnit.objects.create(name=name) for name in ("Shop", "Store"))
    people = [make_user() for _ in range(8)]
    for place, person in enumerate(people):
        person.department = shop if place < 3 else store
        person.save()
    head, *others = (
        make_ticket(by=person, service=service, opened_at=now) for person in people[:6]
    )
    again = make_ticket(by=people[0], service=service, opened_at=now)
    join_tickets(head, by=agent, at=now, tickets=[*others, again])
    for person in people[4:]:
        MeToo.objects.create(ticket=head, person=person, said_at=now)

    parts = [
        departments.tell_department(unit, as_of=now, seen_by=agent).lost for unit in (shop, store)
    ]
    rows = list(tickets(Ticket.objects.all()))

    assert sum(row["affected_users"] for row in rows) == len(people)
    assert {row["ticket_id"]: row["affected_users"] for row in rows}[again.number] == 0
    assert "counted on 4 tickets (3 in all)" in " ".join(parts[0].formula)
    assert 'said "me too" and wrote nothing: 1, 2 of yours' in " ".join(parts[1].formula)
    house = OrgUnit.objects.create(name="House")
    OrgUnit.objects.filter(pk__in=(shop.pk, store.pk)).update(parent=house)
    whole = departments.tell_department(house, as_of=now, seen_by=agent).lost.minutes
    assert whole is not None
    assert sum(part.minutes.likely for part in parts if part.minutes) == pytest.approx(
        whole.likely, rel=0.01
    )


def test_a_department_and_the_front_page_agree_how_a_service_stands(
    client: Client, agent: User, caller: User, service: Service, finance: OrgUnit
) -> None:
    head, *rest = (make_ticket(service=service, opened_at=timezone.now()) for _ in range(5))
    make_ticket(by=caller, service=service, opened_at=timezone.now())
    surge = Surge.objects.create(
        number="SRG-000001", title="It hangs", place=str(service), service=service,
        started_at=timezone.now(), detected_at=timezone.now(), window_minutes=5, expected=0.1,
        seen=5, chance=1e-6,
    )  # fmt: skip
    surge.tickets.set([head, *rest])
    client.force_login(caller, backend=BACKEND)

    def pages() -> list[str]:
        return [client.get(path).content.decode() for path in ("/my/", "/my/department/")]

    front, own = pages()
    assert "Several people have trouble" in front
    assert 'class="standing-trouble"' in own
    assert "Trouble: 5 people wrote about it" in own
    join_tickets(head, by=agent, at=timezone.now(), tickets=rest)
    resolve_ticket(head, by=agent, at=timezone.now(), resolution="Back")
    front, own = pages()
    assert "Several people have trouble" not in front
    assert "No trouble known" in own
    assert "Trouble:" not in own


def test_without_tickets_nothing_is_known_and_nothing_is_zero(finance: OrgUnit) -> None:
    page = departments.tell_department(finance, as_of=timezone.now(), seen_by=make_user())

    assert page.lost.minutes is None
    assert "nobody of it wrote" in page.lost.reason
    assert all(one.middle is None for one in page.waiting)


def test_only_those_of_a_department_its_head_and_readers_of_findings_see_it(
    client: Client, finance: OrgUnit, caller: User
) -> None:
    head, stranger, manager = make_user(), make_user(), make_user("manager")
    OrgUnit.objects.filter(pk=finance.pk).update(head=head)
    address = f"/my/department/?of={finance.pk}"

    def status(person: User) -> int:
        client.force_login(person, backend=BACKEND)
        return client.get(address).status_code

    assert [status(one) for one in (head, manager, stranger, caller)] == [200, 200, 404, 404]
    client.force_login(stranger, backend=BACKEND)
    assert "belong to no department" in client.get("/my/department/").content.decode()
    assert client.get("/my/department/?of=👋").status_code == 404


def test_who_leads_a_department_is_said_on_a_page(
    client: Client, champion: User, finance: OrgUnit
) -> None:
    client.force_login(champion, backend=BACKEND)
    address = f"/map/business/departments/{finance.pk}/head/"

    unknown = client.post(address, {"head": "Nobody Nowhere"}, follow=True).content.decode()
    page = client.post(address, {"head": "Chris Champion"}, follow=True).content.decode()

    assert "Nobody called" in unknown
    assert "Chris Champion" in page
    finance.refresh_from_db()
    assert finance.head == champion
