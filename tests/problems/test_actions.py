"""What can happen to a problem, and what is refused."""

from datetime import timedelta
from itertools import combinations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.kernel.lifecycle import ForbiddenMove
from groundswell.problems import actions, queries
from groundswell.problems.models import (
    InvestigationEntry,
    Problem,
    ProblemLink,
    Workaround,
    WorkaroundUse,
)
from groundswell.problems.states import Branch, ProblemState
from groundswell.servicedesk import actions as desk
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import State
from tests.makers import BACKEND, MONDAY_9AM, make_problem, make_ticket, make_user

pytestmark = pytest.mark.django_db

LATER = MONDAY_9AM + timedelta(hours=2)


def explained(agent: User, **given: object) -> Problem:
    problem = make_problem(by=agent, **given)
    return actions.state_cause(
        problem, by=agent, at=LATER, cause="The print head dries out", cause_class="age"
    )


def test_a_problem_goes_from_new_to_closed_with_an_entry_for_each_act(agent: User) -> None:
    problem = make_problem(by=agent)

    actions.investigate_problem(problem, by=agent, at=LATER)
    actions.state_cause(problem, by=agent, at=LATER, cause="Dry head", cause_class="age")
    actions.plan_fix(problem, by=agent, at=LATER, next_step="Order heads")
    actions.resolve_problem(problem, by=agent, at=LATER, resolution="New heads")
    actions.close_problem(problem, by=agent, at=LATER)

    problem.refresh_from_db()
    assert (problem.state, problem.resolved_at, problem.owner) == ("closed", LATER, agent)
    acts = AuditEntry.objects.filter(number=problem.number).order_by("id")
    assert [entry.act for entry in acts] == [
        "problem.opened",
        "problem.started",
        "problem.explained",
        "problem.fix_planned",
        "problem.resolved",
        "problem.closed",
    ]


def test_nothing_is_fixed_before_its_cause_is_known(agent: User) -> None:
    problem = make_problem(by=agent)

    with pytest.raises(ForbiddenMove, match="it can go to"):
        actions.resolve_problem(problem, by=agent, at=LATER, resolution="New heads")


def test_the_database_refuses_a_known_cause_without_words(agent: User) -> None:
    problem = make_problem(by=agent)

    with (
        pytest.raises(IntegrityError, match="a_known_cause_has_a_class_and_words"),
        transaction.atomic(),
    ):
        Problem.objects.filter(pk=problem.pk).update(state=ProblemState.KNOWN_ERROR)


def test_a_problem_can_end_the_tickets_that_still_wait(agent: User) -> None:
    waiting, ended = make_ticket(), make_ticket()
    desk.resolve_ticket(ended, by=agent, at=LATER, resolution="Cleaned")
    problem = explained(agent, tickets=[waiting, ended])

    actions.resolve_problem(problem, by=agent, at=LATER, resolution="New heads", with_tickets=True)

    waiting.refresh_from_db()
    ended.refresh_from_db()
    assert waiting.state == State.RESOLVED
    assert waiting.resolution == f"New heads ({problem.number})"
    assert ended.resolution == "Cleaned"


def test_a_ticket_taken_out_stays_out_when_the_analysis_sees_it_again(agent: User) -> None:
    first, second = make_ticket(), make_ticket()
    problem = make_problem(by=agent, tickets=[first, second])

    actions.unlink_ticket(problem, by=agent, at=LATER, ticket=second)
    joined = actions.join_tickets(
        problem, by=None, at=LATER, tickets=[first, second], why=actions.Evidence("text")
    )

    assert joined == 0
    assert list(problem.tickets.all()) == [first]


def test_a_ticket_is_linked_once_and_says_why(agent: User) -> None:
    ticket = make_ticket()
    problem = make_problem(by=agent)

    actions.link_ticket(problem, by=agent, at=LATER, ticket=ticket, detail="Same head")

    link = ProblemLink.objects.get(problem=problem)
    assert (link.reason, link.detail, link.linked_by) == ("said", "Same head", agent)
    with pytest.raises(Refusal, match="already"):
        actions.link_ticket(problem, by=agent, at=LATER, ticket=ticket)


def test_two_problems_of_one_trouble_become_one(agent: User) -> None:
    one, other = make_ticket(), make_ticket()
    kept, twin = make_problem(by=agent, tickets=[one]), make_problem(by=agent, tickets=[other])

    actions.merge_problem(twin, by=agent, at=LATER, into=kept)

    twin.refresh_from_db()
    assert (twin.state, twin.stands_in) == ("closed", kept)
    assert set(kept.tickets.all()) == {one, other}
    with pytest.raises(Refusal, match="cannot go into"):
        actions.merge_problem(kept, by=agent, at=LATER, into=kept)


def test_what_was_refused_stands_in_its_own_form_and_in_no_other(
    agent: User, client: Client
) -> None:
    problem = make_problem(by=agent, tickets=[make_ticket()])
    client.force_login(agent, backend=BACKEND)
    page, long = f"/problems/{problem.number}/", ("Nobody pays for it. " * 15).strip()

    lived_with = client.post(f"{page}acceptance/", {"reason": long})
    merged = client.post(f"{page}merger/", {"number": "PRB-999999"})

    assert lived_with.status_code == merged.status_code == 422
    assert lived_with.text.count(f'value="{long}"') == 1
    assert "There is no PRB-999999 that you can see" in merged.text
    assert merged.text.count('value="PRB-999999"') == 1


def test_the_same_finding_gets_no_second_open_problem(agent: User) -> None:
    first = make_problem(by=agent, finding_key="abc")

    with pytest.raises(Refusal, match=first.number):
        make_problem(by=agent, finding_key="abc")


def test_a_security_problem_is_read_only_by_those_who_work_on_problems(agent: User) -> None:
    problem = make_problem(by=agent, security=True)
    manager = make_user("manager")

    assert Problem.objects.visible_to(agent).get() == problem
    assert not Problem.objects.visible_to(manager).exists()
    assert problem.search_text() == ""


def test_a_caller_may_do_nothing_with_problems(caller: User) -> None:
    with pytest.raises(NotAllowed, match="Work on problems"):
        make_problem(by=caller)
    assert not Problem.objects.visible_to(caller).exists()


def test_an_investigation_keeps_its_wrong_turns(agent: User) -> None:
    problem = make_problem(by=agent)
    cause = actions.add_entry(
        problem, by=agent, at=LATER, kind="cause", text="Cheap labels", branch="supplier"
    )
    actions.add_entry(problem, by=agent, at=LATER, kind="why", text="The head runs dry")

    actions.judge_cause(cause, by=agent, at=LATER, standing="ruled_out")
    actions.strike_entry(cause, by=agent, at=LATER)

    entries = queries.list_entries(problem)
    assert [entry.standing for entry in entries["cause"]] == ["ruled_out"]
    assert queries.draw_fishbone(entries["cause"]) == []
    with pytest.raises(Refusal, match="when it happened"):
        actions.add_entry(problem, by=agent, at=LATER, kind="fact", text="It stopped")


def test_a_fishbone_cuts_no_words_while_there_is_room_beside() -> None:
    words = "The roll is wound against the grain since the supplier moved to the new plant"
    one = InvestigationEntry(branch="supplier", text=words)
    every = [InvestigationEntry(branch=b, text=words) for b in Branch.values for _ in range(5)]

    (alone,), many = queries.draw_fishbone([one]), queries.draw_fishbone(every)

    assert [cause.text for cause in alone.causes] == [words]
    assert [len(bone.causes) for bone in many] == [4] * 7, "the list below holds the others"
    first, below, second = many[0], many[-2], many[2]
    for mine, next_one in zip(first.causes, second.causes, strict=True):
        assert mine.text.endswith("…")
        assert 100 < len(mine.text) * 6 < next_one.x - mine.x
    assert len(below.causes[0].text) > 2 * len(first.causes[0].text), "nothing follows below"
    assert max(cause.x + len(cause.text) * 6 for bone in many for cause in bone.causes) < 660


def test_the_headings_of_a_fishbone_never_touch_whichever_branches_it_has() -> None:
    wide = 8.7  # pixels of a letter in the widest font that is common

    for count in range(1, 8):
        for chosen in combinations(Branch.values, count):
            causes = [InvestigationEntry(branch=branch, text="A cause") for branch in chosen]
            bones = queries.draw_fishbone(causes)
            for side in (bones[::2], bones[1::2]):
                ends = [bone.at - 6 + len(bone.label) * wide for bone in side]
                begins = [bone.at - 6 for bone in side[1:]]
                assert all(end + 6 < begin for end, begin in zip(ends[:-1], begins, strict=True))
                assert not ends or ends[-1] < 660
            assert max(bone.ends_at for bone in bones) < 640, "all meet the spine"


def test_a_workaround_reaches_everybody_who_waits_once(agent: User) -> None:
    tickets = [make_ticket() for _ in range(3)]
    desk.resolve_ticket(tickets[2], by=agent, at=LATER, resolution="Gone")
    problem = explained(agent, tickets=tickets)
    workaround = known_with_workaround(agent, problem)

    told = actions.push_workaround(problem, by=agent, at=LATER, workaround=workaround)

    assert told.people == 2
    assert tickets[0].messages.get().text == "Clean the head with alcohol"
    assert not tickets[2].messages.exists()
    with pytest.raises(Refusal, match="Nobody"):
        actions.push_workaround(problem, by=agent, at=LATER, workaround=workaround)


def test_a_workaround_is_written_to_those_alone_who_can_read_it(
    agent: User, client: Client
) -> None:
    here, gone, nameless = (make_ticket(by=make_user("caller")) for _ in range(3))
    problem = explained(agent, tickets=[here, make_ticket(by=here.caller), gone, nameless])
    workaround = known_with_workaround(agent, problem)
    User.objects.filter(pk=gone.caller_id).update(is_active=False)
    Ticket.objects.filter(pk=nameless.pk).update(caller=None)
    address = reverse("problems:known_error", args=[workaround.known_error.number])
    client.force_login(agent, backend=BACKEND)

    before = client.get(address).content.decode()
    done = client.post(f"{address}pushing/", {"workaround": workaround.number}, follow=True)

    assert "all who wait (1)" in before
    assert "does not reach 1 person who left and 1 ticket that names nobody. Name who" in before
    assert "1 who waited can read it now." in done.content.decode()
    assert "all who wait (" not in done.content.decode()
    assert WorkaroundUse.objects.filter(ticket__caller=here.caller).count() == 2
    assert not gone.messages.exists()
    # whoever is answered there instead can be told of it
    Ticket.objects.filter(pk=gone.pk).update(caller=here.caller)
    assert "all who wait (1)" in client.get(address).content.decode()
    assert actions.push_workaround(problem, by=agent, at=LATER, workaround=workaround).people == 1


def test_success_is_counted_from_those_who_said(agent: User, caller: User) -> None:
    problem = explained(agent)
    workaround = known_with_workaround(agent, problem)
    tickets = [make_ticket(by=caller) for _ in range(3)]
    uses = [
        actions.use_workaround(workaround, by=agent, at=LATER, ticket=ticket) for ticket in tickets
    ]

    assert queries.count_success(workaround).share is None
    actions.say_whether_helped(uses[0], by=caller, at=LATER, helped=True)
    actions.say_whether_helped(uses[1], by=agent, at=LATER, helped=False)

    success = queries.count_success(workaround)
    assert (success.uses, success.said, success.helped, success.share) == (3, 2, 1, 0.5)
    assert success.low is not None
    assert success.high is not None
    assert success.low < 0.5 < success.high
    with pytest.raises(NotAllowed):
        actions.say_whether_helped(uses[2], by=make_user(), at=LATER, helped=True)
    assert WorkaroundUse.objects.filter(helped=None).count() == 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"steps": " "}, "steps"),
        ({"steps": "Wait", "residual_loss": 1.5}, "between 0 and 1"),
        ({"steps": "Wait", "minutes": -1.0}, "at least 0"),
    ],
)
def test_a_workaround_that_cannot_be_is_refused(
    agent: User, given: dict[str, object], message: str
) -> None:
    known = actions.write_known_error(
        by=agent, at=LATER, new=actions.NewKnownError(title="Blank", symptom="Blank pages")
    )

    with pytest.raises((Refusal, BadInput), match=message):
        actions.add_workaround(known, by=agent, at=LATER, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [0, -0.2, 1.01])
def test_a_share_is_more_than_nothing_and_at_most_all(agent: User, share: float) -> None:
    problem = make_problem(by=agent)

    with pytest.raises(BadInput, match="more than 0 and at most 1"):
        actions.propose_option(
            problem, by=agent, at=LATER, new=actions.NewOption(title="New heads", share=share)
        )


def test_a_number_keeps_its_range_and_names_who_gave_it(agent: User) -> None:
    problem = make_problem(by=agent)
    said = actions.Said(low=10, likely=20, high=30, source="given", said_by="Maria Manager")

    held = actions.give_input(problem, by=agent, at=LATER, name="users", said=said)

    assert (held.likely, held.said_by) == (20, "Maria Manager")
    with pytest.raises(BadInput, match="low to high"):
        actions.give_input(
            problem, by=agent, at=LATER, name="users", said=actions.Said(low=3, likely=2, high=4)
        )
    with pytest.raises(BadInput, match="Name the one"):
        nobody = actions.Said(low=1, likely=1, high=1, source="given")
        actions.give_input(problem, by=agent, at=LATER, name="users", said=nobody)


def known_with_workaround(agent: User, problem: Problem) -> Workaround:
    known = actions.write_known_error(
        by=agent,
        at=LATER,
        new=actions.NewKnownError(title="Blank labels", symptom="Labels come out blank"),
        problem=problem,
    )
    return actions.add_workaround(known, by=agent, at=LATER, steps="Clean the head with alcohol")
