"""Acts on many tickets, the board, and finding: each ticket by itself, through its own verb."""

import re

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.kernel.lifecycle import ForbiddenMove
from groundswell.servicedesk import actions
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.queries import counted
from groundswell.servicedesk.rules.actions.bulk import BulkWords, act_on_many
from groundswell.servicedesk.rules.actions.moving import move_ticket
from groundswell.servicedesk.rules.queries import board
from groundswell.servicedesk.rules.queries.board import list_board
from groundswell.servicedesk.rules.queries.duplicates import find_duplicates
from groundswell.servicedesk.rules.queries.finding import find_anything
from groundswell.servicedesk.states import State
from groundswell.servicedesk.waiting.queries import find_waiting
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, make_user, sign_in


def test_one_that_is_refused_stops_no_other(agent: User) -> None:
    first, closed, last = make_ticket(), make_ticket(), make_ticket()
    actions.cancel_ticket(closed, by=agent, at=MONDAY_9AM)
    client = Client()
    client.force_login(agent, backend=BACKEND)
    numbers = [first.number, closed.number, "INC-999999", last.number]

    asked = client.post("/desk/bulk/", {"numbers": numbers, "act": "resolve"})
    assert "What ended them?" in asked.text
    done = client.post(
        "/desk/bulk/",
        {"numbers": numbers, "act": "resolve", "go": "1", "resolution": "The link is back."},
    )

    assert "2 refused" in done.text
    assert f"{closed.number} cannot go from Cancelled to Resolved" in done.text
    assert "no such ticket that you may see" in done.text
    states = Ticket.objects.order_by("pk").values_list("state", flat=True)
    assert [*states] == [State.RESOLVED, State.CANCELLED, State.RESOLVED]


def test_many_are_joined_passed_on_placed_and_put_on_hold(agent: User) -> None:
    parent, *others = (make_ticket() for _ in range(3))
    numbers = [one.number for one in others]
    group = SupportGroup.objects.create(name="Second line")

    for act, said in (
        ("assign", BulkWords(group=group)),
        ("hold", BulkWords(reason="Waiting for a part")),
        ("place", BulkWords()),
        ("join", BulkWords(parent=parent.number.lower())),
    ):
        outcome = act_on_many(by=agent, at=MONDAY_9AM, numbers=numbers, act=act, said=said)
        assert outcome.done == numbers, act

    assert set(Ticket.objects.filter(parent=parent, group=group, state="on_hold")) == set(others)
    held = [find_waiting(one) for one in Ticket.objects.filter(parent=parent)]
    assert all(waiting.remind_at for waiting in held), "none on hold is forgotten"


def test_too_many_none_or_an_unknown_act_are_refused(agent: User, caller: User) -> None:
    def act(numbers: list[str], name: str = "close", by: User = agent) -> None:
        act_on_many(by=by, at=MONDAY_9AM, numbers=numbers, act=name, said=BulkWords())

    with pytest.raises(Refusal, match="take at most 200"):
        act([f"INC-{number:06}" for number in range(201)])
    with pytest.raises(Refusal, match="Choose tickets first"):
        act([])
    with pytest.raises(BadInput, match='no act "burn"'):
        act(["INC-000001"], "burn")
    with pytest.raises(Refusal, match="stands for all"):
        act(["INC-000001"], "join")
    with pytest.raises(NotAllowed):
        act(["INC-000001"], by=caller)


def test_of_more_than_fit_the_first_are_done_and_the_others_wait_for_a_second_click(
    agent: User, caller: User
) -> None:
    made = [make_ticket(by=caller) for _ in range(203)]
    actions.cancel_ticket(made[4], by=agent, at=MONDAY_9AM)
    numbers = [ticket.number for ticket in made]
    door, said = sign_in(agent), {"act": "resolve", "resolution": "The link is back."}

    def is_open() -> list[str]:
        return list(Ticket.objects.open().order_by("pk").values_list("number", flat=True))

    asked = door.post("/desk/bulk/", {"numbers": [*numbers, numbers[0]], "act": "resolve"}).text
    first = door.post("/desk/bulk/", {"numbers": numbers, "go": "1", **said}).text
    left = is_open()
    sent_on = re.findall(r'name="numbers" value="([^"]+)"', first)
    second = door.post("/desk/bulk/", {"numbers": sent_on, "go": "1", **said}).text

    assert "Resolve: 203 tickets" in asked
    assert "Resolve: the first 200" in asked
    assert "the other 3 wait for a second click" in asked
    assert "Of 203 tickets 200 were looked at: 199 are done, 1 was refused" in first
    assert "The other 3 are as they were, because 200 are the most at a time" in first
    assert "Resolve: the other 3" in first
    assert "The link is back.</textarea>" in first, "what was said once is not asked again"
    assert sent_on == left == numbers[200:]
    assert "Of 3 tickets 3 were looked at: 3 are done." in second
    assert is_open() == []
    assert Ticket.objects.get(pk=made[4].pk).state == "cancelled"


def test_the_board_shows_open_tickets_by_state_group_and_person(agent: User) -> None:
    group = SupportGroup.objects.create(name="First line")
    new = make_ticket()
    held = make_ticket(group=group)
    actions.assign_ticket(held, by=agent, at=MONDAY_9AM, assignee=agent)
    actions.hold_ticket(held, by=agent, at=MONDAY_9AM, reason="Other")

    def show(way: str) -> dict[str, list[str]]:
        found = list_board(way=way, kind="incident", seen_by=agent)
        return {one.label: [card.number for card in one.cards] for one in found.columns}

    assert show("state") == {
        "New": [new.number],
        "Assigned": [],
        "In progress": [],
        "On hold": [held.number],
        "Resolved": [],
    }
    assert show("group") == {"No group": [new.number], "First line": [held.number]}
    assert show("assignee") == {"Nobody yet": [new.number], "Alva Agent": [held.number]}


def test_what_nobody_has_is_called_so_on_every_page(agent: User) -> None:
    ticket, read = make_ticket(), sign_in(agent).get

    pages = [read(f"/desk/{where}").text for where in ("", "board/", f"{ticket}/")]

    for page in pages:
        assert "nobody yet" in page
        assert "nobody&#x27;s" not in page.lower()
    assert ">Nobody yet</a>" in pages[0], "the list of them"


@pytest.mark.parametrize("most_columns", [12, 3])
def test_a_column_is_counted_as_far_as_is_told(
    agent: User, monkeypatch: pytest.MonkeyPatch, most_columns: int
) -> None:
    monkeypatch.setattr(counted, "COUNT_UP_TO", 2)
    monkeypatch.setattr(board, "MOST_COLUMNS", most_columns)
    groups = [SupportGroup.objects.create(name=name) for name in ("First", "Rest", "Second")]
    made = [make_ticket(group=group) for group in (*3 * groups[:1], *2 * groups[2:], None)]
    make_ticket(kind="request", group=groups[1])
    joined = make_ticket(group=groups[2])
    actions.join_tickets(made[0], by=agent, at=MONDAY_9AM, tickets=[joined])

    def count(way: str) -> dict[str, tuple[int | None, bool]]:
        found = list_board(way=way, kind="incident", seen_by=agent)
        return {one.label: (one.count, one.is_counted) for one in found.columns}

    shown = {"No group": (1, True), "First": (2, False), "Second": (2, True)}
    assert count("group") == shown | ({"Rest": (0, True)} if most_columns == 12 else {})
    assert count("state")["New"] == (2, False)


def test_many_are_not_passed_on_to_nobody(agent: User) -> None:
    ticket = make_ticket()
    client = Client()
    client.force_login(agent, backend=BACKEND)

    answer = client.post("/desk/bulk/", {"numbers": [ticket.number], "act": "assign", "go": "1"})

    assert answer.status_code == 422
    assert "choose a person, a group, or both" in answer.text


def test_a_card_moves_by_the_verb_that_leads_there(agent: User) -> None:
    ticket = make_ticket()
    group = SupportGroup.objects.create(name="First line")

    def move(to: str, way: str = "state", reason: str = "") -> Ticket:
        return move_ticket(ticket, by=agent, at=MONDAY_9AM, way=way, to=to, reason=reason)

    assert move(str(group.pk), "group").group == group
    assert move("in_progress").assignee == agent
    with pytest.raises(Refusal, match="Say what"):
        move("on_hold")
    assert find_waiting(move("on_hold", reason="A part")).remind_at
    ticket.refresh_from_db()
    assert ticket.hold_reason == "A part"
    assert move("resolved", reason="Done").state == State.RESOLVED
    with pytest.raises(Refusal, match="not new any more"):
        move("new")
    with pytest.raises(ForbiddenMove):
        move("approved")
    with pytest.raises(BadInput, match="cannot be moved there"):
        move("x", "group")


def test_a_card_moves_without_scripts_and_says_what_is_missing(agent: User) -> None:
    ticket = make_ticket()
    client = Client()
    client.force_login(agent, backend=BACKEND)

    door, why = f"/desk/board/{ticket.number}/moves/?by=state", "A new part comes. " * 9

    page = client.post(door, {"to": "resolved"})
    long = client.post(door, {"to": "on_hold", "reason": why})
    client.post(door, {"to": "in_progress"})
    held = client.post(door, {"to": "on_hold", "reason": "The caller"}, follow=True)
    moved = client.post(door, {"to": "resolved", "reason": "A new part"})

    assert page.status_code == long.status_code == 422
    assert f"Say in a few words what ended {ticket}" in page.text
    assert ticket.summary in page.text
    assert "What it waits for has 161 letters, and 120 fit" in long.text
    assert f"{why}</textarea>" in long.text
    assert '<option value="on_hold" selected>' in long.text
    assert f"{ticket} is on hold. The caller: the caller is asked again after 3 days" in held.text
    assert moved.url == "/desk/board/?by=state"
    assert client.get("/desk/board/?by=colour&kind=toy&group=x&mine=1").status_code == 200


def test_a_ticket_is_found_by_words_or_a_part_of_its_number(agent: User, caller: User) -> None:
    ticket = make_ticket(summary="The oscilloscope is dark")
    make_ticket()

    assert find_anything("oscil", seen_by=agent)[0].number == ticket.number
    assert find_anything(ticket.number.lower(), seen_by=agent)[0].number == ticket.number
    assert find_anything("o", seen_by=agent) == []
    assert find_anything("oscil", seen_by=make_user()) == []
    assert caller.name


def test_while_a_ticket_is_taken_down_the_same_one_is_offered(agent: User, caller: User) -> None:
    mail = make_service("E-mail")
    same = make_ticket(by=caller, summary="Outlook does not start")
    of_service = make_ticket(summary="Outlook hangs at the start", service=mail)
    make_ticket(summary="The door is stuck")
    ended = make_ticket(by=caller, summary="Outlook does not start at all")
    actions.resolve_ticket(ended, by=agent, at=MONDAY_9AM, resolution="Restarted")
    client = Client()
    client.force_login(agent, backend=BACKEND)

    found = find_duplicates("Outlook start fails", caller=caller, service=mail.pk, seen_by=agent)

    assert [(one.ticket.number, one.why) for one in found] == [
        (same.number, "same caller, the same words"),
        (of_service.number, "same service, the same words"),
    ]
    page = client.get("/desk/duplicates/", {"summary": "", "caller": caller.email})
    assert same.number in page.text
    assert find_duplicates("", caller=None, service=None, seen_by=agent) == []


def test_a_call_is_taken_down_with_one_line(agent: User) -> None:
    client = Client()
    client.force_login(agent, backend=BACKEND)
    form = client.get("/desk/new/").context["form"]

    empty = [field.name for field in form if field.field.required and field.value() in (None, "")]

    assert empty == ["summary"], "all that is needed besides has a value that is shown"
    assert "autofocus" in str(form["summary"])
