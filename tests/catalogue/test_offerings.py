"""What people can ask for: made in minutes, published, found by words, seen by whom it is for."""

import re
import time
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings import actions, queries
from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.fields import Field
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, champion: User) -> Client:
    client.force_login(champion, backend=BACKEND)
    return client


@pytest.fixture
def service(db: None) -> Service:
    return make_service("Workplace")


def make(by: User, service: Service, *, publish: bool = True, **given: Any) -> Offering:
    said = {"name": "A new laptop", "what": "A laptop", "service": service} | given
    made = actions.make_offering(by=by, at=MONDAY_9AM, facts=actions.OfferingFacts(**said))
    if publish:
        return actions.move_offering(made, by=by, at=MONDAY_9AM, state="published")
    return made


def post(desk: Client, offering: Offering, door: str, **said: Any) -> str:
    address = f"/map/offerings/{offering.number}/{door}/"
    return desk.post(address, said, follow=True).content.decode()


class TestTheEditor:
    def test_what_no_page_sends_neither_breaks_it_nor_is_lost(
        self, desk: Client, service: Service, champion: User
    ) -> None:
        offering = make(champion, service)

        post(desk, offering, "questions", key="%s", label="Which room?", kind="text")
        page = post(desk, offering, "description", name="Laptop", departments="9" * 20)

        assert offering.questions.get().key == "which_room"
        assert "Which room?" in page
        assert "9" * 20 in page

    def test_an_offering_is_begun_from_a_model_altered_and_published(
        self, desk: Client, service: Service, caller: User
    ) -> None:
        begun = desk.post("/map/offerings/", {"service": service.pk, "model": "new_laptop"})
        offering = Offering.objects.get()

        page = desk.get(begun.url).content.decode()
        assert "What needs the strength?" in page
        assert "only if <bdi>Which model?</bdi>" in page
        assert "The head of the caller&#x27;s department" in page
        assert "after “Order it”" in page
        assert not queries.has_offerings(seen_by=caller)
        said = {"label": "A bag too?", "kind": "yes_no", "required": "on"}
        assert "A bag too?" in post(desk, offering, "questions", **said)
        post(desk, offering, "questions", key="a_bag_too", label="A bag?", kind="yes_no")
        post(desk, offering, "questions/removal", key="the_number_on_the_old_one")
        post(desk, offering, "questions/order", key="a_bag_too", up="1")
        page = post(desk, offering, "state", state="published")

        assert [field.key for field in queries.list_fields(offering)][-2:] == [
            "a_bag_too",
            "does_it_replace_another",
        ]
        assert queries.get_open_offering(offering.number, seen_by=caller) == offering
        assert "published it" in page

    def test_an_empty_one_needs_a_name_and_says_what_one_gets_before_it_is_published(
        self, desk: Client, service: Service
    ) -> None:
        refused = desk.post("/map/offerings/", {"service": service.pk, "model": ""})
        desk.post("/map/offerings/", {"service": service.pk, "model": "", "name": "A key"})
        offering = Offering.objects.get()

        page = post(desk, offering, "state", state="published")

        assert refused.status_code == 422
        assert "Say what one gets with A key before you publish it." in page

    def test_agreements_and_tasks_are_added_and_dropped(
        self, desk: Client, service: Service, champion: User
    ) -> None:
        offering = make(champion, service, publish=False)

        post(desk, offering, "steps", who="people", people="Chris Champion", quorum="all")
        page = post(desk, offering, "steps", who="people", people="Chris Champion", quorum="least",
                    least="2")  # fmt: skip
        assert "2 have to agree, and only 1 is asked" in page
        post(desk, offering, "tasks", title="Order it", days="2")
        post(desk, offering, "tasks", title="Set it up", after="Order it", group="Field")
        assert "There is no task “Nothing”" in post(
            desk, offering, "tasks", title="x", after="Nothing"
        )
        first = queries.list_planned(offering)[0]
        post(desk, offering, "tasks/removal", key=first.pk)
        step = queries.list_steps(offering)[0]
        post(desk, offering, "steps/removal", key=step.pk)

        assert [(task.title, task.after) for task in queries.list_planned(offering)] == [
            ("Set it up", None)
        ]
        assert not queries.list_steps(offering)
        acts = AuditEntry.objects.filter(number=offering.number).values_list("act", flat=True)
        assert {"offering.step_added", "offering.step_dropped", "offering.task_planned"} <= {*acts}

    def test_a_second_task_of_one_title_is_refused(
        self, desk: Client, service: Service, champion: User
    ) -> None:
        offering = make(champion, service, publish=False)
        post(desk, offering, "tasks", title="Sign it", group="Field")

        page = post(desk, offering, "tasks", title=" Sign it ", group="Purchasing")

        assert "has a task “Sign it” already" in page
        assert 'value="Purchasing"' in page
        assert queries.list_planned(offering).count() == 1
        first = queries.list_planned(offering)[0]
        with pytest.raises(IntegrityError), transaction.atomic():
            offering.planned.create(position=2, title=first.title)

    @pytest.mark.parametrize(
        ("door", "said"),
        [
            ("description", {"name": "", "what": "Long words"}),
            ("questions", {"label": "", "help": "Long words"}),
            ("questions", {"label": "Long words", "kind": "choice"}),
            ("steps", {"who": "people", "people": "Long words"}),
            ("tasks", {"title": "x", "group": "Long words", "days": "soon"}),
        ],
    )
    def test_what_was_written_stays_where_it_is_refused(
        self, desk: Client, service: Service, champion: User, door: str, said: dict[str, str]
    ) -> None:
        offering = make(champion, service)

        page = post(desk, offering, door, **said)

        assert "Long words" in page
        assert 'role="alert"' in page
        assert re.search(r"<details [^>]*open>", page)

    def test_what_is_added_comes_last_whatever_was_dropped_before(
        self, service: Service, champion: User
    ) -> None:
        offering = make(champion, service, publish=False)

        def plan(title: str, after: str = "") -> int:
            task = actions.NewTask(title=title, after=after)
            return actions.plan_task(offering, by=champion, at=MONDAY_9AM, task=task).pk

        def agree(who: str) -> int:
            step = actions.NewStep(who=who)
            return actions.add_step(offering, by=champion, at=MONDAY_9AM, step=step).pk

        for key in [plan("Order it"), plan("Pay it"), plan("Unpack it")][:2]:
            actions.drop_planned_task(offering, by=champion, at=MONDAY_9AM, key=key)
        plan("Set it up", after="Unpack it")
        for key in [agree("head"), agree("owner"), agree("managers")][:2]:
            actions.drop_step(offering, by=champion, at=MONDAY_9AM, key=key)
        agree("head")

        # a follower that comes before what it follows would not wait for it
        titles = [task.title for task in queries.list_planned(offering)]
        assert titles == ["Unpack it", "Set it up"]
        assert [step.who for step in queries.list_steps(offering)] == ["managers", "head"]

    def test_the_offering_is_locked_before_something_is_dropped(
        self, service: Service, champion: User
    ) -> None:
        offering = make(champion, service, publish=False)
        given: dict[str, Any] = {"by": champion, "at": MONDAY_9AM}
        task = actions.plan_task(offering, task=actions.NewTask(title="Order it"), **given)
        step = actions.add_step(offering, step=actions.NewStep(who="head"), **given)
        read = f'FROM "{Offering._meta.db_table}"'

        for drop, row in ((actions.drop_planned_task, task), (actions.drop_step, step)):
            with CaptureQueriesContext(connection) as asked:
                drop(offering, key=row.pk, **given)
            told = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
            # who adds at that moment reads the rows only after this is over
            of_rows = next(at for at, sql in enumerate(told) if row._meta.db_table in sql)
            assert any(read in sql for sql in told[:of_rows])

    def test_tasks_of_one_title_were_told_apart(self) -> None:
        module = "groundswell.catalogue.offerings.migrations.0003_order_and_titles"
        tell_apart = import_module(module).tell_apart

        titles = ["Sign it", "Pay it", "Sign it", "Sign it (2)", "Sign it", "x" * 200, "x" * 200]
        told = tell_apart(titles)

        assert told[:5] == ["Sign it", "Pay it", "Sign it (3)", "Sign it (2)", "Sign it (4)"]
        assert told[6] == "x" * 196 + " (2)"

    def test_a_question_on_which_another_depends_stays(
        self, desk: Client, service: Service, champion: User
    ) -> None:
        offering = make(champion, service)
        post(desk, offering, "questions", label="New?", kind="yes_no")
        post(desk, offering, "questions", label="Which?", kind="text", only_if="new")

        page = post(desk, offering, "questions/removal", key="new")

        assert "decides whether “Which?” is asked" in page

    def test_a_circle_and_an_empty_list_are_refused_on_the_page(
        self, desk: Client, service: Service, champion: User
    ) -> None:
        offering = make(champion, service)
        post(desk, offering, "questions", label="New?", kind="yes_no")
        post(desk, offering, "questions", label="Which?", kind="text", only_if="new")

        circle = post(desk, offering, "questions", key="new", label="New?", kind="yes_no",
                      only_if="which")  # fmt: skip
        empty = post(desk, offering, "questions", label="Colour?", kind="choice", options=" \n ")

        assert "in a circle: “New?”, “Which?”" in circle
        assert "“Colour?” has nothing to choose from" in empty

    def test_two_of_one_name_in_a_service_are_refused(
        self, service: Service, champion: User
    ) -> None:
        make(champion, service)

        with pytest.raises(Refusal, match="Workplace offers “A new laptop” already"):
            make(champion, service)

    @pytest.mark.parametrize(
        ("step", "words"),
        [
            ({"who": "people"}, "Name at least one person"),
            ({"who": "head", "quorum": "least", "least": 2}, "only 1 is asked"),
            ({"who": "managers", "quorum": "percent", "least": 101}, "at most 100"),
            ({"who": "nobody"}, 'Nobody is "nobody"'),
        ],
    )
    def test_an_agreement_that_cannot_be_reached_is_refused(
        self, service: Service, champion: User, step: dict[str, Any], words: str
    ) -> None:
        offering = make(champion, service)

        with pytest.raises((Refusal, BadInput), match=words):
            actions.add_step(offering, by=champion, at=MONDAY_9AM, step=actions.NewStep(**step))

    def test_only_those_with_the_right_keep_it(self, service: Service, caller: User) -> None:
        with pytest.raises(NotAllowed):
            make(caller, service)

    @pytest.mark.parametrize("model", queries.load_models())
    def test_every_model_makes_an_offering_that_can_be_published(
        self, service: Service, champion: User, model: str
    ) -> None:
        made = actions.begin_from_model(by=champion, at=MONDAY_9AM, model=model, service=service)

        moved = actions.move_offering(made, by=champion, at=MONDAY_9AM, state="published")

        assert moved.is_published
        assert queries.list_fields(made)


class TestWhoSeesIt:
    def test_it_is_for_a_department_with_those_below_it_or_for_a_role(
        self, service: Service, champion: User
    ) -> None:
        house = OrgUnit.objects.create(name="House")
        team = OrgUnit.objects.create(name="Team", parent=house)
        inside, outside, manager = make_user(), make_user(), make_user("manager")
        User.objects.filter(pk=inside.pk).update(department=team)
        inside.refresh_from_db()
        for_house = make(champion, service, departments=[house])
        for_managers = make(champion, service, name="A car", roles=["manager"])
        for_all = make(champion, service, name="A chair")

        def seen(user: User) -> set[Offering]:
            return {one for _, group in queries.list_by_service(seen_by=user) for one in group}

        assert seen(inside) == {for_house, for_all}
        assert seen(outside) == {for_all}
        assert seen(manager) == {for_managers, for_all}


class TestFinding:
    def test_what_fits_comes_first_and_quickly(self, service: Service, champion: User) -> None:
        for number in range(100):
            make(champion, service, name=f"Thing {number}", what="Something for your work")
        laptop = make(champion, service, words="notebook computer")
        make(champion, service, name="A bag for a laptop", publish=False)
        queries.fitting("notebook", seen_by=champion)

        started = time.process_time()
        found = queries.fitting("I néed a noteb", seen_by=champion)
        took = time.process_time() - started

        assert [line.number for line in found] == [laptop.number]
        assert took < 0.02
        assert queries.fitting("x" * 2_000_000, seen_by=champion) == []
        assert queries.fitting("👋 שלום", seen_by=champion) == []

    def test_programs_read_what_the_person_may_ask_for(
        self, client: Client, service: Service, champion: User, caller: User
    ) -> None:
        offering = make(champion, service)
        question = Field(key="", label="Which?", kind="choice", options=("a", "b"))
        actions.keep_question(offering, by=champion, at=MONDAY_9AM, question=question)
        client.force_login(caller, backend=BACKEND)

        everything = client.get("/api/offerings").json()
        fitting = client.get("/api/offerings", {"q": "laptop"}).json()
        one = client.get(f"/api/offerings/{offering.number}").json()

        assert everything == fitting
        assert one["questions"][0]["options"] == ["a", "b"]
