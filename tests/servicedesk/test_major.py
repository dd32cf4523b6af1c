"""A major incident from the first word to the review: who is told, when, and once."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.kernel.lifecycle import ForbiddenMove
from groundswell.measurement import ticket_rows
from groundswell.measurement.history import gather_evidence
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.actions import (
    cancel_ticket,
    end_own_ticket,
    join_ticket,
    join_tickets,
    part_ticket,
    rate_ticket,
    resolve_ticket,
)
from groundswell.servicedesk.links.actions import merge_ticket
from groundswell.servicedesk.major import actions, queries
from groundswell.servicedesk.major.actions import Declaration
from groundswell.servicedesk.major.models import MajorIncident, MeToo, Told
from groundswell.servicedesk.major.states import MajorState
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.queries import count_affected
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, make_user, sign_in

pytestmark = pytest.mark.django_db


def minute(after: float) -> datetime:
    return MONDAY_9AM + timedelta(minutes=after)


@pytest.fixture
def joined(agent: User) -> Ticket:
    """A ticket on e-mail for which two more stand, each of another caller."""
    mail = make_service("E-mail")
    head = make_ticket(service=mail, summary="Outlook does not open")
    others = [
        make_ticket(service=mail, summary=words, opened_at=minute(at))
        for at, words in enumerate(("No mail today", "Cannot send"), start=1)
    ]
    join_tickets(head, by=agent, at=minute(3), tickets=others)
    return head


def count_hit(folder: Path) -> int:
    """Return the people on all tickets, as findings read them from what is kept."""
    return sum(gather_evidence(folder).arrow("tickets", ["affected_users"])[0].to_pylist())


@pytest.fixture
def major(joined: Ticket, agent: User) -> MajorIncident:
    new = Declaration(
        reason="Nobody can write to customers",
        title="E-mail is down",
        affects="Mail does not come in or go out",
        workaround="Call, or use the web mail",
    )
    return actions.declare_major(joined, by=agent, at=minute(5), new=new)


def test_it_is_declared_from_a_ticket_in_one_act(major: MajorIncident, joined: Ticket) -> None:
    joined.refresh_from_db()

    assert (joined.impact, joined.priority) == (1, 2)
    assert major.next_update_at == minute(65)
    assert queries.list_live(at=minute(5), seen_by=make_user("agent"))[0].people == 3
    assert AuditEntry.objects.filter(number=joined.number, act="incident.made_major").exists()


def test_who_may_not_and_what_cannot_be_declared(joined: Ticket, agent: User) -> None:
    new = Declaration(reason="Everybody")
    with pytest.raises(NotAllowed):
        actions.declare_major(joined, by=make_user(), at=minute(5), new=new)
    with pytest.raises(Refusal, match="Say in a few words why"):
        actions.declare_major(joined, by=agent, at=minute(5), new=Declaration(reason=" "))
    child = joined.children.get(summary="Cannot send")
    with pytest.raises(Refusal, match=f"declare {joined} a major incident"):
        actions.declare_major(child, by=agent, at=minute(5), new=new)
    with pytest.raises(Refusal, match="only an incident"):
        actions.declare_major(make_ticket(kind="request"), by=agent, at=minute(5), new=new)
    actions.declare_major(joined, by=agent, at=minute(5), new=new)
    with pytest.raises(Refusal, match="is a major incident already: MAJ-"):
        actions.declare_major(joined, by=agent, at=minute(6), new=new)


def test_everybody_is_told_once_and_newcomers_at_once(
    major: MajorIncident, agent: User, django_capture_on_commit_callbacks: Any
) -> None:
    twice = make_ticket(by=major.parent.caller, summary="Still no mail", opened_at=minute(6))
    with django_capture_on_commit_callbacks(execute=True):
        join_tickets(major.parent, by=agent, at=minute(7), tickets=[twice])
    assert queries.reach_of(major).people == 3

    update = actions.tell_everyone(
        major, by=agent, at=minute(10), text="We restart the server", minutes=30
    )

    told = Message.objects.filter(text__startswith="We restart the server")
    assert sorted(m.ticket.caller_id for m in told) == sorted(
        set(Ticket.objects.values_list("caller_id", flat=True))
    )
    assert "We write again by 09:40." in told[0].text
    late = make_ticket(summary="My mail is gone", opened_at=minute(12))
    for _ in range(2):  # taken out and joined again, nobody hears it twice
        with django_capture_on_commit_callbacks(execute=True):
            join_tickets(major.parent, by=agent, at=minute(13), tickets=[late])
        part_ticket(late, by=agent, at=minute(14))
    assert late.messages.get().text.startswith("We restart the server")
    assert Told.objects.filter(update=update).count() == 4


def test_who_left_is_not_counted_as_told_and_the_page_says_so(
    major: MajorIncident, agent: User, client: Client
) -> None:
    gone, nameless = major.parent.children.order_by("id")
    also, stays = make_user(), make_user()
    for person in (also, stays):
        actions.me_too(major, by=person, at=minute(6))
    User.objects.filter(pk__in=[gone.caller_id, also.pk]).update(is_active=False)
    Ticket.objects.filter(pk=nameless.pk).update(caller=None)

    assert queries.reach_of(major) == desk.Reach(people=2, left=2, nameless=1)
    client.force_login(agent, backend=BACKEND)
    address = reverse("major:major", args=[major.number])
    shown = client.post(f"{address}updates/", {"text": "Still down", "minutes": "30"})
    page = " ".join(shown.content.decode().split())
    assert "Send it to 2 people<" in page
    assert "It does not reach 2 people who left and 1 ticket that names nobody." in page

    update = actions.tell_everyone(major, by=agent, at=minute(10), text="Still down", minutes=30)
    assert actions.tell_newcomers(major, at=minute(11)) == 0

    told = {told.person_id for told in Told.objects.filter(update=update)}
    assert told == {major.parent.caller_id, stays.pk, None}
    (news,) = queries.list_updates(major)
    assert (news.people, news.unread) == (2, 2)
    page = " ".join(client.get(address).content.decode().split())
    assert "told 2 people, and nobody on 2 tickets whose caller left or that name nobody" in page
    # whoever is named on it later reads it there, once
    assert gone.messages.count() == nameless.messages.count() == 1


def test_a_promise_that_is_not_kept_is_seen_and_counted(major: MajorIncident, agent: User) -> None:
    actions.tell_everyone(major, by=agent, at=minute(10), text="Still down", minutes=30)
    (live,) = queries.list_live(at=minute(41), seen_by=agent)
    (known,) = queries.known_now(make_user(), at=minute(41))
    assert (live.is_late, known.is_late) == (True, True)

    actions.tell_everyone(live.major, by=agent, at=minute(45), text="A disk is full", minutes=30)
    major.refresh_from_db()

    assert queries.measure_news(major) == queries.record.News(due=2, in_time=1)
    assert not major.is_late(minute(46))
    for minutes in (1, 5000):
        with pytest.raises(BadInput, match="promise it in 5 to 1,440"):
            actions.tell_everyone(major, by=agent, at=minute(50), text="Hm", minutes=minutes)
    with pytest.raises(Refusal, match="say how it stands"):
        actions.tell_everyone(major, by=agent, at=minute(50), text=" ")


def test_me_too_counts_once_and_makes_no_ticket(major: MajorIncident, agent: User) -> None:
    actions.tell_everyone(major, by=agent, at=minute(10), text="We restart the server")
    person, tickets = make_user(), Ticket.objects.count()

    for at in (11, 12):
        assert actions.me_too(major, by=person, at=minute(at)) is None

    (known,) = queries.known_now(person, at=minute(13))
    assert (known.people, known.others, known.said) == (4, 3, True)
    assert (known.news, known.workaround) == ("We restart the server", "Call, or use the web mail")
    assert (MeToo.objects.count(), Ticket.objects.count()) == (1, tickets)
    assert Told.objects.filter(person=person).count() == 1
    actions.withdraw_me_too(major, by=person, at=minute(14))
    assert count_affected(major.parent) == 3
    with pytest.raises(Refusal, match="You did not say"):
        actions.withdraw_me_too(major, by=person, at=minute(15))
    actions.me_too(major, by=person, at=minute(16))
    assert count_affected(major.parent) == 4
    actions.me_too(major, by=person, at=minute(17), text="On the phone as well")
    assert count_affected(major.parent) == 4
    rows = {row["ticket_id"]: row for row in ticket_rows.tickets(Ticket.objects.all())}
    assert rows[major.parent.number]["affected_users"] == 1, "who wrote is counted on their own"
    assert sum(row.get("affected_users", 1) for row in rows.values()) == 4


def test_findings_hear_of_a_me_too_though_nothing_else_happened(
    major: MajorIncident, agent: User, tmp_path: Path
) -> None:
    actions.tell_everyone(major, by=agent, at=minute(10), text="We restart the server")
    before = count_hit(tmp_path)

    actions.me_too(major, by=make_user(), at=minute(11))

    assert (before, count_hit(tmp_path)) == (3, 4)


def test_me_too_with_words_is_a_ticket_that_is_joined(major: MajorIncident) -> None:
    person = make_user()

    ticket = actions.me_too(major, by=person, at=minute(11), text="On the phone\nsince 8")

    assert ticket is not None
    ticket.refresh_from_db()
    assert (ticket.parent, ticket.summary) == (major.parent, "On the phone")
    assert ticket.service == major.parent.service
    with pytest.raises(Refusal, match=f"{ticket} is your ticket for it"):
        actions.me_too(major, by=person, at=minute(12))


def test_what_is_not_announced_is_known_to_nobody_else(joined: Ticket, agent: User) -> None:
    hidden = actions.declare_major(joined, by=agent, at=minute(5), new=Declaration(reason="All"))
    caller = make_user()

    assert queries.known_now(caller, at=minute(6)) == []
    assert not MajorIncident.objects.visible_to(caller).exists()
    with pytest.raises(Refusal):
        actions.me_too(hidden, by=caller, at=minute(6))
    actions.say_what_is_known(
        hidden, by=agent, at=minute(7), title="Mail", affects="All mail", workaround=""
    )
    assert len(queries.known_now(caller, at=minute(8))) == 1


def test_only_the_services_of_a_person_are_shown_where_they_are_known(
    major: MajorIncident, django_assert_num_queries: Any
) -> None:
    print_service, person = make_service("Printing"), make_user()

    with django_assert_num_queries(2):
        mine = queries.known_now(person, at=minute(6), services=[major.parent.service_id or 0])
    assert len(mine) == 1
    assert queries.known_now(person, at=minute(6), services=[print_service.pk]) == []
    actions.me_too(major, by=person, at=minute(6))
    assert len(queries.known_now(person, at=minute(6), services=[print_service.pk])) == 1


def test_service_is_back_for_all_at_once_and_each_is_told_once(
    major: MajorIncident, agent: User
) -> None:
    person = make_user()
    actions.me_too(major, by=person, at=minute(8))

    restored = actions.restore_major(major, by=agent, at=minute(50), text="The disk has room")

    assert not Ticket.objects.open().exists()
    for ticket in Ticket.objects.all():
        assert ticket.messages.filter(text__contains="The disk has room").count() == 1
    assert (restored.state, restored.next_update_at) == (MajorState.RESTORED, None)
    (known,) = queries.known_now(person, at=minute(60))
    assert known.is_over
    assert queries.known_now(make_user(), at=minute(60)) == []
    assert queries.known_now(person, at=minute(60 * 30)) == []
    with pytest.raises(ForbiddenMove):
        actions.restore_major(major, by=agent, at=minute(51), text="again")


def test_it_comes_back_after_all(major: MajorIncident, agent: User) -> None:
    actions.restore_major(major, by=agent, at=minute(50), text="The disk has room")

    back = actions.resume_major(major, by=agent, at=minute(80), reason="Full again")

    assert back.is_running
    assert Ticket.objects.open().filter(pk=back.parent_id).exists()
    assert back.next_update_at == minute(140)


def test_it_stands_down_with_a_last_word(major: MajorIncident, agent: User) -> None:
    with pytest.raises(Refusal, match="what everybody is told"):
        actions.stand_down(major, by=agent, at=minute(9), reason="Three people", text="")

    actions.stand_down(
        major, by=agent, at=minute(9), reason="Three people", text="We write to each of you"
    )

    assert Ticket.objects.open().count() == 3
    assert Message.objects.filter(text="We write to each of you").count() == 3
    with pytest.raises(Refusal, match="is over"):
        actions.tell_everyone(major, by=agent, at=minute(10), text="News")


def test_its_ticket_is_as_pressing_as_before_once_it_stands_down(
    major: MajorIncident, agent: User
) -> None:
    page, door = f"/desk/major/{major}/", sign_in(agent)
    told = door.get(page).text

    door.post(f"{page}standing-down/", {"reason": "Three people", "text": "We write to you"})

    head = Ticket.objects.get(pk=major.parent_id)
    assert f"{head} goes back to “One person”, as before it was declared: its priority" in told
    assert (head.impact, head.urgency, head.priority) == (3, 2, 4)
    entry = AuditEntry.objects.get(number=head.number, act="incident.unmade_major")
    assert (entry.actor, entry.changes["impact"]) == (agent, ["1", "3"])
    assert entry.changes["because"] == ["", "Three people"]
    story = door.get(f"/desk/{head}/").text
    assert "said that it is no major incident" in story
    assert "goes back" not in door.get(page).text


def test_what_was_said_of_its_ticket_since_stays_when_it_stands_down(
    joined: Ticket, agent: User
) -> None:
    new = Declaration(reason="Nobody can write", urgency=1)
    major = actions.declare_major(joined, by=agent, at=minute(5), new=new)
    rate_ticket(joined, by=agent, at=minute(7), impact=2, urgency=1)
    told = sign_in(agent).get(f"/desk/major/{major}/").text

    actions.stand_down(major, by=agent, at=minute(9), reason="One team", text="We write to you")

    joined.refresh_from_db()
    assert (joined.impact, joined.urgency) == (2, 2)
    assert "goes back to “" in told
    again = actions.declare_major(joined, by=agent, at=minute(10), new=Declaration(reason="No"))
    rate_ticket(joined, by=agent, at=minute(11), impact=3, urgency=2)
    actions.stand_down(again, by=agent, at=minute(12), reason="One team", text="We write to you")
    joined.refresh_from_db()
    assert (joined.impact, joined.urgency) == (3, 2)
    assert AuditEntry.objects.filter(act="incident.unmade_major").count() == 2


def test_its_ticket_is_not_ended_behind_its_back(major: MajorIncident, agent: User) -> None:
    head = major.parent
    other = make_ticket(by=head.caller)
    for end in (
        lambda: resolve_ticket(head, by=agent, at=minute(40), resolution="Disk emptied"),
        lambda: cancel_ticket(part_all(head, agent), by=agent, at=minute(40)),
        lambda: merge_ticket(head, by=agent, at=minute(40), into=other),
        lambda: join_ticket(head, by=agent, at=minute(40), parent=other),
        lambda: end_own_ticket(head, by=head.caller, at=minute(40)),
    ):
        with pytest.raises(Refusal, match=f"heads {major.number}|an agent ends it"):
            end()

    actions.restore_major(major, by=agent, at=minute(45), text="Mail works")
    head.refresh_from_db()
    assert head.state == "resolved"


def part_all(head: Ticket, agent: User) -> Ticket:
    for child in Ticket.objects.filter(parent=head):
        part_ticket(child, by=agent, at=minute(39))
    return head


def test_a_ticket_that_another_tool_ended_leaves_the_word_to_say(
    major: MajorIncident, agent: User
) -> None:
    Ticket.objects.filter(pk=major.parent_id).update(state="resolved", resolved_at=minute(40))
    major.parent.refresh_from_db()

    restored = actions.restore_major(major, by=agent, at=minute(45), text="Mail works")

    assert restored.state == MajorState.RESTORED
    assert not Message.objects.filter(text="Mail works").exists()


def test_roles_timeline_and_review(major: MajorIncident, agent: User) -> None:
    with pytest.raises(Refusal, match="choose an agent"):
        actions.give_roles(major, by=agent, at=minute(6), coordinator=make_user())
    actions.give_roles(major, by=agent, at=minute(6), coordinator=agent, communicator=agent)
    actions.note_entry(
        major, by=agent, at=minute(20), kind="found", text="Disk full", happened_at=minute(12)
    )
    with pytest.raises(Refusal, match="choose a time that is past"):
        actions.note_entry(
            major, by=agent, at=minute(20), kind="did", text="Later", happened_at=minute(30)
        )
    with pytest.raises(Refusal, match="once service is back"):
        actions.write_review(major, by=agent, at=minute(21), happened="Soon")
    actions.restore_major(major, by=agent, at=minute(50), text="Disk emptied")
    task = actions.add_follow_up(
        major,
        by=agent,
        at=minute(60),
        title="Watch the disk",
        owner=agent,
        due_on=minute(60 * 24 * 7).date(),
    )
    actions.write_review(major, by=agent, at=minute(70), happened="The disk filled")
    with pytest.raises(Refusal, match="Say what happened"):
        actions.finish_review(major, by=agent, at=minute(71), happened="")

    done = actions.finish_review(
        major, by=agent, at=minute(72), happened="The disk filled", helped="The web mail"
    )
    page = f"/desk/major/{major.number}/"
    assert "late, was due" in sign_in(agent).get(page).text
    actions.end_follow_up(task, by=agent, at=minute(90))
    assert "late, was due" not in sign_in(agent).get(page).text

    steps = [step.what for step in queries.tell_course(done, newest_first=False)]
    assert steps[:3] == ["major.declared", "major.manned", "Found out"]
    assert steps[-1] == "major.looked_back"
    with pytest.raises(Refusal, match="stays as it is"):
        actions.note_entry(done, by=agent, at=minute(80), kind="did", text="More")
