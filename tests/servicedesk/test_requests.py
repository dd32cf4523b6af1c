"""Asking for something: agreed to step by step with a quorum, by whoever can decide."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings import actions as offerings
from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.fields import Field, Unanswered
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.actions import approve_request, reject_request
from groundswell.servicedesk.facts.queries import list_facts
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.requests import actions, queries
from groundswell.servicedesk.requests.approvers import count_needed
from groundswell.servicedesk.requests.models import Approval, Decision
from groundswell.servicedesk.work.models import Task
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_user, read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(db: None) -> User:
    return make_user(name="Otto Owner")


@pytest.fixture
def service(owner: User) -> Service:
    made = make_service("Workplace")
    Service.objects.filter(pk=made.pk).update(owner=owner)
    made.refresh_from_db()
    return made


def offer(champion: User, service: Service, *steps: dict[str, Any], **given: Any) -> Offering:
    facts = offerings.OfferingFacts(name="A laptop", what="A laptop", service=service, **given)
    made = offerings.make_offering(by=champion, at=MONDAY_9AM, facts=facts)
    for step in steps:
        offerings.add_step(made, by=champion, at=MONDAY_9AM, step=offerings.NewStep(**step))
    return offerings.move_offering(made, by=champion, at=MONDAY_9AM, state="published")


@pytest.fixture
def offering(champion: User, service: Service) -> Offering:
    return offer(champion, service)


def ask(offering: Offering, caller: User, **values: Any) -> Ticket:
    return actions.ask_for(offering, by=caller, at=MONDAY_9AM, values=values)


def waiting(ticket: Ticket) -> Approval:
    return Approval.objects.get(ticket=ticket, state="open")


def asked(ticket: Ticket) -> set[str]:
    return {one.approver.name for one in waiting(ticket).decisions.select_related("approver")}


def decide(ticket: Ticket, by: User, *, yes: bool = True, reason: str = "") -> Ticket:
    actions.decide(waiting(ticket), by=by, at=MONDAY_9AM, yes=yes, reason=reason)
    ticket.refresh_from_db()
    return ticket


class TestTheWayToYes:
    def test_without_an_agreement_it_is_approved_at_once_and_its_tasks_are_planned(
        self, champion: User, service: Service, caller: User
    ) -> None:
        offering = offer(champion, service)
        task = offerings.NewTask(title="Order it", days=5)
        offerings.plan_task(offering, by=champion, at=MONDAY_9AM, task=task)
        after = offerings.NewTask(title="Set it up", after="Order it")
        offerings.plan_task(offering, by=champion, at=MONDAY_9AM, task=after)

        ticket = ask(offering, caller)

        assert (ticket.state, ticket.service) == ("approved", service)
        order, set_up = Task.objects.order_by("position")
        assert (order.due_on, set_up.after) == (date(2026, 3, 9), order)  # working days
        released = AuditEntry.objects.filter(number=ticket.number, act="task.task_released")
        assert [entry.actor for entry in released] == [None, None], "nobody planned them"
        assert not AuditEntry.objects.filter(act="task.added").exclude(actor=None).exists()
        story = " ".join(read_page(champion, f"/desk/{ticket}/").split())
        assert "<b>Groundswell</b> released a task, as the request was approved" in story

    def test_steps_come_one_after_another_and_the_trail_tells_each(
        self, champion: User, service: Service, caller: User, owner: User
    ) -> None:
        boss = make_user(name="Bea Boss")
        house = OrgUnit.objects.create(name="House", head=boss)
        User.objects.filter(pk=caller.pk).update(department=house)
        caller.refresh_from_db()
        offering = offer(champion, service, {"who": "head"}, {"who": "owner"})

        ticket = ask(offering, caller)
        assert asked(ticket) == {"Bea Boss"}
        assert [one.approver for one in queries.list_to_decide(by=boss)] == [boss]
        assert queries.list_to_decide(by=owner) == []
        decide(ticket, boss)
        assert asked(ticket) == {"Otto Owner"}
        decide(ticket, owner, reason="Fine")

        assert ticket.state == "approved"
        acts = AuditEntry.objects.filter(number=ticket.number).values_list("act", flat=True)
        assert list(acts).count("request.yes") == 2
        asking = AuditEntry.objects.filter(number=ticket.number, act="request.asks")
        assert [entry.actor for entry in asking] == [None, None], "it follows from the step before"
        assert "request.approved" in acts

    @pytest.mark.parametrize(
        ("rule", "answers", "state"),
        [
            (("any", 1), [False, True], "approved"),
            (("all", 1), [True, False], "rejected"),
            (("all", 1), [True, True, True], "approved"),
            (("least", 2), [False, True, True], "approved"),
            (("least", 2), [False, False], "rejected"),
            (("percent", 50), [True, True], "approved"),
            (("percent", 34), [False, False], "rejected"),
        ],
    )
    def test_a_quorum_decides_as_soon_as_it_can(
        self, offering: Offering, rule: tuple[str, int], answers: list[bool], state: str
    ) -> None:
        people = [make_user(name=f"Decider {number}") for number in range(3)]
        quorum, least = rule
        step = offerings.NewStep(who="people", people=people, quorum=quorum, least=least)
        offerings.add_step(offering, by=make_user("champion"), at=MONDAY_9AM, step=step)
        ticket = ask(offering, make_user())

        for person, yes in zip(people, answers, strict=False):
            assert ticket.state == "submitted"
            decide(ticket, person, yes=yes, reason="" if yes else f"Too dear for {person}")

        assert ticket.state == state
        if state == "rejected":
            no = answers.count(False)
            assert ticket.resolution.count("Too dear") == no

    @settings(max_examples=50)
    @given(st.sampled_from(["any", "all", "least", "percent"]), st.integers(1, 100),
           st.integers(1, 30))  # fmt: skip
    def test_a_quorum_can_always_be_reached(self, quorum: str, least: int, seats: int) -> None:
        needed, said = count_needed({"quorum": quorum, "least": least}, seats)

        assert 1 <= needed <= seats
        assert bool(said) == (quorum == "least" and least > seats)


class TestWhoCanDecide:
    def test_whoever_asked_does_not_decide_and_is_told_who_does(
        self, champion: User, service: Service, caller: User, owner: User
    ) -> None:
        step = {"who": "people", "people": [caller], "quorum": "all"}

        ticket = ask(offer(champion, service, step), caller)

        assert waiting(ticket).note == "Carla Caller asked for it, so Otto Owner decides."
        with pytest.raises(NotAllowed, match="yourself, so you cannot agree to it; Otto Owner"):
            decide(ticket, caller)
        assert decide(ticket, owner).state == "approved"

    def test_only_who_is_asked_is_led_to_the_page_on_which_one_decides(
        self, champion: User, agent: User, service: Service, caller: User
    ) -> None:
        step = {"who": "people", "people": [champion], "quorum": "all"}
        ticket = ask(offer(champion, service, step), caller)
        page = f"/my/approvals/{waiting(ticket).number}/"

        led = {}
        for person in (champion, agent):
            client = Client()
            client.force_login(person, backend=BACKEND)
            led[person] = page in client.get(f"/desk/requests/of/{ticket}/").content.decode()
            assert client.get(page).status_code == (200 if led[person] else 404)

        assert led == {champion: True, agent: False}

    def test_one_who_left_is_named_and_the_owner_of_the_service_decides(
        self, champion: User, service: Service, caller: User, owner: User
    ) -> None:
        left, there = make_user(name="Lena Left"), make_user(name="Theo There")
        step = {"who": "people", "people": [left, there], "quorum": "all"}
        offering = offer(champion, service, step)
        User.objects.filter(pk=left.pk).update(is_active=False)

        ticket = ask(offering, caller)

        assert asked(ticket) == {"Otto Owner", "Theo There"}
        assert "Lena Left has left, so Otto Owner decides." in waiting(ticket).note

    def test_a_deputy_decides_while_somebody_is_away_and_both_can(
        self, champion: User, service: Service, caller: User, owner: User
    ) -> None:
        deputy = make_user(name="Dora Deputy")
        ticket = ask(offer(champion, service, {"who": "owner"}), caller)

        actions.declare_absence(
            by=owner, at=MONDAY_9AM, deputy=deputy,
            first_day=date(2026, 3, 1), last_day=date(2026, 3, 9),
        )  # fmt: skip
        assert [one.instead_of for one in queries.list_to_decide(by=deputy)] == [owner]
        assert queries.count_to_decide(by=owner) == 1
        later = ask(Offering.objects.get(), caller)
        assert waiting(later).note == "Otto Owner is away, so Dora Deputy decides."
        decide(ticket, deputy, yes=False, reason="Not now")
        decide(later, owner)

        assert (ticket.state, later.state) == ("rejected", "approved")

    @pytest.mark.parametrize(
        ("deputy", "last", "words"),
        [("self", date(2026, 3, 9), "your own place"), ("left", date(2026, 3, 9), "has left"),
         ("other", date(2026, 2, 1), "comes before the first")],
    )  # fmt: skip
    def test_days_away_that_cannot_be_are_refused(
        self, owner: User, deputy: str, last: date, words: str
    ) -> None:
        other = owner if deputy == "self" else make_user()
        other.is_active = deputy != "left"

        with pytest.raises(Refusal, match=words):
            actions.declare_absence(
                by=owner, at=MONDAY_9AM, deputy=other, first_day=date(2026, 3, 1), last_day=last
            )

    def test_fewer_than_wanted_are_all_of_them_and_it_is_said(
        self, champion: User, service: Service, caller: User
    ) -> None:
        make_user("manager", name="Mona Manager")
        step = {"who": "managers", "quorum": "least", "least": 3}

        ticket = ask(offer(champion, service, step), caller)

        assert "3 should agree and only 1 can be asked" in waiting(ticket).note

    def test_where_nobody_is_known_an_agent_decides(
        self, champion: User, caller: User, agent: User
    ) -> None:
        ticket = ask(offer(champion, make_service("Nobody's"), {"who": "owner"}), caller)

        assert "An agent decides." in waiting(ticket).note
        assert decide(ticket, agent).state == "approved"

    def test_the_desk_does_not_decide_for_those_who_are_asked(
        self, champion: User, service: Service, caller: User, agent: User
    ) -> None:
        ticket = ask(offer(champion, service, {"who": "owner"}), caller)

        with pytest.raises(Refusal, match="needs the agreement of others: Otto Owner"):
            approve_request(ticket, by=agent, at=MONDAY_9AM)
        with pytest.raises(Refusal, match="needs the agreement of others"):
            reject_request(ticket, by=agent, at=MONDAY_9AM, reason="No")
        with pytest.raises(NotAllowed, match="is not asked"):
            decide(ticket, agent)

    def test_people_are_reminded_once_in_two_days_and_handed_over_when_somebody_leaves(
        self, champion: User, service: Service, caller: User, owner: User
    ) -> None:
        leaving = make_user(name="Lena Leaving")
        step = {"who": "people", "people": [leaving]}
        ticket = ask(offer(champion, service, step), caller)
        later = MONDAY_9AM + timedelta(days=3)

        reminded = [actions.look_after_decisions(at=when) for when in (MONDAY_9AM, later, later)]
        User.objects.filter(pk=leaving.pk).update(is_active=False)
        actions.look_after_decisions(at=later)

        assert reminded == [0, 1, 0]
        assert asked(ticket) == {"Otto Owner"}
        acts = AuditEntry.objects.filter(number=ticket.number).values_list("act", flat=True)
        assert {"request.reminded", "request.handed_over"} <= {*acts}

    def test_the_place_of_one_who_left_is_given_up_where_whoever_takes_it_is_asked_already(
        self, champion: User, service: Service, caller: User, owner: User
    ) -> None:
        leaving = make_user(name="Lena Leaving")
        step = {"who": "people", "people": [leaving, owner], "quorum": "all"}
        offering = offer(champion, service, step)
        ticket, other = ask(offering, caller), ask(offering, caller)
        assert decide(ticket, owner).state == "submitted"

        User.objects.filter(pk=leaving.pk).update(is_active=False)
        actions.look_after_decisions(at=MONDAY_9AM)

        ticket.refresh_from_db()
        assert ticket.state == "approved"
        assert asked(other) == {"Otto Owner"}
        assert waiting(other).note.endswith("Lena Leaving has left; Otto Owner is asked already.")
        assert decide(other, owner).state == "approved"

    def test_where_all_left_and_nobody_takes_their_place_an_agent_decides(
        self, champion: User, caller: User, agent: User
    ) -> None:
        leaving = make_user(name="Lena Leaving")
        step = {"who": "people", "people": [leaving]}
        ticket = ask(offer(champion, make_service("Nobody's"), step), caller)

        User.objects.filter(pk=leaving.pk).update(is_active=False)
        actions.look_after_decisions(at=MONDAY_9AM)

        assert waiting(ticket).note == "Lena Leaving has left. An agent decides."
        assert decide(ticket, agent).state == "approved"


class TestWhatIsAnswered:
    def test_answers_stay_when_their_question_is_removed(
        self, client: Client, champion: User, service: Service, caller: User
    ) -> None:
        offering = offer(champion, service)
        question = Field(key="", label="Which?", required=True)
        offerings.keep_question(offering, by=champion, at=MONDAY_9AM, question=question)
        with pytest.raises(Unanswered, match="“Which"):
            ask(offering, caller)
        ticket = ask(offering, caller, which="The light one 👋 שלום")

        offerings.remove_question(offering, by=champion, at=MONDAY_9AM, key="which")

        fact = list_facts(ticket).get()
        assert (fact.label, fact.words) == ("Which?", "The light one 👋 שלום")
        # and so do those of a form that was open when it was removed
        client.force_login(caller, backend=BACKEND)
        address = f"/my/catalogue/{offering.number}/"
        sent = client.post(address, {"q-which": "The red one"}, follow=True)
        assert "“Which?” is no longer asked; what was written there" in sent.content.decode()
        assert list_facts(Ticket.objects.latest("id")).get().words == "The red one"

    def test_what_is_not_published_or_not_for_them_cannot_be_asked_for(
        self, champion: User, service: Service, caller: User
    ) -> None:
        offering = offer(champion, service, roles=["manager"])

        with pytest.raises(NotAllowed, match="is not offered to Carla Caller"):
            ask(offering, caller)
        offerings.move_offering(offering, by=champion, at=MONDAY_9AM, state="retired")
        offering.refresh_from_db()
        with pytest.raises(Refusal, match="is not offered at the moment"):
            ask(offering, champion)


class TestInTheBrowser:
    def test_a_caller_asks_and_an_approver_agrees(
        self, client: Client, champion: User, service: Service, caller: User, owner: User
    ) -> None:
        offering = offer(champion, service, {"who": "owner"})
        for question in (
            Field(key="", label="New?", kind="yes_no", required=True),
            Field(key="", label="Old number", required=True, only_if="new", only_values=("no",)),
        ):
            offerings.keep_question(offering, by=champion, at=MONDAY_9AM, question=question)
        client.force_login(caller, backend=BACKEND)
        assert "A laptop" in client.get("/my/catalogue/", {"q": "lapt"}).content.decode()
        address = f"/my/catalogue/{offering.number}/"
        shown = client.get(address).content.decode()
        assert "Needed if “New?” is no" in shown
        assert "Old number" in shown
        assert "optional" not in shown
        refused = client.post(address, {"q-new": "no"})
        assert refused.status_code == 422
        page = client.post(address, {"q-new": "no", "q-old_number": "L-17"}, follow=True)
        assert "L-17" in page.content.decode()
        assert "has not said yet" in page.content.decode()

        ticket = Ticket.objects.get()
        number = waiting(ticket).number
        assert client.get(f"/my/approvals/{number}/").status_code == 404
        client.force_login(owner, backend=BACKEND)
        assert "1 waits for your answer" in client.get("/my/").content.decode()
        assert ticket.number in client.get("/my/approvals/").content.decode()
        assert client.get(f"/api/tickets/{ticket.number}").status_code == 200
        silent = client.post(f"/my/approvals/{number}/", {"answer": "no", "reason": " "})
        assert "Say why not" in silent.content.decode()
        long = client.post(f"/my/approvals/{number}/", {"answer": "no", "reason": "No. " * 150})
        assert "This is 599 characters long, and 500 fit here." in long.text
        assert "Say yes or no" not in long.text
        assert f"{'No. ' * 150}</textarea>" in long.text
        client.post(f"/my/approvals/{number}/", {"answer": "yes"})

        ticket.refresh_from_db()
        assert ticket.state == "approved"
        assert client.post(f"/my/approvals/{number}/", {"answer": "yes"}).status_code == 422
        client.force_login(champion, backend=BACKEND)
        shown = client.get(f"/desk/requests/of/{ticket.number}/").content.decode()
        assert "L-17" in shown
        assert "Agreed" in shown

    def test_days_away_are_written_down_and_taken_back(
        self, client: Client, owner: User, caller: User
    ) -> None:
        client.force_login(owner, backend=BACKEND)
        today = timezone.localdate()
        said = {"deputy": "Carla Caller", "first_day": today, "last_day": today}

        page = client.post("/my/approvals/", said, follow=True).content.decode()
        back = client.post("/my/approvals/presence/", follow=True).content.decode()

        assert "Carla Caller decides for you from" in page
        assert "Let somebody else decide" in back

    def test_programs_ask_and_decide(
        self, client: Client, champion: User, service: Service, caller: User, owner: User
    ) -> None:
        offering = offer(champion, service, {"who": "owner"})
        question = Field(key="", label="New?", kind="yes_no", required=True)
        offerings.keep_question(offering, by=champion, at=MONDAY_9AM, question=question)
        client.force_login(caller, backend=BACKEND)
        sent = {"content_type": "application/json"}

        wrong = client.post("/api/requests", {"offering": offering.number}, **sent)
        made = client.post(
            "/api/requests", {"offering": offering.number, "answers": {"new": True}}, **sent
        ).json()
        facts = client.get(f"/api/tickets/{made['number']}/facts").json()
        client.force_login(owner, backend=BACKEND)
        (one,) = client.get("/api/approvals").json()
        done = client.post(f"/api/approvals/{one['number']}/decision", {"yes": True}, **sent)

        assert wrong.status_code == 422
        assert facts[0]["value"] is True
        assert done.json()["state"] == "approved"
        assert Decision.objects.get().answer
