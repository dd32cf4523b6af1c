"""Views of the list: composed without scripts, shared, counted, and warning once each time."""

from datetime import timedelta

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.servicedesk import actions, queries
from groundswell.servicedesk.models import GroupMember, SavedView, SupportGroup, Ticket, ViewAlert
from groundswell.servicedesk.queries import narrowing
from groundswell.servicedesk.rules.actions.alerts import end_alert, look_at_views
from groundswell.servicedesk.rules.actions.saved import ViewWords, add_view, change_view
from groundswell.servicedesk.rules.queries import saved as views
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, make_user

PRINTING = {"join": "all", "of": [{"field": "words", "is": "contains", "values": ["toner"]}]}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def test_a_view_is_composed_without_scripts_and_shows_what_fits(agent: User) -> None:
    client, mail = signed_in(agent), make_service("E-mail")
    make_ticket(service=mail, summary="No mail arrives")
    make_ticket(service=mail, summary="Mail is slow", kind="request")
    make_ticket(summary="The door is stuck")
    rows = {"field-0": "service", "field-1": "kind", "how-1": "none"}

    looked = client.post("/desk/views/new/", rows | {"look": "1", "name": "Post"})
    assert 'name="is-0"' in looked.text
    assert "knows no" not in looked.text.partition("<main")[0]
    rows |= {"is-0": "is", "value-0": "e-mail", "is-1": "is", "value-1": "request"}
    kept = client.post(
        "/desk/views/new/", rows | {"name": "Post", "show": "open", "columns": ["service"]}
    )
    page = client.get(kept.url).text

    assert "No mail arrives" in page
    assert "Mail is slow" not in page
    assert "The door is stuck" not in page
    assert '<th scope="col">Service</th>' in page
    assert 'name="view"' in page, "the choices above the list stay within the view"


def test_what_cannot_be_read_is_refused_with_a_sentence_and_kept_in_the_form(agent: User) -> None:
    answer = signed_in(agent).post(
        "/desk/views/new/",
        {"name": "Odd", "show": "open", "field-0": "age", "is-0": "older", "value-0": "soon"},
    )

    assert answer.status_code == 422
    assert "needs a whole number of hours, not “soon”" in answer.text
    assert 'value="soon"' in answer.text
    assert not SavedView.objects.exists()


def test_a_view_is_shared_with_a_group_and_changed_by_its_owner_alone(agent: User) -> None:
    group = SupportGroup.objects.create(name="First line")
    other, stranger = make_user("agent"), make_user("agent")
    for person in (agent, other):
        GroupMember.objects.create(group=group, user=person)
    view = add_view(by=agent, at=MONDAY_9AM, said=ViewWords(name="Ours", shared_group=group))

    assert list(views.list_views_of(other)) == [view]
    assert not views.list_views_of(stranger)
    with pytest.raises(NotAllowed, match="keep one of your own"):
        change_view(view, by=other, at=MONDAY_9AM, said=ViewWords(name="Theirs"))
    with pytest.raises(NotAllowed, match="a group that you are in"):
        add_view(by=stranger, at=MONDAY_9AM, said=ViewWords(name="x", shared_group=group))
    with pytest.raises(NotAllowed, match="whoever sets up the desk"):
        add_view(by=agent, at=MONDAY_9AM, said=ViewWords(name="x", shared_role="agent"))


def test_a_name_a_column_and_an_order_are_checked(agent: User) -> None:
    add_view(by=agent, at=MONDAY_9AM, said=ViewWords(name="Post"))

    with pytest.raises(Refusal, match="a view called Post already"):
        add_view(by=agent, at=MONDAY_9AM, said=ViewWords(name="Post"))
    with pytest.raises(BadInput, match='no column "mood"'):
        add_view(by=agent, at=MONDAY_9AM, said=ViewWords(name="x", columns=["mood"]))
    with pytest.raises(BadInput, match='no order "luck"'):
        add_view(by=agent, at=MONDAY_9AM, said=ViewWords(name="x", sort="luck"))


def test_what_is_narrowed_on_the_list_is_kept_and_never_instead_of_another(agent: User) -> None:
    client = signed_in(agent)
    add_view(by=agent, at=MONDAY_9AM, said=ViewWords(name="Post", conditions=PRINTING))

    kept = client.post("/desk/views/", {"name": "Mine", "query": "show=mine"}, follow=True)
    taken = client.post("/desk/views/", {"name": "Post", "query": "show=mine"}, follow=True)

    assert "The view Mine is kept." in kept.content.decode()
    assert "You have a view called Post already" in taken.content.decode()
    assert dict(SavedView.objects.values_list("name", "query")) == {"Mine": "show=mine", "Post": ""}


def test_a_limit_warns_once_until_the_view_holds_fewer_again(agent: User) -> None:
    said = ViewWords(name="Toner", query="show=open", conditions=PRINTING, warn_above=1)
    add_view(by=agent, at=MONDAY_9AM, said=said)
    first, second = (make_ticket(summary="Toner is empty") for _ in range(2))

    raised = [look_at_views(at=MONDAY_9AM), look_at_views(at=MONDAY_9AM + timedelta(minutes=2))]
    assert [len(one) for one in raised] == [1, 0]
    assert "Toner holds 2, more than 1" in signed_in(agent).get("/today/").text
    signed_in(agent).post(f"/desk/views/alerts/{raised[0][0].pk}/end/")
    assert look_at_views(at=MONDAY_9AM + timedelta(minutes=3)) == [], "it was looked at"
    assert not views.list_alerts(seen_by=agent)
    actions.resolve_ticket(first, by=agent, at=MONDAY_9AM, resolution="New toner")
    look_at_views(at=MONDAY_9AM + timedelta(minutes=4))
    assert not views.list_alerts(seen_by=agent)
    actions.reopen_ticket(first, by=agent, at=MONDAY_9AM + timedelta(minutes=5), reason="")

    assert len(look_at_views(at=MONDAY_9AM + timedelta(minutes=6))) == 1
    view = SavedView.objects.get()
    change_view(view, by=agent, at=MONDAY_9AM + timedelta(minutes=7), said=ViewWords(name="Toner"))
    assert not views.list_alerts(seen_by=agent), "it warns of nothing any more"
    assert second.number


def test_what_comes_into_a_view_warns_until_somebody_looks(agent: User) -> None:
    said = ViewWords(name="Toner", query="show=open", conditions=PRINTING, warn_new=True)
    add_view(by=agent, at=MONDAY_9AM, said=said)
    make_ticket(summary="Toner was low before")
    assert look_at_views(at=MONDAY_9AM) == [], "what was there when it was first looked at is known"

    make_ticket(summary="Toner is empty")
    [alert] = look_at_views(at=MONDAY_9AM)
    make_ticket(summary="Toner again")
    assert look_at_views(at=MONDAY_9AM) == []

    assert ViewAlert.objects.get(pk=alert.pk).count == 2
    with pytest.raises(NotAllowed):
        end_alert(alert, by=make_user("agent"), at=MONDAY_9AM)
    answer = signed_in(agent).post(f"/desk/views/alerts/{alert.pk}/end/")
    assert answer.url == f"/desk/?show=open&view={alert.view_id}"
    assert not views.list_alerts(seen_by=agent)


@pytest.mark.parametrize(
    ("query", "looked_at"), [("show=all", "the newest 2"), ("show=open", "the 2 most pressing")]
)
def test_a_view_without_an_index_looks_at_some_and_says_at_which(
    agent: User, monkeypatch: pytest.MonkeyPatch, query: str, looked_at: str
) -> None:
    monkeypatch.setattr(narrowing, "LOOK_AT", 2)
    monkeypatch.setattr(narrowing, "LOOK_AT_OPEN", 2)
    for hour in range(4):
        make_ticket(summary="Toner", opened_at=MONDAY_9AM + timedelta(hours=hour))
    view = add_view(
        by=agent, at=MONDAY_9AM, said=ViewWords(name="T", query=query, conditions=PRINTING)
    )

    found = queries.list_tickets(
        views.filter_of(view),
        seen_by=agent,
        narrowing=views.narrow_to(view, seen_by=agent, at=MONDAY_9AM),
    )

    assert found.looked_at == looked_at
    assert len(found.tickets) == 2
    assert f"only {looked_at} tickets" in signed_in(agent).get(f"/desk/?{view.address}").text


def test_a_view_without_an_index_looks_at_tickets_without_a_date_too(
    agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "LOOK_AT_OPEN", 2)
    for number in range(4):
        ticket = make_ticket(summary="Toner")
        if number:  # an export that says no time
            told = {"opened_at": None, "source_name": "old", "source_id": str(number)}
            Ticket.objects.filter(pk=ticket.pk).update(**told)
    view = add_view(by=agent, at=MONDAY_9AM, said=ViewWords(name="T", conditions=PRINTING))

    page = signed_in(agent).get(f"/desk/?{view.address}")

    assert page.status_code == 200
    assert page.text.count("Toner") >= 4


def test_a_view_whose_field_is_gone_says_so_and_loses_nothing(agent: User) -> None:
    view = add_view(by=agent, at=MONDAY_9AM, said=ViewWords(name="Old", conditions=PRINTING))
    gone = {"join": "all", "of": [{"field": "floor", "is": "is", "values": ["3"]}]}
    SavedView.objects.filter(pk=view.pk).update(conditions=gone)

    page = signed_in(agent).get(f"/desk/?view={view.pk}")

    assert page.status_code == 200
    assert "needs another look" in page.text
    assert signed_in(agent).get(f"/desk/views/{view.pk}/").status_code == 200
    assert signed_in(agent).get("/desk/views/counts/").status_code == 200


@pytest.mark.parametrize("asked", ["priority=0", "service=0", "group=0"])
def test_a_list_narrowed_to_what_there_is_not_shows_nothing(asked: str, agent: User) -> None:
    make_ticket(summary="Label printer")

    page = signed_in(agent).get(f"/desk/?show=all&{asked}").text

    assert "Label printer" not in page
    assert f"There is no {asked.partition('=')[0]} “0” here." in page


def test_a_list_and_a_view_that_there_are_not_are_named(agent: User) -> None:
    make_ticket(summary="Label printer")

    page = signed_in(agent).get("/desk/?show=soon&view=0&kind=incident").text

    assert "There is no list “soon” and no view “0” here." in page
    assert "Label printer" in page
