"""Who comes in: the first account, people who are added, links to choose a password with."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groundswell.foundation.accounts import actions, queries
from groundswell.foundation.accounts.departments import place_person
from groundswell.foundation.accounts.models import OrgUnit, Role, RoleGrant, User
from groundswell.foundation.accounts.takeover import Newcomer, take_over_people
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from tests.makers import BACKEND, MONDAY_9AM, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"  # noqa: S105 (of people who live for one test)


def change(person: User, *, by: User, **given: object) -> User:
    said = {"name": person.name, "email": person.email, "roles": sorted(person.role_names)}
    return actions.change_person(person, by=by, at=MONDAY_9AM, **(said | {"active": True} | given))  # type: ignore[arg-type]


def make_client(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def test_a_link_lets_a_person_choose_a_password_once() -> None:
    person = make_user("agent")
    link = actions.invite_person(person, by=make_user("administrator"), at=MONDAY_9AM)
    client = Client()
    form = client.get(link, follow=True).redirect_chain[-1][0]

    answer = client.post(form, {"password1": PASSWORD, "password2": PASSWORD})

    assert answer.status_code == 302
    assert client.get("/desk/").status_code == 200, "they are signed in"
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_roles_are_set_as_said_and_stand_in_the_trail() -> None:
    person = make_user("caller")

    change(person, by=make_user("administrator"), roles=["agent", "champion"])

    assert User.objects.get(pk=person.pk).role_names == {"agent", "champion"}
    entry = AuditEntry.objects.get(number=f"user:{person.pk}", act="account.changed")
    assert entry.changes == {"roles": ["caller", "agent, champion"]}


def test_a_department_is_said_of_a_person_and_is_made_once() -> None:
    keeper, person = make_user("administrator"), make_user("caller")

    for words in ("Sales", " sales "):
        place_person(person, by=keeper, at=MONDAY_9AM, department=words)
    place_person(make_user("caller"), by=keeper, at=MONDAY_9AM, department="SALES")

    assert [(unit.name, unit.people.count()) for unit in OrgUnit.objects.all()] == [("Sales", 2)]
    entry = AuditEntry.objects.get(number=f"user:{person.pk}", act="account.changed")
    assert entry.changes == {"department": ["", "Sales"]}


def test_a_person_is_added_with_their_department_on_the_page() -> None:
    client = make_client(make_user("administrator"))
    said = {"name": "Mara Lindt", "email": "mara@example.org", "roles": ["caller"]}

    client.post("/account/people/", said | {"department": "Sales"})

    person = User.objects.get(email="mara@example.org")
    assert str(person.department) == "Sales"
    page = client.get(f"/account/people/{person.pk}/").content.decode()
    assert '<option value="Sales">' in page
    client.post(f"/account/people/{person.pk}/", said | {"active": "on", "department": ""})
    assert User.objects.get(pk=person.pk).department is None


def test_a_pasted_list_adds_whom_it_can_read_and_keeps_the_rest_aside() -> None:
    client, there = make_client(make_user("administrator")), make_user("agent")
    lines = (
        "Name;E-mail;Role;Department",
        "Jon Berg, jon@example.org, Agent, IT",
        "Ina Falk\tina@example.org\tchampion\tit",
        '"Lindt, Mara", mara@example.org',
        "Timo Roth, timo at example.org, Caller",
        "Zoe Ast, zoe@example.org, Wizard",
        f"Again, {there.email.upper()}, Agent",
        "Jon once more, jon@example.org",
    )

    page = client.post(reverse("accounts:people_list"), {"people": "\n".join(lines)})
    shown = page.content.decode()

    assert page.status_code == 200
    made = {
        one.email: one
        for one in User.objects.filter(name__in=["Jon Berg", "Ina Falk", "Lindt, Mara"])
    }
    assert [made[f"{name}@example.org"].role_names for name in ("jon", "ina", "mara")] == [
        {"agent"},
        {"champion"},
        {"caller"},
    ]
    assert {str(made[f"{name}@example.org"].department) for name in ("jon", "ina")} == {"IT"}
    links = re.findall(r"http://testserver(/\S+)</textarea>", shown)
    assert len(links) == 3
    assert Client().get(links[0], follow=True).status_code == 200
    for words in ("timo at example.org", "is no role here", "Line 7", "Line 8", "account already"):
        assert words in html.unescape(shown)
    assert not mail.outbox


def test_a_change_of_nothing_leaves_no_entry() -> None:
    person = make_user("agent")

    change(person, by=make_user("administrator"))

    assert not AuditEntry.objects.filter(act="account.changed").exists()


@pytest.mark.parametrize("given", [{"roles": ["agent"]}, {"active": False}])
def test_whoever_keeps_accounts_cannot_lock_themselves_out(given: dict[str, object]) -> None:
    administrator = make_user("administrator")

    with pytest.raises(Refusal, match="another administrator can"):
        change(administrator, by=administrator, **given)


def test_an_address_belongs_to_one_person() -> None:
    one, other = make_user(), make_user()

    with pytest.raises(Refusal, match="has an account already"):
        change(one, by=make_user("administrator"), email=other.email)


def test_only_who_keeps_accounts_changes_them() -> None:
    with pytest.raises(NotAllowed):
        change(make_user(), by=make_user("champion"))


def test_whoever_is_switched_off_gets_no_link_and_no_page() -> None:
    person, administrator = make_user("agent"), make_user("administrator")
    client = make_client(person)

    change(person, by=administrator, active=False)

    assert client.get("/desk/").status_code == 302
    with pytest.raises(Refusal, match="switched off"):
        actions.invite_person(User.objects.get(pk=person.pk), by=administrator, at=MONDAY_9AM)


def test_a_person_of_an_import_needs_an_address_before_a_link() -> None:
    champion = make_user("champion")
    keys = take_over_people({"Jo Bloggs": Newcomer()}, by=champion, at=MONDAY_9AM, source="a.csv")
    person = User.objects.get(pk=keys["Jo Bloggs"])

    with pytest.raises(Refusal, match="no e-mail address yet"):
        actions.invite_person(person, by=make_user("administrator"), at=MONDAY_9AM)


def test_the_time_of_an_assessor_runs_out_by_itself() -> None:
    administrator, assessor = make_user("administrator"), make_user("assessor", "caller")
    client, keeper = make_client(assessor), make_client(administrator)
    address = reverse("accounts:person", args=[assessor.pk])
    said = {"name": "Ada", "email": assessor.email, "roles": ["assessor", "caller"], "active": "on"}

    refused = keeper.post(address, said).content.decode()
    form = keeper.get(address).content.decode()
    today = timezone.localdate()
    keeper.post(address, {**said, "until": today.isoformat()})

    assert "Say until which day the assessor may read here." in refused
    # a script shows it once that role is ticked; without one it stands below the roles and says so
    for page in (form, keeper.get(reverse("accounts:people")).text):
        room = '<div data-only-if="roles" data-only-values="assessor">'
        assert page.index('name="roles"') < page.index(room) < page.index('name="until"')
        assert page.index('name="until"') < page.index('name="department"')
        assert "Of an assessor only" in page
        assert "act/onlyif" in page
    assert (today + timedelta(days=14)).isoformat() in form, "two weeks are proposed"
    assert client.get("/evidence/").status_code == 200, "the last day counts"
    entry = AuditEntry.objects.get(number=f"user:{assessor.pk}", act="account.changed")
    assert entry.changes["roles"] == ["assessor, caller", f"assessor until {today}, caller"]

    RoleGrant.objects.filter(role="assessor").update(until=timezone.now() - timedelta(minutes=1))

    assert client.get("/evidence/").status_code == 403
    assert User.objects.get(pk=assessor.pk).role_names == {"caller"}
    key = actions.make_api_key(assessor, by=administrator, at=MONDAY_9AM, name="a program")
    asked = Client().get("/api/findings", headers={"Authorization": f"Bearer {key}"})
    assert asked.status_code == 403, "no door lets them in"
    assert ", over" in keeper.get(reverse("accounts:people")).content.decode()


def test_an_end_lies_ahead_and_nobody_loses_the_last_key_to_it() -> None:
    administrator, person = make_user("administrator"), make_user("caller")
    yesterday = MONDAY_9AM - timedelta(days=1)

    with pytest.raises(BadInput, match="over already"):
        change(person, by=administrator, roles={"assessor": yesterday})
    with pytest.raises(BadInput, match="no end by itself"):
        change(administrator, by=administrator, roles={"administrator": timezone.now()})


def test_people_who_work_come_before_callers() -> None:
    make_user("caller", name="Aaron")
    make_user("agent", name="Zoe")

    page = queries.page_people(containing="", page="1")

    assert [str(person) for person in page.object_list] == ["Zoe", "Aaron"]


def test_the_page_shows_a_link_and_takes_corrections() -> None:
    client, person = make_client(make_user("administrator")), make_user("agent")
    address = reverse("accounts:person", args=[person.pk])

    shown = client.post(reverse("accounts:invitation", args=[person.pk])).content.decode()
    wrong = client.post(address, {"name": "", "email": "x", "roles": [Role.AGENT]})

    assert "/account/password/reset/key/" in shown
    assert wrong.status_code == 422


def test_before_the_first_account_the_door_says_how_to_make_it() -> None:
    page = Client().get("/", follow=True).content.decode()

    assert "Nobody has an account yet" in page


def test_a_used_set_up_link_leads_to_the_sign_in() -> None:
    token = actions.offer_setup(at=MONDAY_9AM) or ""
    said = {"name": "Ana", "email": "ana@example.org", "password": PASSWORD}
    actions.make_first_account(token, at=MONDAY_9AM, **said)

    page = Client().get(f"/account/setup/{token}/", follow=True).content.decode()

    assert "That link has been used" in page
    assert "Keep me signed in on this machine" in page


def test_no_mail_is_promised_to_whoever_forgot_their_password() -> None:
    page = Client().get("/account/password/reset/").content.decode()

    assert "Ask an administrator for a link" in page


def test_pages_speak_the_language_that_was_set_not_that_of_the_browser() -> None:
    page = Client().get("/account/password/reset/", headers={"Accept-Language": "ar"})

    assert '<html lang="en" dir="ltr"' in page.content.decode()


def test_pseudonyms_of_the_analysis_are_names_for_those_who_may_see_names() -> None:
    from groundswell.foundation.templatetags.people import naming  # noqa: PLC0415

    gwen = make_user("agent", name="Gwen Agent")
    told = f"73 % were ended by one person (person-{gwen.pk}). Ask person-{gwen.pk}."

    assert naming(told, gwen) == "73 % were ended by one person (Gwen Agent). Ask Gwen Agent."
    assert naming(told, make_user("manager")) == "73 % were ended by one person. Ask one person."
    assert naming("Nobody is named.", gwen) == "Nobody is named."


def test_a_long_address_breaks_after_its_at_and_dots_and_stays_harmless() -> None:
    from groundswell.foundation.templatetags.people import by_parts  # noqa: PLC0415

    assert by_parts("a.long_name@post.example.org") == (
        "a.<wbr>long_<wbr>name@<wbr>post.<wbr>example.<wbr>org"
    )
    assert by_parts("Dr. Mara <Lindt>") == "Dr. Mara &lt;Lindt&gt;"


def test_the_list_of_people_says_in_words_who_may_come_in() -> None:
    keeper = make_user("administrator")
    guest, gone = make_user("caller"), make_user("agent")
    guest.set_password(PASSWORD)
    guest.save()
    change(gone, by=keeper, active=False)

    page = make_client(keeper).get("/account/people/").content.decode()

    for words in ("may sign in", "no password yet", "closed"):
        assert words in page
