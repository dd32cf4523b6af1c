"""Fields of one's own on tickets, and templates to begin from."""

import re
from typing import Any

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.fields import Field, Unanswered
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.actions import NewTicket, resolve_ticket
from groundswell.servicedesk.facts import actions, queries
from groundswell.servicedesk.facts.models import Fact, TicketField, TicketTemplate
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import TicketFilter, list_tickets
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, champion: User) -> Client:
    client.force_login(champion, backend=BACKEND)
    return client


def ask(by: User, label: str, *, scope: dict[str, Any] | None = None, **given: Any) -> TicketField:
    question = Field(key="", label=label, **given)
    return actions.add_field(
        by=by, at=MONDAY_9AM, question=question, scope=actions.Scope(**(scope or {}))
    )


def take_down(by: User, *, kind: str = "incident", caller: User | None = None, category: str = "",
              **values: Any) -> Ticket:  # fmt: skip
    new = NewTicket(summary="Blank pages", caller=caller, category=category)
    return actions.take_down(by=by, at=MONDAY_9AM, kind=kind, new=new, values=values)


class TestFields:
    def test_a_field_is_asked_in_the_form_shown_on_the_ticket_searched_and_filtered(
        self, desk: Client, champion: User
    ) -> None:
        desk.post("/desk/fields/new/", {"label": "Room", "kind": "text", "required": "on"})
        field = TicketField.objects.get()
        said = {"summary": "Blank pages", "kind": "incident", "impact": 3, "urgency": 2}
        assert "q-room" in desk.get("/desk/new/").content.decode()
        refused = desk.post("/desk/new/", said)
        assert refused.status_code == 422
        assert "it is needed. Fill it in" in refused.content.decode()

        desk.post("/desk/new/", said | {"q-room": "Xylophone 3.12"})

        ticket = Ticket.objects.get()
        assert [fact.words for fact in queries.list_facts(ticket)] == ["Xylophone 3.12"]
        resolve_ticket(ticket, by=champion, at=ticket.opened_at, resolution="Cleaned")
        found = list_tickets(TicketFilter(show="all", words="xylophone"), seen_by=champion)
        assert [line.number for line in found.tickets] == [ticket.number]
        assert queries.list_answers(field) == ["xylophone 3.12"]
        kept = queries.with_answer(Ticket.objects.all(), field, "XYLOPHONE 3.12")
        assert list(kept) == [ticket]
        assert not queries.with_answer(Ticket.objects.all(), field, "elsewhere")

    def test_a_field_counts_where_it_is_asked(self, champion: User, caller: User) -> None:
        house = OrgUnit.objects.create(name="Finance")
        User.objects.filter(pk=caller.pk).update(department=house)
        caller.refresh_from_db()
        ask(champion, "Budget", scope={"ticket_kind": "request"}, required=True)
        ask(champion, "Ledger", scope={"department": house}, required=True)
        ask(champion, "Tray", scope={"category": "printer"}, required=True)

        take_down(champion, budget="ignored")
        take_down(champion, kind="request", caller=caller, budget="12", ledger="General")
        with pytest.raises(Unanswered, match="“Budget”, “Ledger”"):
            take_down(champion, kind="request", caller=caller)
        with pytest.raises(Unanswered, match="“Tray”"):
            take_down(champion, category="printer")

        assert sorted(Fact.objects.values_list("words", flat=True)) == ["12", "General"]

    def test_one_that_is_removed_while_filled_keeps_its_answers(self, champion: User) -> None:
        room, seat = ask(champion, "Room"), ask(champion, "Seat")
        ticket = take_down(champion, room="3.12", seat="7")

        actions.remove_field(room, by=champion, at=MONDAY_9AM)
        actions.alter_field(
            seat, by=champion, at=MONDAY_9AM, question=Field(key="", label="Desk"),
            scope=actions.Scope(),
        )  # fmt: skip
        actions.answer_fields(ticket, by=champion, at=MONDAY_9AM, values={"seat": "8"})

        facts = {fact.label: fact for fact in queries.list_facts(ticket)}
        assert facts["Room"].words == "3.12"
        assert facts["Room"].field.removed_at
        assert facts["Desk"].words == "8"
        entry = AuditEntry.objects.get(number=ticket.number, act="ticket.facts")
        assert entry.changes == {"facts": ["Desk: 7", "Desk: 8"]}

    def test_an_answer_that_is_offered_no_more_stays_while_another_is_given(
        self, desk: Client, champion: User
    ) -> None:
        hall = ask(champion, "Hall", kind="choice", options=("North", "South"))
        ask(champion, "Gate")
        ticket = take_down(champion, hall="North")
        fewer = Field(key="hall", label="Hall", kind="choice", options=("South", "West"))
        actions.alter_field(hall, by=champion, at=MONDAY_9AM, question=fewer, scope=actions.Scope())

        form = desk.get(f"/desk/requests/of/{ticket}/").content.decode()
        sent = {"q-hall": "North", "q-gate": "7"}
        desk.post(f"/desk/requests/of/{ticket}/answers/", sent)

        assert '<option value="North" selected>' in form
        assert {fact.key: fact.words for fact in queries.list_facts(ticket)} == {
            "hall": "North",
            "gate": "7",
        }

    def test_one_on_which_another_depends_stays(self, champion: User) -> None:
        vip = ask(champion, "Many people?", kind="yes_no")
        ask(champion, "How many?", kind="number", only_if="many_people")

        with pytest.raises(Refusal, match="decides whether “How many"):
            actions.remove_field(vip, by=champion, at=MONDAY_9AM)

    def test_nobody_without_the_right_adds_one(self, caller: User) -> None:
        with pytest.raises(NotAllowed):
            ask(caller, "Room")

    def test_what_was_typed_is_kept_where_it_is_refused(self, desk: Client) -> None:
        desk.post("/desk/fields/new/", {"label": "Room", "kind": "text"})
        room = TicketField.objects.get()

        said = {"label": "Colour", "kind": "choice"}
        answer = desk.post("/desk/fields/new/", said)
        altered = desk.post(f"/desk/fields/{room.number}/", said)

        assert answer.status_code == altered.status_code == 422
        assert "“Colour” has nothing to choose from" in answer.text
        for page, ids in ((answer, "new"), (altered, room.key)):
            (box,) = re.findall(r'<input [^>]*value="Colour"[^>]*>', page.text)
            assert f'id="f_{ids}_label"' in box


class TestTemplates:
    def test_a_ticket_is_begun_from_one(self, desk: Client, champion: User) -> None:
        service = make_service("Printing")
        said = {
            "name": "Printer", "ticket_kind": "incident", "summary": "A printer prints nothing",
            "service": service.pk, "category": "printer", "urgency": "1",
            "needed": ["description"], "hidden": ["urgency", "service"],
        }  # fmt: skip
        desk.post("/desk/fields/templates/", said)
        template = TicketTemplate.objects.get()
        address = f"/desk/new/?template={template.number}"
        page = desk.get(address).content.decode()
        assert "A printer prints nothing" in page
        assert "How bad is it?" not in page

        refused = desk.post(address, {"summary": "Tray", "kind": "incident", "impact": 3})
        desk.post(address, {"summary": "Tray", "kind": "incident", "impact": 3, "urgency": 3,
                            "description": "On the third floor"})  # fmt: skip

        assert refused.status_code == 422
        ticket = Ticket.objects.get()
        assert (ticket.summary, ticket.service, ticket.urgency) == ("Tray", service, 1)
        assert ticket.category == "printer"
        desk.post(f"/desk/fields/templates/{template.number}/removal/")
        assert "Printer" not in desk.get("/desk/new/").content.decode()

    def test_what_is_needed_and_not_shown_is_refused(self, desk: Client) -> None:
        said = {"name": "P", "ticket_kind": "incident", "needed": "service", "hidden": "service",
                "summary": "x"}  # fmt: skip

        answer = desk.post("/desk/fields/templates/", said)

        assert "“Service” is needed and not shown" in answer.content.decode()


def test_a_person_who_reports_for_themselves_sees_their_own_tickets_only(
    caller: User, agent: User
) -> None:
    own, other = make_ticket(by=caller), make_ticket(by=agent)

    seen = Ticket.objects.visible_to(caller)

    assert own in seen
    assert other not in seen


class TestTakenOutMeanwhile:
    def test_what_was_written_into_a_field_that_was_taken_out_stays_on_the_ticket(
        self, desk: Client, champion: User
    ) -> None:
        field = ask(champion, "Asset tag", required=True)
        said = {"summary": "Blank pages", "kind": "incident", "impact": 3, "urgency": 2}
        actions.remove_field(field, by=champion, at=MONDAY_9AM)

        stays = desk.post("/desk/new/", said | {"q-asset_tag": "LAP-77", "caller": "Nobody Known"})
        sent = desk.post("/desk/new/", said | {"q-asset_tag": "LAP-77"}, follow=True)

        assert 'value="LAP-77"' in stays.content.decode()
        assert "This is no longer asked" in stays.content.decode()
        ticket = Ticket.objects.get()
        assert (
            f"{ticket} is open. “Asset tag” is no longer asked; what was" in sent.content.decode()
        )
        fact = queries.list_facts(ticket).get()
        assert (fact.label, fact.words) == ("Asset tag", "LAP-77")
        assert "Asset tag" not in desk.get("/desk/new/").content.decode()

    def test_an_older_form_does_not_put_back_what_a_ticket_told(
        self, desk: Client, champion: User
    ) -> None:
        room, tag = ask(champion, "Room"), ask(champion, "Asset tag")
        ticket = take_down(champion, room="3.12")
        address = f"/desk/requests/of/{ticket.number}/"
        seen = desk.get(address).context["version"]
        other = make_user("agent", name="Ines")
        actions.answer_fields(ticket, by=other, at=MONDAY_9AM, values={"room": "4.01"})
        said = {"q-room": "3.12", "q-asset_tag": "LAP-77"}

        held = desk.post(f"{address}answers/", said | {"version": seen})

        assert held.status_code == 422
        assert "Meanwhile: Ines wrote down what it tells" in held.content.decode()
        actions.remove_field(tag, by=champion, at=MONDAY_9AM)
        desk.post(f"{address}answers/", said | {"version": held.context["version"]})
        told = {fact.label: fact.words for fact in queries.list_facts(ticket)}
        assert told == {"Room": "3.12", "Asset tag": "LAP-77"}
        assert room.removed_at is None
