"""A list asks the database, a rule judges the ticket at hand: both give the same answer."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk import actions
from groundswell.servicedesk.models import GroupMember, SupportGroup, Ticket
from groundswell.servicedesk.rules.acts import Acts
from groundswell.servicedesk.rules.conditions import as_data, read_conditions
from groundswell.servicedesk.rules.fields import FIELDS, Sort
from groundswell.servicedesk.rules.judging import Viewpoint, as_query, is_met
from groundswell.servicedesk.rules.telling import tell
from tests.makers import MONDAY_9AM, make_service, make_ticket, make_user

NOW = MONDAY_9AM + timedelta(days=3)
WORDS = ("printer", "Über", "ÜBER", "mail", "Drucker", "100%", "a_b", "E-Mail kaputt")


@pytest.fixture
def desk(db: None) -> User:
    """Build a desk with tickets that differ in every field; return the agent who looks."""
    agent = make_user("agent")
    hr = OrgUnit.objects.create(name="HR")
    callers = [make_user("caller"), make_user("caller")]
    User.objects.filter(pk=callers[0].pk).update(department=hr)
    callers[0].refresh_from_db()
    services = [make_service("E-mail"), make_service("Printing"), None]
    groups = [SupportGroup.objects.create(name="First"), SupportGroup.objects.create(name="HR")]
    GroupMember.objects.create(group=groups[0], user=agent)
    for number in range(24):
        ticket = make_ticket(
            by=agent,
            caller=callers[number % 2],
            kind="request" if number % 5 == 0 else "incident",
            summary=f"{WORDS[number % len(WORDS)]} {number}",
            description=WORDS[(number * 3 + 1) % len(WORDS)] if number % 4 else "",
            service=services[number % 3],
            category=("", "Hardware", "Software")[number % 3],
            channel=("web", "mail", "desk")[number % 3],
            impact=number % 3 + 1,
            urgency=(number // 3) % 3 + 1,
            group=(None, *groups)[number % 3],
            opened_at=NOW - timedelta(hours=number * 5),
            fact_words=WORDS[(number * 5 + 2) % len(WORDS)] if number % 3 else "",
        )
        if number % 4 == 1 and ticket.kind == "incident":
            actions.assign_ticket(ticket, by=agent, at=NOW, assignee=agent)
            if number % 8 == 1:
                actions.hold_ticket(ticket, by=agent, at=NOW, reason="Waiting for a part")
        if number % 7 == 3:
            caller = callers[number % 2]
            then = NOW - timedelta(hours=number)
            actions.write_message(ticket, by=caller, at=then, text="Any news?")
    return agent


def _values(name: str) -> st.SearchStrategy[list[str]]:
    field = FIELDS[name]
    if field.sort in {Sort.HOURS, Sort.AHEAD, Sort.NUMBER}:
        return st.integers(0, 130).map(lambda hours: [str(hours)])
    if field.sort is Sort.TEXT:
        held = (*WORDS, "Hardware", "web", "Waiting for a part", "über", "PRINT")
        return st.lists(st.sampled_from(held), min_size=1, max_size=2)
    keys = [*(key for key, _ in (field.choices() if field.choices else ())), *field.special]
    if field.choices is None:
        keys += [str(key) for key in User.objects.values_list("pk", flat=True)]
    return st.lists(st.sampled_from(keys), min_size=1, max_size=3)


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    def test() -> dict[str, Any]:
        name = draw(st.sampled_from(sorted(FIELDS)))
        operator = draw(st.sampled_from(FIELDS[name].operators))
        return {"field": name, "is": operator, "values": draw(_values(name))}

    def group(*inner: Any) -> dict[str, Any]:
        tests = [test() for _ in range(draw(st.integers(0 if inner else 1, 2)))]
        return {"join": draw(st.sampled_from(["all", "any", "none"])), "of": [*tests, *inner]}

    return group(*(group() for _ in range(draw(st.integers(0, 2)))))


def test_the_database_and_memory_agree(desk: User) -> None:
    view = Viewpoint(at=NOW, user=desk)
    tickets = list(Ticket.objects.select_related("caller"))
    seen: set[int] = set()

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(conditions())
    def agree(data: dict[str, Any]) -> None:
        asked = read_conditions(data)

        found = set(Ticket.objects.filter(as_query(asked, view)).values_list("pk", flat=True))
        judged = {ticket.pk for ticket in tickets if is_met(asked, ticket, view)}

        assert found == judged, data
        assert read_conditions(as_data(asked)) == asked
        seen.add(len(found))

    agree()
    assert len(seen) > 3, "the examples tell tickets apart"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"join": "some", "of": []}, "joined by one of"),
        ({"join": "all", "of": [{"field": "colour", "is": "is"}]}, 'no field "colour"'),
        ({"join": "all", "of": [{"field": "age", "is": "is"}]}, "use older, younger"),
        ({"join": "all", "of": [{"field": "age", "is": "older", "values": ["x"]}]}, "whole number"),
        ({"join": "all", "of": [{"field": "kind", "is": "is", "values": ["toy"]}]}, "Incident"),
        ({"join": "all", "of": [{"field": "group", "is": "is", "values": ["99"]}]}, "no “99”"),
        ({"join": "all", "of": [{"field": "words", "is": "contains"}]}, "without a value"),
        ({"join": "all", "of": [{"join": "any", "of": [{"join": "all", "of": []}]}]}, "no further"),
        ("words", "joined by one of"),
    ],
)
def test_what_is_not_known_is_refused_with_a_sentence(db: None, data: Any, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_conditions(data)


def test_nobody_looks_when_a_rule_runs(db: None) -> None:
    mine = {"join": "all", "of": [{"field": "assignee", "is": "is", "values": ["me"]}]}

    assert not read_conditions(mine).is_empty
    with pytest.raises(BadInput, match="nobody looks"):
        read_conditions(mine, without_viewer=True)


@pytest.mark.parametrize(
    ("test", "number"),
    [
        ({"is": "late"}, 1),
        ({"is": "within", "values": ["2"]}, 1),
        ({"is": "within", "values": ["48"]}, 2),
    ],
)
def test_a_view_holds_what_is_late_or_soon_will_be(
    agent: User, test: dict[str, Any], number: int
) -> None:
    for hours in (30, 0):  # each is promised an answer within eight working hours
        make_ticket(by=agent, opened_at=MONDAY_9AM + timedelta(hours=48 - hours))
    over = actions.cancel_ticket(make_ticket(by=agent), by=agent, at=MONDAY_9AM)
    view = Viewpoint(at=MONDAY_9AM + timedelta(hours=48))
    asked = read_conditions({"join": "all", "of": [{"field": "due", **test}]})

    found = list(Ticket.objects.filter(as_query(asked, view)))

    assert len(found) == number
    assert over not in found
    assert tell(asked, Acts(note="x"), {}).startswith("When its promised time is over")
