"""The search over everything finds what this person may see, and tells of nothing else."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groundswell.foundation.accounts.models import User
from groundswell.foundation.search.models import SearchDocument
from groundswell.foundation.search.queries import search
from groundswell.foundation.search.reindexing import reindex
from groundswell.foundation.search.snippets import mark, quote
from groundswell.problems import actions as problems
from groundswell.servicedesk.actions import write_message
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import TicketFilter, list_tickets
from tests.makers import BACKEND, MONDAY_9AM, make_problem, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def blank(django_capture_on_commit_callbacks: Any) -> Ticket:
    with django_capture_on_commit_callbacks(execute=True):
        return make_ticket(summary="Printer prints blank pages")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def page(user: User, words: str, **more: str) -> str:
    answer = signed_in(user).get("/search/", {"q": words, **more})
    assert answer.status_code == 200
    return answer.content.decode()


class TestWhatWasSaid:
    def test_the_desk_finds_replies_and_notes_and_reads_them(self, agent: User) -> None:
        ticket = make_ticket(summary="The screen is dark")
        write_message(ticket, by=agent, at=MONDAY_9AM, text="We swapped the inverter board")
        write_message(ticket, by=agent, at=MONDAY_9AM, text="Grumbles a lot", private=True)
        other = make_ticket(summary="Inverter board for the lab")

        [section] = search("inverter boards", seen_by=agent).sections
        [grumbling] = search("grumble", seen_by=agent).sections

        assert [hit.number for hit in section.hits] == [other.number, ticket.number]
        assert [part.text for part in section.hits[1].quote if part.is_hit] == ["inverter", "board"]
        assert [hit.number for hit in grumbling.hits] == [ticket.number]
        listed = list_tickets(TicketFilter(words="inverter board"), seen_by=agent)
        assert {line.number for line in listed.tickets} == {other.number, ticket.number}

    def test_callers_find_what_they_may_read_on_their_own_tickets(self, agent: User) -> None:
        mia, tom = make_user(), make_user()
        ticket = make_ticket(summary="The screen is dark", by=mia)
        write_message(ticket, by=agent, at=MONDAY_9AM, text="We swapped the inverter")
        write_message(ticket, by=agent, at=MONDAY_9AM, text="Grumbles a lot", private=True)

        [section] = search("inverters", seen_by=mia).sections
        assert [hit.number for hit in section.hits] == [ticket.number]
        assert search("grumbles", seen_by=mia).count == 0
        assert search("inverter", seen_by=tom).count == 0
        listed = list_tickets(TicketFilter(words="inverter"), seen_by=mia)
        assert [line.number for line in listed.tickets] == [ticket.number]
        assert not list_tickets(TicketFilter(words="grumbles"), seen_by=mia).tickets

    def test_what_was_said_before_is_found_once_the_index_is_written_anew(
        self, agent: User
    ) -> None:
        ticket = make_ticket(summary="The screen is dark")
        write_message(ticket, by=agent, at=MONDAY_9AM, text="We swapped the inverter")
        SearchDocument.objects.all().delete()

        list(reindex())

        assert search("inverter", seen_by=agent).count == 1


class TestWhatIsFound:
    def test_every_kind_is_looked_through_and_said(self, agent: User) -> None:
        make_ticket(summary="Label printer prints blank labels")
        make_problem(by=agent, title="Label printers print blank labels")
        make_service("Label printing")
        problems.write_known_error(
            by=agent,
            at=MONDAY_9AM,
            new=problems.NewKnownError(title="Blank labels", symptom="Labels come out white"),
        )

        found = search("labels", seen_by=agent)

        assert [section.label for section in found.sections] == [
            "Known errors", "Problems", "Tickets", "Services",
        ]  # fmt: skip

    def test_which_record_is_the_newest_is_asked_once(self, agent: User) -> None:
        make_ticket(summary="The toner is empty")

        with CaptureQueriesContext(connection) as asked:
            search("tonner", seen_by=agent)  # by other words too, of every kind

        newest = [one for one in asked if "max(id)" in one["sql"]]
        assert len(newest) == (connection.vendor == "postgresql")

    def test_words_in_the_title_come_first(self, agent: User) -> None:
        titled = make_ticket(summary="Printers print blank pages")
        make_ticket(summary="It is broken", description="printer " * 9 + "blank")

        (section,) = search("printer blank", seen_by=agent).sections

        assert section.hits[0].number == titled.number
        assert section.count == 2

    @pytest.mark.parametrize("typed", ["INC-000001", "inc1", "inc 1", "Inc-001"])
    def test_a_number_leads_to_its_record(self, agent: User, typed: str) -> None:
        ticket = make_ticket()
        typed = typed.replace("1", str(int(ticket.number[4:])))

        assert search(typed, seen_by=agent).sections[0].hits[0].number == ticket.number

    def test_a_slip_is_read_as_the_word_that_is_there_and_said(
        self, agent: User, blank: Ticket
    ) -> None:
        shown = page(agent, "pritner")

        assert "Nothing for “pritner”" in shown
        assert "<mark>Printer</mark>" in shown

    def test_nothing_found_says_what_now(self, agent: User) -> None:
        assert "Try fewer of them" in page(agent, "elephant")

    @pytest.mark.parametrize("words", ["", "  ", "%", "<script>", "x" * 900, "ǂǃ", "🙂"])
    def test_whatever_is_typed_the_page_answers(self, agent: User, words: str) -> None:
        make_ticket()
        page(agent, words)
        assert signed_in(agent).get("/search/found/", {"q": words}).status_code == 200


class TestWhatIsNotTold:
    def test_foreign_tickets_are_in_no_hit_quote_or_count(self, caller: User) -> None:
        make_ticket(by=make_user(), summary="Redundancies of the sales team")
        own = make_ticket(by=caller, summary="Printer of the sales team")

        found = search("sales team", seen_by=caller)

        (section,) = found.sections
        assert [hit.number for hit in section.hits] == [own.number]
        assert section.count == found.count == 1
        assert section.hits[0].address == f"/my/{own.number}/"

    def test_own_tickets_are_found_behind_many_newer_ones_of_others(self, caller: User) -> None:
        own = make_ticket(by=caller, summary="Printer jams")
        for _ in range(4):
            make_ticket(by=make_user(), summary="Printer jams")

        assert search("printer", seen_by=caller).sections[0].hits[0].number == own.number

    def test_a_word_that_only_others_wrote_is_not_given_away(
        self, caller: User, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            make_ticket(by=make_user(), summary="Redundancies of the sales team")

        found = search("redundancyes", seen_by=caller)

        assert (found.count, found.instead) == (0, "")

    def test_what_is_on_a_security_path_is_not_found(self, agent: User) -> None:
        make_problem(by=agent, title="Stolen passwords", security=True)

        assert search("stolen passwords", seen_by=make_user("manager")).count == 0

    def test_problems_are_no_kind_for_a_caller(self, agent: User, caller: User) -> None:
        make_problem(by=agent, title="Label printers print blank labels")

        assert "Problems" not in page(caller, "label")


class TestQuotes:
    def test_markup_of_strangers_stays_text(self, agent: User) -> None:
        make_ticket(summary="<b>Printer</b>", description="<script>alert(1)</script> printer")

        shown = page(agent, "printer")

        assert "&lt;b&gt;<mark>Printer</mark>&lt;/b&gt;" in shown
        assert "<script>alert" not in shown

    def test_a_quote_holds_the_words_however_far_back_they_stand(self) -> None:
        text = "word " * 400 + "the Drucker prints nothing " + "word " * 400

        parts = quote(text, ["drucker"])

        assert [part.text for part in parts if part.is_hit] == ["Drucker"]
        assert len("".join(part.text for part in parts)) < 220

    @pytest.mark.parametrize(
        "text", ["", "🙂 عربي Printer", "printer", "no hit at all", "İ printer"]
    )
    def test_the_parts_are_the_text(self, text: str) -> None:
        assert "".join(part.text for part in mark(text, ["printer"])) == text


def test_over_rest(agent: User) -> None:
    ticket = make_ticket(summary="Printer prints blank pages")

    answer = signed_in(agent).get("/api/search", {"q": "printing"}).json()

    assert answer["sections"][0]["hits"][0]["number"] == ticket.number


def test_the_ticket_list_shows_what_is_near_and_says_so(agent: User, blank: Ticket) -> None:
    near = signed_in(agent).get("/desk/", {"q": "pritner"}).content.decode()
    exact = signed_in(agent).get("/desk/", {"q": "printer"}).content.decode()

    assert "Nothing for “pritner”. These hold <b>printer</b>." in near
    assert blank.number in near
    assert "Nothing for" not in exact
