"""Views, rules, groups and acts on many tickets over REST, each through the verb of the pages."""

import json
from typing import Any

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import SavedView, SupportGroup
from groundswell.servicedesk.rules.models import RoutingRule
from tests.makers import BACKEND, make_ticket

TONER = {"join": "all", "of": [{"field": "words", "is": "contains", "values": ["toner"]}]}


@pytest.fixture
def api(champion: User) -> Any:
    client = Client()
    client.force_login(champion, backend=BACKEND)

    def ask(method: str, path: str, content: Any = None) -> Any:
        body = json.dumps(content) if content is not None else ""
        answer = client.generic(method, f"/api/{path}", body, "application/json")
        return answer.status_code, answer.json() if answer.content else None

    return ask


def test_a_view_is_kept_counted_changed_and_forgotten(api: Any) -> None:
    make_ticket(summary="Toner is empty")
    make_ticket()

    status, made = api("POST", "views", {"name": "Toner", "conditions": TONER})
    assert (status, made["count"], made["show"]) == (201, 1, "open")
    status, changed = api("PUT", f"views/{made['key']}", {"name": "All", "show": "all"})
    assert (status, changed["name"], changed["count"]) == (200, "All", 2)
    assert [view["name"] for view in api("GET", "views")[1]] == ["All"]
    assert api("DELETE", f"views/{made['key']}")[0] == 204
    assert not SavedView.objects.exists()
    status, refusal = api("POST", "views", {"name": "x", "show": "some"})
    assert (status, refusal["title"]) == (422, "BadInput")


def test_a_rule_is_tried_out_written_switched_and_taken_out(api: Any) -> None:
    group = SupportGroup.objects.create(name="Printing")
    make_ticket(summary="Toner is empty")
    acts = {"set": {"group": group.pk}}

    status, trial = api("POST", "rule-trials", {"conditions": TONER, "acts": acts})
    assert (status, trial["fitting"], trial["is_everything"]) == (200, 1, True)
    assert trial["effects"][0]["changes"] == [["Group", "", "Printing"]]
    status, rule = api("POST", "rules", {"name": "Toner", "conditions": TONER, "acts": acts})
    assert (status, rule["is_on"]) == (201, False)
    assert api("POST", f"rules/{rule['number']}/switch", {"is_on": True})[1]["is_on"]
    assert make_ticket(summary="Toner again").group == group
    status, _ = api("PUT", f"rules/{rule['number']}", {"name": "T", "acts": {"note": "Look"}})
    assert (status, RoutingRule.objects.get().name) == (200, "T")
    assert api("GET", "rules")[1][0]["acts"]["note"] == "Look"
    assert api("DELETE", f"rules/{rule['number']}")[0] == 204
    status, refusal = api("POST", "rules", {"name": "x", "acts": {"set": {"mood": 1}}})
    assert (status, "cannot set" in refusal["detail"]) == (422, True)


def test_tickets_are_found_by_conditions_and_acted_on(api: Any) -> None:
    ticket = make_ticket(summary="Toner is empty")
    make_ticket()

    status, found = api("POST", "ticket-searches", {"conditions": TONER})
    assert (status, [one["number"] for one in found["tickets"]]) == (200, [ticket.number])
    status, done = api(
        "POST",
        "ticket-acts",
        {"act": "resolve", "numbers": [ticket.number, "INC-999999"], "said": {"resolution": "New"}},
    )
    assert (status, done["done"], done["refused"][0]["number"]) == (
        200,
        [ticket.number],
        "INC-999999",
    )
    status, refusal = api("POST", "ticket-acts", {"act": "hold", "numbers": [ticket.number]})
    assert (status, refusal["title"]) == (422, "BadInput")


def test_a_group_is_made_and_listed(api: Any) -> None:
    status, made = api("POST", "groups", {"name": "HR", "members_only": True})

    assert (status, made["members"]) == (201, [])
    assert [group["name"] for group in api("GET", "groups")[1]] == ["HR"]
    status, refusal = api("POST", "groups", {"name": "x", "department": "Moon"})
    assert status == 422
    assert "“department”: there is none called “Moon”. There are" in refusal["detail"]
    status, refusal = api("POST", "views", {"name": "x", "shared_group": "Moon"})
    assert status == 422
    assert "“shared_group”: there is none called “Moon”. There are" in refusal["detail"]
