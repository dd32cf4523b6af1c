"""Asking for a fix, the answer, and what waiting costs after a no."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.improvement import queries
from groundswell.improvement.actions import NewAsk, answer_ask, ask_for_fix
from groundswell.improvement.models import Ask
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.problems.actions import link_ticket, secure_problem, state_cause
from groundswell.problems.models import FixOption, Problem
from tests.improvement.made_cases import NOW, SMALL, add_option, make_trouble
from tests.makers import make_ticket, make_user

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def written_down(made_once: None) -> Problem:
    """The trouble from which all tests here start."""
    return make_trouble(make_user("agent"))


@pytest.fixture
def trouble(db: None, written_down: Problem) -> Problem:
    return Problem.objects.get(pk=written_down.pk)


@pytest.fixture
def valve(trouble: Problem, agent: User) -> FixOption:
    return add_option(trouble, agent, "New valve", SMALL)


def ask(trouble: Problem, agent: User, option: FixOption | None = None, **given: object) -> Ask:
    new = NewAsk(asked_of="Dana Weiss", option=option, **given)  # type: ignore[arg-type]
    return ask_for_fix(trouble, by=agent, at=NOW, new=new)


def test_an_ask_keeps_the_case_as_it_stood(trouble: Problem, valve: FixOption, agent: User) -> None:
    asked = ask(trouble, agent, valve)

    assert (asked.amount, asked.currency) == (Decimal("150.00"), "EUR")
    assert asked.forecast["asked_for"]["cost_once"] == 150
    assert asked.forecast["asked_for"]["benefit"] > 0
    assert asked.forecast["seed"] == queries.make_case(trouble, as_of=LATER).seed
    assert AuditEntry.objects.filter(number=asked.number, act="fix.asked").count() == 1


def test_the_same_option_is_asked_for_once_at_a_time(
    trouble: Problem, valve: FixOption, agent: User
) -> None:
    first = ask(trouble, agent, valve)

    with pytest.raises(Refusal, match="asks Dana Weiss for this already"):
        ask(trouble, agent, valve)

    answer_ask(first, by=agent, at=LATER, answer="refused", answered_by="Dana Weiss")
    assert ask(trouble, agent, valve).is_open


def test_an_ask_names_somebody_and_an_amount_that_can_be(trouble: Problem, agent: User) -> None:
    with pytest.raises(Refusal, match="Name the one who is asked"):
        ask_for_fix(trouble, by=agent, at=NOW, new=NewAsk(asked_of=" "))
    with pytest.raises(BadInput, match="write 0 or more"):
        ask(trouble, agent, amount=Decimal(-1))
    with pytest.raises(BadInput, match="write 0 or more"):
        ask(trouble, agent, amount=Decimal(10) ** 15)


def test_an_option_of_another_problem_is_refused(
    trouble: Problem, agent: User, valve: FixOption
) -> None:
    other = make_trouble(agent, tickets=1)

    with pytest.raises(Refusal, match="is no option of"):
        ask(other, agent, valve)
    assert trouble.asks.count() == 0


def test_a_yes_of_a_manager_plans_the_fix_although_she_works_on_no_problem(
    trouble: Problem, valve: FixOption, agent: User
) -> None:
    state_cause(trouble, by=agent, at=NOW, cause="Worn out", cause_class="age")
    asked, dana = ask(trouble, agent, valve), make_user("manager", name="Dana Weiss")

    answer_ask(asked, by=dana, at=LATER, answer="granted")

    trouble.refresh_from_db()
    assert (trouble.state, trouble.next_step) == ("fix_planned", "Granted: New valve")
    answered = AuditEntry.objects.get(number=asked.number, act="fix.answered")
    planned = AuditEntry.objects.get(number=trouble.number, act="problem.fix_granted")
    assert (answered.actor, planned.actor) == (dana, None)


def test_a_yes_before_the_cause_is_known_says_only_what_was_granted(
    trouble: Problem, valve: FixOption, agent: User
) -> None:
    asked = ask(trouble, agent, valve)

    answer_ask(asked, by=agent, at=LATER, answer="partly", answered_by="Dana Weiss")

    trouble.refresh_from_db()
    assert (trouble.state, trouble.next_step) == ("new", "Granted: New valve")


@pytest.mark.parametrize("answer", ["refused", "deferred"])
def test_after_a_no_and_after_a_later_nothing_is_planned_and_waiting_counts_on(
    trouble: Problem, valve: FixOption, agent: User, answer: str
) -> None:
    state_cause(trouble, by=agent, at=NOW, cause="Worn out", cause_class="age")
    asked = ask(trouble, agent, valve)

    answer_ask(asked, by=make_user("manager"), at=NOW, answer=answer)

    trouble.refresh_from_db()
    case = queries.make_case(trouble, as_of=NOW + timedelta(days=60))
    (waited,) = queries.list_waited(case)
    assert trouble.state == "known_error"
    assert (waited.days, waited.goes_on) == (60, True)
    assert waited.lost.value
    assert waited.lost.value > 0


def test_the_one_who_decides_answers_herself_and_others_do_not(
    trouble: Problem, agent: User
) -> None:
    asked, dana = ask(trouble, agent), make_user("manager", name="Dana Weiss")

    with pytest.raises(NotAllowed, match="somebody who decides or records"):
        answer_ask(asked, by=make_user("assessor"), at=LATER, answer="granted")
    answered = answer_ask(asked, by=dana, at=LATER, answer="deferred", reason="After the move")

    assert (answered.answered_by, answered.reason) == ("Dana Weiss", "After the move")


def test_an_answer_bears_a_name_and_comes_once(trouble: Problem, agent: User) -> None:
    asked = ask(trouble, agent)

    with pytest.raises(Refusal, match="Say who gave this answer"):
        answer_ask(asked, by=agent, at=LATER, answer="refused")
    with pytest.raises(BadInput, match="is no answer"):
        answer_ask(asked, by=agent, at=LATER, answer="maybe", answered_by="Dana Weiss")
    answer_ask(asked, by=agent, at=LATER, answer="no_answer")
    with pytest.raises(Refusal, match="is answered: no answer came"):
        answer_ask(asked, by=agent, at=LATER, answer="granted", answered_by="Dana Weiss")


def test_the_database_refuses_an_answer_without_a_name(trouble: Problem, agent: User) -> None:
    asked = ask(trouble, agent)

    with (
        pytest.raises(IntegrityError, match="an_answer_says_who_gave_it"),
        transaction.atomic(),
    ):
        Ask.objects.filter(pk=asked.pk).update(answer="granted", answered_at=LATER)


def test_what_waiting_costs_is_what_came_since(
    trouble: Problem, valve: FixOption, agent: User
) -> None:
    refused = answer_ask(
        ask(trouble, agent, valve), by=agent, at=NOW, answer="refused", answered_by="Dana Weiss"
    )
    for days in (10, 40, 80):
        ticket = make_ticket(opened_at=NOW + timedelta(days=days))
        link_ticket(trouble, by=agent, at=NOW + timedelta(days=days), ticket=ticket)

    case = queries.make_case(trouble, as_of=NOW + timedelta(days=90))
    (waited,) = queries.list_waited(case)

    assert (waited.ask, waited.days, waited.incidents) == (refused, 90, 3)
    # three incidents of 137.50, and for the ten days after the newest ticket what is to be expected
    expected = 3 * 137.50 + 10 / 365 * case.cost.known
    assert waited.lost.value == pytest.approx(expected)
    assert waited.lost.remark == "3 incidents counted, 10 of 90 days expected"


def test_waiting_ends_with_a_yes(trouble: Problem, agent: User) -> None:
    answer_ask(ask(trouble, agent), by=agent, at=NOW, answer="deferred", answered_by="Dana")
    answer_ask(
        ask(trouble, agent), by=agent, at=NOW + timedelta(days=30), answer="granted",
        answered_by="Dana",
    )  # fmt: skip

    (waited,) = queries.list_waited(queries.make_case(trouble, as_of=NOW + timedelta(days=90)))

    assert (waited.days, waited.goes_on) == (30, False)


def test_asks_of_a_security_path_are_read_by_those_who_work_on_it(
    trouble: Problem, agent: User
) -> None:
    ask(trouble, agent)
    secure_problem(trouble, by=agent, at=NOW, security=True)

    assert not queries.list_asks(seen_by=make_user("manager")).exists()
    assert queries.list_asks(seen_by=agent).count() == 1
    assert queries.list_cases(seen_by=make_user("manager"), as_of=NOW) == []
