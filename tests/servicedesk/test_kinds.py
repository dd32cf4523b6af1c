"""What was taken for an incident becomes a request at the desk, and the other way round."""

from datetime import timedelta

import pytest
from django.test import Client

from groundswell.catalogue.offerings import actions as offerings
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk import actions
from groundswell.servicedesk.major.models import MeToo
from groundswell.servicedesk.models import Surge, SurgeTicket, Ticket
from groundswell.servicedesk.promises.actions import TargetFacts, say_target
from groundswell.servicedesk.promises.models import Promise
from groundswell.servicedesk.queries.surges import propose_joining
from groundswell.servicedesk.requests.actions import ask_for
from groundswell.servicedesk.states import Kind
from groundswell.servicedesk.waiting.actions import follow_up, hold_and_follow
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db
NOON = MONDAY_9AM + timedelta(hours=3)


def _promised(ticket: Ticket) -> int:
    return Promise.objects.get(ticket=ticket, measure="resolution").goal_minutes


def test_a_wish_wrongly_taken_becomes_an_incident_on_its_page_and_keeps_its_number(
    client: Client, agent: User, caller: User, champion: User
) -> None:
    for kind, minutes in (("incident", 120), ("request", 4_000)):
        facts = TargetFacts(kind=kind, resolution=minutes)
        say_target(by=champion, at=MONDAY_9AM, facts=facts)
    ticket = make_ticket(by=caller, kind="request", summary="I need my monitor to work again")
    wished = _promised(ticket)
    client.force_login(agent, backend=BACKEND)
    page = f"/desk/{ticket.number}/"
    said = {"kind": "incident", "initial-kind": "request"}

    whole = client.get(page).content.decode()
    done = client.post(f"{page}kind/", said)
    again = client.post(f"{page}kind/", said)

    changed = Ticket.objects.get(pk=ticket.pk)
    assert f'hx-get="{page}kind/"' in whole
    assert done.status_code == 302
    assert (changed.kind, changed.state, changed.number) == ("incident", "new", ticket.number)
    assert (wished, _promised(ticket)) == (4_000, 120)
    assert again.status_code == 422
    assert "is an incident already" in again.content.decode()
    assert "made an incident of it" in client.get(page).content.decode()
    assert client.get(f"/desk/?q={ticket.number}").context["found"].count == 1
    client.force_login(caller, backend=BACKEND)
    own = client.get(f"/my/{ticket.number}/").content.decode()
    assert "took it as something that is broken" in own
    actions.resolve_ticket(changed, by=agent, at=NOON, resolution="New cable")


@pytest.mark.parametrize(
    ("before", "after"),
    [("new", "submitted"), ("assigned", "submitted"), ("in_progress", "fulfilling"),
     ("on_hold", "on_hold")],
)  # fmt: skip
def test_it_goes_on_from_where_it_stands_and_back(agent: User, before: str, after: str) -> None:
    ticket = make_ticket()
    if before != "new":
        actions.assign_ticket(ticket, by=agent, at=MONDAY_9AM, assignee=agent)
    if before == "in_progress":
        actions.start_ticket(ticket, by=agent, at=MONDAY_9AM)
    if before == "on_hold":
        hold_and_follow(
            ticket, by=agent, at=MONDAY_9AM, reason="Waiting for the caller", follow=True
        )

    there = actions.change_kind(ticket, by=agent, at=NOON, kind=Kind.REQUEST)
    follow_up(at=NOON + timedelta(days=30))  # a request never ends by itself
    wished = Ticket.objects.get(pk=ticket.pk)
    back = actions.change_kind(wished, by=agent, at=NOON, kind=Kind.INCIDENT)

    assert (there.kind, there.state, wished.state) == ("request", after, after)
    assert (back.kind, back.state) == ("incident", before)
    acts = [entry.act for entry in AuditEntry.objects.filter(number=ticket.number).order_by("id")]
    assert [act for act in acts if "became" in act] == [
        "request.became_request",
        "incident.became_incident",
    ]


def test_what_only_its_own_kind_can_have_keeps_it_and_the_reason_is_said(
    agent: User, caller: User, champion: User
) -> None:
    head, child, alone, shared, over = (make_ticket() for _ in range(5))
    actions.join_ticket(child, by=agent, at=MONDAY_9AM, parent=head)
    MeToo.objects.create(ticket=shared, person=caller, said_at=MONDAY_9AM)
    actions.resolve_ticket(over, by=agent, at=NOON, resolution="New drum")
    facts = offerings.OfferingFacts(name="A laptop", what="One", service=make_service("Desks"))
    made = offerings.make_offering(by=champion, at=MONDAY_9AM, facts=facts)
    laptop = offerings.move_offering(made, by=champion, at=MONDAY_9AM, state="published")
    asked = ask_for(laptop, by=caller, at=MONDAY_9AM, values={})
    surge = Surge.objects.create(
        number="SRG-1", started_at=MONDAY_9AM, detected_at=MONDAY_9AM, window_minutes=9,
        expected=1, seen=2, chance=0.001, state="open",
    )  # fmt: skip
    SurgeTicket.objects.bulk_create(SurgeTicket(surge=surge, ticket=t) for t in (head, alone))

    for ticket, reason in (
        (child, f"joined to {head}"),
        (head, "stands for other tickets"),
        (shared, "Others said that they have"),
        (over, "is resolved already"),
        (asked, "asks for “A laptop”"),
    ):
        kind = Kind.INCIDENT if ticket == asked else Kind.REQUEST
        with pytest.raises(Refusal, match=reason):
            actions.change_kind(ticket, by=agent, at=NOON, kind=kind)

    actions.change_kind(alone, by=agent, at=NOON, kind=Kind.REQUEST)
    assert propose_joining(surge).members == [head]


def test_the_kind_is_said_over_rest_by_those_who_work_at_the_desk(agent: User) -> None:
    ticket, client = make_ticket(), Client()
    client.force_login(agent, backend=BACKEND)
    address = f"/api/tickets/{ticket.number}/kind"

    def send(kind: str) -> tuple[int, dict[str, str]]:
        answer = client.post(address, {"kind": kind}, content_type="application/json")
        return answer.status_code, answer.json()

    status, told = send("request")

    assert (status, told["kind"], told["state"]) == (200, "request", "submitted")
    assert send("request")[0] == 409
    assert send("wish")[0] == 422
    client.force_login(make_user("caller"), backend=BACKEND)
    assert send("incident")[0] in {403, 404}
