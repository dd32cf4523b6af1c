"""The front door as callers use it: with and without scripts, from the first word to the end."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from groundswell.catalogue.business.actions import say_users
from groundswell.catalogue.offerings import actions as offerings
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.measurement.ticket_rows import tickets as ticket_rows
from groundswell.servicedesk import actions
from groundswell.servicedesk.links.actions import merge_ticket
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.satisfaction.actions import judge_help
from groundswell.servicedesk.satisfaction.models import Verdict
from groundswell.servicedesk.satisfaction.queries import find_verdict
from tests.makers import make_service, make_ticket, make_user, sign_in
from tests.portal.made_troubles import announce

pytestmark = pytest.mark.django_db
LAPTOP = {"summary": "I need a new laptop", "urgency": "3"}


@pytest.fixture
def door(caller: User) -> Client:
    return sign_in(caller)


def offer_laptop(champion: User) -> str:
    facts = offerings.OfferingFacts(
        name="A new laptop", what="For new people", service=make_service("Workplace")
    )
    made = offerings.make_offering(by=champion, at=timezone.now(), facts=facts)
    return offerings.move_offering(made, by=champion, at=timezone.now(), state="published").number


class TestAsking:
    def test_without_a_script_what_fits_is_shown_once_before_it_is_sent(
        self, door: Client, champion: User
    ) -> None:
        number = offer_laptop(champion)
        said = LAPTOP | {"impact": "2", "description": "Mine is from 2014 🐢"}

        first = door.post("/my/", said)
        page = first.content.decode()

        assert first.status_code == 200
        assert not Ticket.objects.exists()
        assert f"/my/catalogue/{number}/" in page
        assert "None of these: send it" in page
        assert 'value="I need a new laptop"' in page
        assert "Mine is from 2014 🐢" in page
        sent = door.post("/my/", said | {"seen": "on"}, follow=True).content.decode()
        ticket = Ticket.objects.get()
        assert (ticket.impact, ticket.urgency, ticket.channel) == (2, 3, "portal")
        assert f"Its number is {ticket.number}" in sent
        assert "You hear from us by" in sent

    def test_what_fits_nothing_is_sent_at_once(self, door: Client, champion: User) -> None:
        offer_laptop(champion)

        door.post("/my/", {"summary": "The lamp in the hall flickers", "urgency": "2"})

        assert Ticket.objects.get().impact == 3

    def test_a_known_trouble_can_be_joined_from_what_is_offered(
        self, door: Client, agent: User
    ) -> None:
        number = announce(agent)

        shown = door.get("/my/offers/", {"summary": "mail does not arrive"}).content.decode()
        page = door.get("/my/").content.decode()
        counted = door.post(f"/my/known/{number}/me-too/", follow=True).content.decode()

        assert f'action="/my/known/{number}/me-too/"' in shown
        assert 'name="seen"' in shown
        assert page.index("Mail does not arrive") < page.index('id="ask"')
        assert "You are counted." in counted

    def test_words_of_two_megabytes_are_refused_in_a_sentence_and_kept(self, door: Client) -> None:
        much = "pasted log line \n" * 125_000

        answer = door.post("/my/", {"summary": "No mail", "urgency": "1", "description": much})
        page = answer.content.decode()

        assert answer.status_code == 422
        assert "This has 2,124,998 letters, and 20,000 fit" in page
        assert page.count("pasted log line") == 125_000
        assert 'value="No mail"' in page

    def test_a_button_that_is_pressed_twice_sends_once(
        self, door: Client, champion: User, caller: User
    ) -> None:
        number = offer_laptop(champion)
        said = {"summary": "The crane hums", "urgency": "2", "seen": "on"}

        for _ in range(2):
            told = door.post("/my/", said)
            asked = door.post(f"/my/catalogue/{number}/", {})
            door.post(f"{told.headers['Location']}reply/", {"text": "Now it smokes"})

        assert Ticket.objects.filter(caller=caller).count() == 2
        told_of, asked_for = Ticket.objects.order_by("id")
        assert told.headers["Location"] == f"/my/{told_of}/"
        assert asked.headers["Location"] == f"/my/{asked_for}/"
        assert told_of.messages.count() == 1
        picture = {"attached": BytesIO(b"smoke")}
        door.post(f"/my/{told_of}/reply/", {"text": "Now it smokes"} | picture)
        assert told_of.messages.count() == 2

    def test_a_long_first_line_loses_nothing(self, door: Client) -> None:
        words = "الطابعة لا تعمل 🖨️ " * 30

        door.post("/my/", {"summary": words, "urgency": "2", "description": "Floor 3"})

        ticket = Ticket.objects.get()
        assert len(ticket.summary) == 250
        assert ticket.description == f"{words.strip()}\n\nFloor 3"
        assert "🖨️" in door.get(f"/my/{ticket.number}/").content.decode()

    @pytest.mark.parametrize(
        "sent", [{}, {"summary": " "}, {"summary": "x", "urgency": "9"},
                 {"summary": "x", "urgency": "1", "impact": "7"},
                 {"summary": "x\0", "urgency": "1"},
                 {"summary": "x", "urgency": "1", "service": "👋"}],
    )  # fmt: skip
    def test_half_a_form_makes_no_ticket(self, door: Client, sent: dict[str, str]) -> None:
        assert door.post("/my/", sent).status_code in {200, 422}
        assert not Ticket.objects.exists()


def test_services_of_ones_department_come_first_and_say_how_they_stand(
    door: Client, caller: User, agent: User, champion: User
) -> None:
    unit = OrgUnit.objects.create(name="Finance")
    User.objects.filter(pk=caller.pk).update(department=unit)
    payroll, mail = make_service("Payroll"), make_service("E-mail")
    make_service("Archive")
    for service in (payroll, mail):
        say_users(service, by=champion, at=timezone.now(), departments=[unit])
    announce(agent, service=mail)

    page = door.get("/my/").content.decode()

    assert page.index(">E-mail</option>") < page.index(">Payroll</option>")
    assert page.index(">Payroll</option>") < page.index(">Archive</option>")
    standing = page[page.index("Your services") :]
    assert standing.index("Does not work for many") < standing.index("No trouble known")
    assert "Archive" not in standing
    assert "your department uses it" in standing
    make_ticket(by=caller, service=make_service("Printing"), opened_at=timezone.now())
    old = timezone.now() - timedelta(days=200)
    make_ticket(by=caller, service=make_service("Fax"), opened_at=old)
    again = door.get("/my/").content.decode()
    standing = again[again.index("Your services") :]
    assert "you wrote about it" in standing
    assert "Printing" in standing
    assert "Fax" not in standing


def test_whoever_is_new_sees_what_several_colleagues_wrote_about(caller: User) -> None:
    unit = OrgUnit.objects.create(name="Finance")
    people = [caller, *(make_user() for _ in range(3))]
    User.objects.filter(pk__in=[one.pk for one in people]).update(department=unit)
    payroll, health = make_service("Payroll"), make_service("Health checks")
    for person in people[1:]:
        make_ticket(by=person, service=payroll, opened_at=timezone.now())
        make_ticket(by=people[1], service=health, opened_at=timezone.now())
    for _ in range(3):
        make_ticket(service=make_service(f"Elsewhere {_}"), opened_at=timezone.now())

    page = sign_in(caller).get("/my/").content.decode()

    standing = page[page.index("Your services") :]
    assert "your department wrote about it" in standing
    assert "Payroll" in standing
    assert "Health checks" not in standing
    assert "Elsewhere" not in standing


class TestEnding:
    def test_a_caller_closes_what_works_again_and_opens_it_when_it_comes_back(
        self, door: Client, caller: User
    ) -> None:
        ticket = make_ticket(by=caller)
        address = f"/my/{ticket.number}/"
        assert "It works again: close it" in door.get(address).content.decode()

        door.post(f"{address}ending/", {"words": "A restart helped"})
        closed = door.get(address).content.decode()

        ticket.refresh_from_db()
        assert (ticket.state, ticket.resolved_at) == ("closed", ticket.closed_at)
        assert "A restart helped" in closed
        assert "You said that it is over" in closed
        door.post(f"{address}reopening/", {"reason": "Blank again"})
        ticket.refresh_from_db()
        assert (ticket.state, ticket.reopens, ticket.resolved_at) == ("in_progress", 1, None)

    def test_one_tap_agrees_to_what_the_desk_solved(
        self, door: Client, caller: User, agent: User
    ) -> None:
        ticket = make_ticket(by=caller)
        actions.resolve_ticket(ticket, by=agent, at=timezone.now(), resolution="New cable")
        assert "Does it work again?" in door.get(f"/my/{ticket.number}/").content.decode()

        door.post(f"/my/{ticket.number}/ending/")

        ticket.refresh_from_db()
        assert (ticket.state, ticket.resolution) == ("closed", "New cable")

    def test_a_wish_is_called_off(self, door: Client, caller: User) -> None:
        ticket = make_ticket(by=caller, kind="request")

        door.post(f"/my/{ticket.number}/ending/")
        again = door.post(f"/my/{ticket.number}/ending/")

        ticket.refresh_from_db()
        assert ticket.state == "cancelled"
        assert (again.status_code, "cannot go from Cancelled" in again.text) == (422, True)
        assert AuditEntry.objects.filter(number=ticket.number).count() == 2

    def test_tickets_of_others_stay_theirs(self, door: Client, caller: User, agent: User) -> None:
        foreign = make_ticket(summary="The secret of somebody else")

        assert door.post(f"/my/{foreign.number}/ending/").status_code == 404
        assert "secret" not in door.get("/my/").content.decode()
        with pytest.raises(NotAllowed):
            actions.end_own_ticket(foreign, by=agent, at=timezone.now())

    def test_what_stands_for_others_is_ended_by_the_desk(self, caller: User, agent: User) -> None:
        head, other = make_ticket(by=caller), make_ticket(by=make_user())
        at = timezone.now() + timedelta(minutes=1)
        actions.join_tickets(head, by=agent, at=at, tickets=[other])

        refused = sign_in(caller).post(f"/my/{head}/ending/", {"words": "A restart helped"})

        assert refused.status_code == 422
        assert refused.text.count(f"Others have {head} too") == 1
        assert refused.text.count("A restart helped") == 1, "what they wrote stays in its box"


def test_what_came_back_in_too_many_words_is_not_cut_but_shown_again(
    door: Client, caller: User, agent: User
) -> None:
    ticket = make_ticket(by=caller)
    actions.resolve_ticket(ticket, by=agent, at=timezone.now(), resolution="New cable")
    address, most = f"/my/{ticket}/reopening/", "pasted log line\n" * 1_250

    much = door.post(address, {"reason": f"{most}and more"})
    assert much.status_code == 422
    assert "The reason has 20,008 letters, and 20,000 fit" in much.text
    assert (much.text.count("pasted log line"), much.text.count("and more")) == (1_250, 1)
    assert Ticket.objects.get().reopens == 0
    door.post(address, {"reason": most})
    meanwhile = door.post(address, {"reason": "And the other cable too"})

    assert ticket.messages.get().text == most.strip()
    assert meanwhile.text.count("is not over, so it cannot come back") == 1
    box = meanwhile.text[meanwhile.text.index(f'action="/my/{ticket}/reply/"') :]
    assert box.count("And the other cable too") == 1, "the words stand where they can be sent"


def test_programs_of_a_caller_end_reopen_and_judge(door: Client, caller: User) -> None:
    address = f"/api/tickets/{make_ticket(by=caller).number}"

    def post(act: str, **said: Any) -> dict[str, Any]:
        answer: dict[str, Any] = door.post(
            f"{address}/{act}", said, content_type="application/json"
        ).json()
        return answer

    assert post("ending", words="A restart helped")["state"] == "closed"
    assert post("satisfaction", score=5)["score"] == 5
    assert "20000" in post("reopening", words="x" * 20_001)["detail"]
    assert post("reopening", words="Blank again" * 1_000)["state"] == "in_progress"
    assert post("satisfaction", score=1)["status"] == 409


class TestSatisfaction:
    def test_words_that_are_too_long_stay_in_their_box(
        self, door: Client, caller: User, agent: User
    ) -> None:
        ticket = make_ticket(by=caller)
        address = f"/my/{ticket.number}/"
        long = "It took three days. " * 1_100

        closed = door.post(f"{address}ending/", {"words": long})
        actions.resolve_ticket(ticket, by=agent, at=timezone.now(), resolution="New cable")
        judged = door.post(f"{address}satisfaction/", {"score": "2", "words": long})

        for answer in (closed, judged):
            assert answer.status_code == 422
            assert long.strip() in answer.text
            assert 'class="refusal" role="alert"' in answer.text
            assert answer.text.count("21,999 letters, and 20,000 fit") == 1
            assert "maxlength" not in answer.text, "a browser would cut what is pasted"
        assert 'value="2" aria-pressed="true"' in judged.text

    def test_an_end_is_told_at_the_length_of_a_message(self, door: Client, caller: User) -> None:
        address = f"/my/{make_ticket(by=caller).number}/"
        long = ("A restart helped. " * 1_000).strip()

        page = door.get(address).text
        closed = door.post(f"{address}ending/", {"words": long}, follow=True)

        # a browser would cut what is pasted, without a word
        assert 'name="words"' in page
        assert "maxlength" not in page
        assert long in closed.text

    def test_one_tap_after_the_end_counts_and_can_be_altered(
        self, door: Client, caller: User, agent: User
    ) -> None:
        ticket = make_ticket(by=caller)
        address = f"/my/{ticket.number}/"
        assert "How was the help?" not in door.get(address).content.decode()
        early = door.post(f"{address}satisfaction/", {"score": "5"}, follow=True)
        assert "is not solved yet" in early.content.decode()
        actions.resolve_ticket(ticket, by=agent, at=timezone.now(), resolution="New cable")
        assert "How was the help?" in door.get(address).content.decode()

        door.post(f"{address}satisfaction/", {"score": "2", "words": "It took three days 😕"})
        door.post(f"{address}satisfaction/", {"score": "4"})
        page = door.get(address).content.decode()

        assert "You said: Good." in page
        assert "It took three days 😕" in page
        told = AuditEntry.objects.filter(number=ticket.number, act="incident.help_judged")
        assert [one.changes["satisfaction"] for one in told.order_by("id")] == [
            ["", "Not good"], ["Not good", "Good"],
        ]  # fmt: skip
        (row,) = ticket_rows(Ticket.objects.all())
        assert row["satisfaction"] == 4

    @pytest.mark.parametrize("sent", [{}, {"score": "6"}, {"score": "👍"}, {"score": "\0"}])
    def test_half_a_verdict_is_none(
        self, door: Client, caller: User, agent: User, sent: dict[str, str]
    ) -> None:
        ticket = make_ticket(by=caller)
        actions.resolve_ticket(ticket, by=agent, at=timezone.now(), resolution="New cable")

        answer = door.post(f"/my/{ticket.number}/satisfaction/", sent, follow=True)

        assert "Choose one of the five" in answer.content.decode()
        assert find_verdict(ticket) is None

    def test_what_was_merged_is_asked_where_it_goes_on(
        self, door: Client, caller: User, agent: User
    ) -> None:
        twice, home, of_others = make_ticket(by=caller), make_ticket(by=caller), make_ticket()
        merge_ticket(twice, by=agent, at=timezone.now(), into=home)
        mine = make_ticket(by=caller)
        merge_ticket(mine, by=agent, at=timezone.now(), into=of_others)

        def judge(ticket: Ticket) -> str:
            address = f"/my/{ticket.number}/satisfaction/"
            return door.post(address, {"score": "4"}, follow=True).content.decode()

        early = judge(mine)
        for ticket in (home, of_others):
            actions.resolve_ticket(ticket, by=agent, at=timezone.now(), resolution="New cable")

        assert "and that is not solved yet; you are asked here how the help was" in early
        assert "How was the help?" not in early
        assert f"goes on in {home}; say there how content you are" in judge(twice)
        assert "That is noted" in judge(home)
        assert {one.ticket for one in Verdict.objects.all()} == {home}

    def test_each_caller_of_what_was_merged_judges_the_help_they_had(
        self, door: Client, caller: User, agent: User
    ) -> None:
        mine, of_others = make_ticket(by=caller), make_ticket()
        merge_ticket(mine, by=agent, at=timezone.now(), into=of_others)
        actions.resolve_ticket(of_others, by=agent, at=timezone.now(), resolution="New cable")
        address = f"/my/{mine.number}/"

        asked = door.get(address).text
        said = door.post(f"{address}satisfaction/", {"score": "2", "words": "Slow"}, follow=True)

        assert "How was the help?" in asked
        assert "You said: Not good." in said.text
        verdict = Verdict.objects.get()
        assert (verdict.ticket, verdict.score) == (mine, 2)
        assert mine.messages.filter(text="Slow", author=caller).exists()
        # the other caller is asked as before
        theirs = sign_in(of_others.caller).get(f"/my/{of_others.number}/").text
        assert "How was the help?" in theirs

    def test_what_was_called_off_is_not_said_to_be_unsolved(
        self, door: Client, caller: User, agent: User
    ) -> None:
        ticket = make_ticket(by=caller)
        actions.cancel_ticket(ticket, by=agent, at=timezone.now())

        answer = door.post(f"/my/{ticket.number}/satisfaction/", {"score": "4"}, follow=True)

        assert "was cancelled, so there was no help to judge" in answer.content.decode()

    def test_it_is_closed_for_who_left_and_asked_of_who_is_named_instead(
        self, door: Client, caller: User, agent: User
    ) -> None:
        before = make_user(name="Lea Left")
        ticket = make_ticket(by=before)
        actions.resolve_ticket(ticket, by=agent, at=timezone.now(), resolution="New cable")
        judge_help(ticket, by=before, at=timezone.now(), score=1)
        before.is_active = False
        before.save()
        with pytest.raises(Refusal, match=f"Lea Left left: .* What was asked about {ticket} is"):
            judge_help(ticket, by=before, at=timezone.now(), score=2)

        actions.change_caller(ticket, by=agent, at=timezone.now(), caller=caller)
        page = door.get(f"/my/{ticket.number}/").content.decode()
        assert "How was the help?" in page
        assert "You said" not in page
        door.post(f"/my/{ticket.number}/satisfaction/", {"score": "1"})

        assert "You said: Bad." in door.get(f"/my/{ticket.number}/").content.decode()
        told = AuditEntry.objects.filter(number=ticket.number, act="incident.help_judged")
        assert [one.actor for one in told.order_by("id")] == [before, caller]

    def test_the_verdict_of_others_is_not_ones_own(self, door: Client, agent: User) -> None:
        foreign = make_ticket()
        actions.resolve_ticket(foreign, by=agent, at=timezone.now(), resolution="New cable")

        assert door.post(f"/my/{foreign.number}/satisfaction/", {"score": "1"}).status_code == 404
        with pytest.raises(NotAllowed):
            judge_help(foreign, by=agent, at=timezone.now(), score=5)


def test_a_caller_reads_their_own_words_and_never_queues(
    door: Client, caller: User, agent: User
) -> None:
    ticket = make_ticket(by=caller)
    infra = SupportGroup.objects.create(name="Infrastructure")
    actions.assign_ticket(ticket, by=agent, at=timezone.now(), group=infra)
    past = {"state": ["", "Resolved"], "group_id": ["", str(infra.pk)]}
    AuditEntry.objects.create(
        number=ticket.number, act="history", acted_at=timezone.now(), changes=past
    )
    actions.resolve_ticket(ticket, by=agent, at=timezone.now(), resolution="New cable\nSet anew")
    judge_help(ticket, by=caller, at=timezone.now(), score=4)

    solved = door.get(f"/my/{ticket.number}/").content.decode()
    actions.reopen_ticket(ticket, by=caller, at=timezone.now(), reason="Blank again")
    page = door.get(f"/my/{ticket.number}/").content.decode()

    assert "What ended it" in solved
    assert "New cable<br>Set anew" in solved
    assert "What ended it" not in page
    assert "What was done before it was opened again" in page
    for said in ("You reported this", "How it stood: Solved", f"{agent.name} solved it",
                 "You said how content you are", "We are working on it"):  # fmt: skip
        assert said in page
    for unsaid in ("Infrastructure", "passed it on", "content they are"):
        assert unsaid not in page


def test_no_line_of_what_was_promised_is_without_words(
    door: Client, caller: User, agent: User
) -> None:
    ticket = make_ticket(by=caller)
    at = timezone.now()
    actions.start_ticket(ticket, by=agent, at=at)
    actions.write_message(Ticket.objects.get(), by=agent, at=at, text="Which printer?")
    actions.hold_ticket(Ticket.objects.get(), by=agent, at=at, reason="Waiting for the caller")

    page = door.get(f"/my/{ticket.number}/").content.decode()
    lines = re.findall(r'<li class="promise[^"]*">(.*?)</li>', page, re.DOTALL)

    assert any("We wait for your answer." in line for line in lines)
    assert all(line.strip() for line in lines)


def test_what_is_asked_stands_above_the_box_for_the_answer(
    door: Client, caller: User, agent: User
) -> None:
    ticket = make_ticket(by=caller)
    at = timezone.now()
    actions.start_ticket(ticket, by=agent, at=at)
    actions.write_message(Ticket.objects.get(), by=agent, at=at, text="Which printer?")
    working = door.get(f"/my/{ticket.number}/").content.decode()

    actions.hold_ticket(Ticket.objects.get(), by=agent, at=at, reason="Waiting for the caller")
    page = door.get(f"/my/{ticket.number}/").content.decode()
    front = door.get("/my/").content.decode()

    assert front.index("waits for your answer") < front.index("big-ask"), "not below all services"
    box = page.index('<textarea name="text"')
    assert page.index("Which printer?") < box
    assert page.rindex("Which printer?") > box, "and in what happened"
    assert working.count("Which printer?") == 1


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("Waiting for the caller: which room", ("Waits for you", "waits for your answer")),
        ("Waiting for a part", ("It waits", "waits for something before it goes on")),
    ],
)
def test_a_caller_reads_whether_a_ticket_waits_for_them(
    door: Client, caller: User, agent: User, reason: str, said: tuple[str, str]
) -> None:
    stands, act = said
    ticket = make_ticket(by=caller)
    actions.start_ticket(ticket, by=agent, at=timezone.now())
    actions.hold_ticket(Ticket.objects.get(), by=agent, at=timezone.now(), reason=reason)

    front = door.get("/my/").content.decode()
    page = door.get(f"/my/{ticket.number}/").content.decode()

    assert f">{stands}</span>" in front
    assert f">{stands}</span>" in page
    assert f"{agent.name} {act}" in page


def test_a_text_that_is_too_long_says_first_that_nothing_was_sent(door: Client) -> None:
    told = {"summary": "The export stops", "description": "ERROR\n" * 4_000, "impact": "3",
            "urgency": "2"}  # fmt: skip

    answer = door.post("/my/", told)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert page.index("It is not sent yet.") < page.index('id="id_summary"')
    assert "Send it as a file" in page
    assert not Ticket.objects.exists()


def test_words_on_a_ticket_are_bound_at_every_door_and_kept_in_the_box(
    door: Client, caller: User, agent: User
) -> None:
    ticket, much = make_ticket(by=caller), "pasted log line\n" * 100_000
    told = {"summary": "It hangs", "description": much, "kind": "incident", "impact": 3,
            "urgency": 2}  # fmt: skip
    desk, at = sign_in(agent), f"/desk/{ticket}/"
    answers = [
        door.post(f"/my/{ticket}/reply/", {"text": much}),
        desk.post(f"{at}messages/", {"text": much}),
        desk.post(f"{at}messages/", {"text": much, "private": "on"}),
        desk.post(f"{at}resolution/", {"resolution": much}),
        desk.post("/desk/new/", told),
    ]
    rest = [
        door.post(f"/api/tickets/{ticket}/files", {"text": much, "files": BytesIO(b"a log")}),
        desk.post(f"/api/tickets/{ticket}/resolution", {"resolution": much}, "application/json"),
    ]

    for answer in answers:
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "letters, and 20,000 fit" in page
        assert page.count("pasted log line") == 100_000
    assert [one.status_code for one in rest] == [409, 422]
    assert not ticket.messages.exists()
    assert Ticket.objects.get().is_open
    door.post(f"/my/{ticket}/reply/", {"text": much[:20_000]})
    assert ticket.messages.get().text == much[:20_000].strip()


def test_what_goes_on_comes_first_and_the_rest_stands_behind_a_link(
    door: Client, caller: User
) -> None:
    old = make_ticket(by=caller, summary="Still waits", opened_at=timezone.now())
    for number in range(60):
        ended = make_ticket(by=caller, summary=f"Ended {number}.", opened_at=timezone.now())
        actions.cancel_ticket(ended, by=caller, at=timezone.now())

    front = door.get("/my/").content.decode()
    first = door.get("/my/reported/").content.decode()
    second = door.get("/my/reported/", {"page": "2"}).content.decode()

    assert old.number in front
    assert "Ended 1." not in front
    assert "60 more, also what has ended" in front
    assert first.index("Still waits") < first.index("Ended 59.")
    assert "Called off" in first
    assert "Ended 0." in second
    assert door.get("/my/reported/", {"page": "👋"}).status_code == 200


def test_who_watches_whether_it_runs_may_ask_for_the_head_alone() -> None:
    """RFC 9110, 9.1: what answers GET answers HEAD."""
    assert Client().head("/", follow=True).status_code == 200
