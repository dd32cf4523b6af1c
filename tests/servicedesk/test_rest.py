"""The life of a ticket over REST, each act through the verb of the pages."""

import json
from typing import Any

from django.test import Client

from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.models import User
from groundswell.foundation.fields import Field
from groundswell.servicedesk.facts.actions import Scope, add_field
from groundswell.servicedesk.models import SupportGroup, Ticket
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, make_user

Ask = Any


def ask_as(user: User) -> Ask:
    client = Client()
    client.force_login(user, backend=BACKEND)

    def ask(method: str, path: str, content: Any = None) -> Any:
        body = json.dumps(content) if content is not None else ""
        answer = client.generic(method, f"/api/{path}", body, "application/json")
        return answer.status_code, answer.json() if answer.content else None

    return ask


def test_a_ticket_lives_over_rest_from_its_opening_to_its_end(agent: User, caller: User) -> None:
    ask, group = ask_as(agent), SupportGroup.objects.create(name="Printing")
    service, item = make_service("Printing service"), ConfigItem.objects.create(name="LP-3")
    question = Field(key="", label="Room", kind="choice", options=("12", "14"), required=True)
    add_field(by=make_user("champion"), at=MONDAY_9AM, question=question, scope=Scope())
    new = {"summary": "Blank pages", "caller": caller.email, "service": service.number}

    status, refusal = ask("POST", "tickets", {**new, "answers": {"room": "13", "floor": 1}})
    assert (status, "asked is room" in refusal["detail"]) == (422, True)
    assert "13" in refusal["detail"]
    status, made = ask("POST", "tickets", {**new, "ci": "lp-3", "answers": {"room": "12"}})
    assert (status, made["caller"], made["service"]) == (201, caller.name, service.name)
    one = f"tickets/{made['number']}"
    ticket = Ticket.objects.get(number=made["number"])
    assert (ticket.ci, ticket.channel, ticket.fact_words) == (item, "api", "12")
    assert ask("PUT", f"{one}/facts", {"answers": {"room": "14"}})[0] == 200

    assert ask("POST", f"{one}/messages", {"text": "Since when?"})[0] == 201
    assert ask("POST", f"{one}/messages", {"text": "Old drum", "private": True})[0] == 201
    status, refusal = ask("POST", f"{one}/assignment", {"group": "Printers"})
    assert (status, refusal["detail"]) == (
        422,
        "“group”: there is none called “Printers”. There are: Printing.",
    )
    passed = ask("POST", f"{one}/assignment", {"group": "printing", "assignee": agent.email})[1]
    assert (passed["state"], passed["group"]) == ("assigned", group.name)
    assert ask("POST", f"{one}/work")[1]["state"] == "in_progress"
    assert ask("POST", f"{one}/rating", {"impact": 1, "urgency": 1})[1]["priority"] == 1
    status, refusal = ask("POST", f"{one}/rating", {"impact": 9, "urgency": 1})
    assert (status, "impact is one of 1" in refusal["detail"]) == (422, True)
    assert ask("POST", f"{one}/placement", {"ci": "LP-3"})[1]["service"] is None
    assert ask("POST", f"{one}/resolution", {"resolution": "New drum"})[1]["state"] == "resolved"
    assert ask("POST", f"{one}/article")[0] == 201
    assert ask("POST", f"{one}/closure")[1]["state"] == "closed"
    again = ask("POST", f"{one}/reopening", {"words": "Blank again"})[1]
    assert (again["state"], again["reopens"]) == ("in_progress", 1)
    assert ask("POST", f"{one}/cancellation")[1]["state"] == "cancelled"


def test_a_caller_reports_for_themselves_and_reads_what_is_written_to_them(
    agent: User, caller: User
) -> None:
    ask, service = ask_as(caller), make_service("E-mail")

    assert ask("POST", "tickets", {"summary": "No mail", "caller": agent.email})[0] == 403
    assert ask("POST", "tickets", {"summary": "No mail", "ci": "LP-3"})[0] == 403
    status, refusal = ask("POST", "tickets", {"summary": "No mail", "service": "Fax"})
    assert (status, service.name in refusal["detail"]) == (422, True)
    one = f"tickets/{ask('POST', 'tickets', {'summary': 'No mail'})[1]['number']}"
    assert ask("POST", f"{one}/messages", {"text": "Still"})[0] == 201
    assert ask("POST", f"{one}/messages", {"text": "Hm", "private": True})[0] == 403
    ask_as(agent)("POST", f"{one}/messages", {"text": "A note", "private": True})

    assert [message["text"] for message in ask("GET", f"{one}/messages")[1]] == ["Still"]
    assert ask("POST", f"{one}/cancellation")[1]["state"] == "cancelled"


def test_tasks_and_the_clock_go_as_on_the_page(agent: User) -> None:
    ask, ticket, other = ask_as(agent), make_ticket(), make_ticket()
    SupportGroup.objects.create(name="Printing")
    one = f"tickets/{ticket.number}"
    first = ask("POST", f"{one}/tasks", {"title": "Order a drum", "assignee": agent.email})[1]
    tick = {"title": "Is it plugged in?", "is_tick": True, "after": first["number"]}

    second = ask("POST", f"{one}/tasks", tick)[1]
    early = ask("POST", f"tasks/{second['number']}/done")
    given = ask("POST", f"tasks/{first['number']}/given", {"group": "Printing"})[1]
    ask("POST", f"tasks/{first['number']}/done")
    done = ask("POST", f"tasks/{second['number']}/done")[1]
    again = ask("POST", f"tasks/{first['number']}/reopened")[1]
    foreign = ask("POST", f"tickets/{other.number}/tasks", tick)

    assert (first["assignee"], second["after"]) == (agent.name, first["number"])
    assert (early[0], "comes after “Order a drum”" in early[1]["detail"]) == (409, True)
    assert (given["assignee"], given["group"]) == (None, "Printing")
    assert (done["state"], done["assignee"], again["state"]) == ("done", None, "open")
    assert (foreign[0], "send the number of a task of" in foreign[1]["detail"]) == (422, True)
    assert ask("GET", "clock") == (200, None)
    assert ask("POST", f"{one}/clock/started")[1]["ticket"] == ticket.number
    assert ask("GET", "clock")[1]["ticket"] == ticket.number
    assert ask("POST", f"tickets/{other.number}/clock/started")[0] == 409
    stopped = ask("POST", f"{one}/clock/stopped", {"what": "New drum"})
    assert (stopped[0], stopped[1]["minutes"], stopped[1]["what"]) == (201, 1, "New drum")
    assert ask("POST", f"{one}/clock/stopped", {})[0] == 409


def test_who_calls_for_the_first_time_is_written_down_with_the_ticket(agent: User) -> None:
    ask = ask_as(agent)
    new = {"summary": "No mail", "caller": "Mara Lindt", "is_new": True, "email": "m@example.org"}

    assert ask("POST", "tickets", {**new, "impact": 9})[0] == 422
    assert not User.objects.filter(email="m@example.org").exists()
    assert ask("POST", "tickets", new)[1]["caller"] == "Mara Lindt"


def test_one_ticket_is_joined_to_another_and_parted(agent: User) -> None:
    ask, head, other = ask_as(agent), make_ticket(), make_ticket()

    joined = ask("POST", f"tickets/{other.number}/parent", {"ticket": head.number})[1]
    told = ask("POST", f"tickets/{head.number}/telling", {"text": "We look into it"})[1]
    parted = ask("DELETE", f"tickets/{other.number}/parent")[1]

    assert (joined["parent"], told["tickets"], parted["parent"]) == (head.number, 2, None)


def test_a_request_is_agreed_to_or_turned_down(agent: User) -> None:
    ask = ask_as(agent)
    yes, no = make_ticket(kind="request"), make_ticket(kind="request")

    assert ask("POST", f"tickets/{yes.number}/approval")[1]["state"] == "approved"
    turned = ask("POST", f"tickets/{no.number}/rejection", {"reason": "We have none"})[1]
    assert (turned["state"], turned["resolution"]) == ("rejected", "We have none")
    assert ask("POST", f"tickets/{no.number}/approval")[0] == 409


def test_what_cannot_be_used_is_named_with_what_could_be(agent: User) -> None:
    ask, one = ask_as(agent), f"tickets/{make_ticket().number}"
    wrong = [
        ("POST", "tickets", None, "This needs an object in JSON with kind, summary, description"),
        ("POST", "tickets", ["x"], '["x"] was sent.'),
        ("POST", "tickets", {"kind": "wish"}, "incident, request. “summary” is missing; send it."),
        ("POST", "tickets", {"sumary": "No mail"}, "“sumary” is not one of the names that this"),
        ("POST", f"{one}/rating", {"impact": "high", "urgency": 1}, "“high”; send a whole number."),
        ("POST", f"{one}/effort", {"minutes": 0}, "“minutes” is 0; send 1 or more."),
        ("POST", f"{one}/messages", {"text": 5}, "“text” is 5; send text in quotation marks."),
        ("POST", f"{one}/resolution", {"resolution": ""}, "is “”; send at least one character."),
        ("GET", "tickets?state=zzz", None, "it takes show, q, kind, priority, page."),
        ("GET", "tickets?show=zzz", None, "“show” is “zzz”; send one of open, due, mine"),
        ("GET", "tickets?page=0", None, "“page” is “0”; send 1 or more."),
        ("GET", "surges?state=zzz", None, "this takes; it takes no names."),
        ("GET", "tasks?show=zzz", None, "send one of mine, free, open."),
        ("POST", "views", {"name": "Old", "sort": "x"}, "choose one of harm, newest, oldest,"),
        ("POST", "views", {"name": "Old", "shared_role": "x"}, "choose one of caller, agent,"),
    ]

    for method, path, content, sentence in wrong:
        status, refusal = ask(method, path, content)

        assert (status, sentence in refusal["detail"]) == (422, True), refusal["detail"]


def test_what_is_no_json_is_said_to_be_none(client: Client, agent: User) -> None:
    client.force_login(agent, backend=BACKEND)

    answer = client.post("/api/tickets", "{summary", "application/json")

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert "is no JSON" in answer.json()["detail"]
    deep = client.post("/api/tickets", "[" * 20_000, "application/json")
    assert (deep.status_code, "is no JSON" in deep.json()["detail"]) == (422, True)


def test_a_ticket_that_nobody_named_is_asked_for_in_few_words(agent: User) -> None:
    ask, one = ask_as(agent), make_ticket().number

    status, refusal = ask("POST", f"tickets/{one}/merger", {"into": "x" * 30_000})
    assert (status, len(refusal["detail"]) < 120) == (409, True)
    status, refusal = ask("POST", f"tickets/{one}/merger", {"into": " "})
    assert (status, refusal["detail"].startswith("No ticket is named.")) == (409, True)


def test_half_a_character_is_refused_and_nothing_is_written(agent: User) -> None:
    ask, ticket = ask_as(agent), make_ticket()
    one = f"tickets/{ticket.number}"
    halved = [
        ("POST", f"{one}/merger", {"into": "\ud800"}, "into"),
        ("POST", f"{one}/links", {"kind": "relates", "ticket": "\ud800"}, "ticket"),
        ("POST", f"{one}/messages", {"text": "Since \udfff when?"}, "text"),
        ("PUT", f"{one}/facts", {"answers": {"room": ["\ud83d"]}}, "answers"),
    ]

    for method, path, content, field in halved:
        status, refusal = ask(method, path, content)

        assert (status, f"“{field}” holds half a character" in refusal["detail"]) == (422, True)
    whole = ask("POST", f"{one}/messages", {"text": "\ud83d\ude80 on \u202emarch"})
    assert (whole[0], ticket.messages.get().text) == (201, "🚀 on \u202emarch")
