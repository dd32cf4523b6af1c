"""A case from its records: the figures of the worked example, and what is said without them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.foundation.accounts.models import User
from groundswell.improvement import queries
from groundswell.kernel.errors import BadInput
from groundswell.problems.actions import (
    NewKnownError,
    Said,
    add_workaround,
    give_input,
    resolve_problem,
    share_option,
    state_cause,
    withdraw_option,
    write_known_error,
)
from groundswell.problems.models import CaseInput, ProblemLink
from groundswell.servicedesk.costs.actions import book_cost
from tests.improvement.made_cases import (
    LARGE,
    NOW,
    SMALL,
    add_option,
    make_trouble,
    say,
)
from tests.makers import make_problem, make_ticket

pytestmark = pytest.mark.django_db


def worked_example(agent: User) -> queries.Case:
    problem = make_trouble(agent)
    give_input(problem, by=agent, at=NOW, name="per_year", said=say(24))
    add_option(problem, agent, "New valve", SMALL)
    add_option(problem, agent, "Great tool", LARGE)
    return queries.make_case(problem, as_of=NOW)


def test_a_case_says_the_figures_that_were_reckoned_by_hand(agent: User) -> None:
    case = worked_example(agent)

    nothing, small, large = case.appraisals
    assert case.cost.value == pytest.approx(3300)
    assert nothing.net_present_value.value == 0
    # 0.9 × 0.95 × 3,300, of which 0.7 is believed until five fixes are measured
    assert small.benefit.value == pytest.approx(2821.50 * 0.7)
    assert large.benefit.value == pytest.approx(2587.20 * 0.7)
    assert small.annual_cost.value == pytest.approx(60.32, abs=0.005)
    assert small.break_even_frequency.value == pytest.approx(0.513 / 0.7, abs=0.001)
    assert small.payback.value == pytest.approx(0.5 + 150 / (2821.50 * 0.7 / 12))
    assert small.in_year_ratio.value == pytest.approx(2821.50 * 0.7 * 11.5 / 12 / 150)


def test_the_dearer_option_is_taken_only_for_what_it_adds(agent: User) -> None:
    case = worked_example(agent)

    assert case.best is not None
    assert case.best.option.name == "New valve"
    assert queries.tell_verdict(case) == "Take “New valve”"
    assert [line.split(" ")[0] for line in queries.tell_reasons(case)] == ["“New", "“Great"]
    assert "not worth it" in queries.tell_reasons(case)[1]


def test_the_same_records_give_the_same_runs(agent: User) -> None:
    problem = make_trouble(agent)
    add_option(problem, agent, "New valve", SMALL)

    once = queries.snapshot(queries.make_case(problem, as_of=NOW))
    again = queries.snapshot(queries.make_case(problem, as_of=NOW))

    assert once == again
    assert once["seed"] > 0


def test_an_option_without_cost_or_effect_is_neither_free_nor_sure(agent: User) -> None:
    problem = make_trouble(agent)
    add_option(problem, agent, "Something", {})
    add_option(problem, agent, "Half said", {"cash": 100, "success": 0.9})

    case = queries.make_case(problem, as_of=NOW)

    assert [option.worth for option in case.options] == [None, None]
    assert case.options[0].not_priced == (
        "Not priced yet: say what it costs, what share of the trouble it would end "
        "and how sure it is to work."
    )
    assert case.options[1].not_priced == (
        "Not priced yet: say what share of the trouble it would end."
    )
    assert queries.tell_verdict(case) == "No option has a price yet"


def test_without_tickets_how_often_is_not_known_until_somebody_says_so(agent: User) -> None:
    problem = make_problem(by=agent)
    add_option(problem, agent, "New valve", SMALL)

    case = queries.make_case(problem, as_of=NOW)

    assert case.not_known == "No ticket is linked to it yet, so how often it happens is not known."
    assert (case.simulation, case.expected, case.waiting.value) == (None, None, None)
    assert [row.cells[1].words for row in queries.lay_out_table(case)][3] == "not known"
    give_input(problem, by=agent, at=NOW, name="per_year", said=say(24))
    told = queries.make_case(problem, as_of=NOW)
    assert told.not_known is None
    assert told.cost.value is not None


def test_a_few_days_of_tickets_make_no_year(agent: User) -> None:
    problem = make_problem(by=agent, tickets=[make_ticket(), make_ticket()])

    case = queries.make_case(problem, as_of=NOW)

    assert case.not_known is not None
    assert "a yearly figure needs at least" in case.not_known


def test_revenue_and_time_of_the_same_people_are_never_both_counted(agent: User) -> None:
    problem = make_trouble(agent, numbers={"revenue": 500})

    case = queries.make_case(problem, as_of=NOW)

    assert case.costing.pain.hits == ()
    assert any("Lost time is left out" in note for note in case.costing.notes)


def test_a_workaround_keeps_what_people_still_lose(agent: User) -> None:
    problem = make_trouble(agent, numbers={"users": 10, "minutes": 60})
    known = write_known_error(
        by=agent, at=NOW, new=NewKnownError(title="Valve", symptom="It sticks"), problem=problem
    )
    add_workaround(known, by=agent, at=NOW, steps="Hit it", residual_loss=0.05)

    case = queries.make_case(problem, as_of=NOW)

    assert {hit.factor.value for hit in case.costing.pain.hits} == {0.05}
    assert "5 %" in case.costing.notes[0]


def test_a_number_of_the_one_who_decides_is_marked_as_hers(agent: User) -> None:
    problem = make_trouble(agent)
    hers = Said(low=42, likely=42, high=42, source="given", said_by="Dana Weiss")
    give_input(problem, by=agent, at=NOW, name="user_rate", said=hers)

    rate = next(
        line
        for line in queries.list_inputs(queries.make_case(problem, as_of=NOW))
        if line.name == "user rate"
    )

    assert (rate.value, rate.is_given) == ("42 € an hour", True)
    assert rate.source == "given by the manager Dana Weiss"


def test_her_hurdle_is_held_against_the_value_within_the_year(agent: User) -> None:
    problem = make_trouble(agent)
    hers = Said(low=40, likely=40, high=40, source="given", said_by="Dana Weiss")
    give_input(problem, by=agent, at=NOW, name="hurdle", said=hers)
    add_option(problem, agent, "New valve", SMALL)

    case = queries.make_case(problem, as_of=NOW)

    assert case.best is not None
    assert case.best.passes is False
    assert any("Dana Weiss asks for 40: it does not pass" in r for r in queries.tell_reasons(case))


def test_one_option_for_two_problems_counts_with_its_share_and_half_where_unproven(
    agent: User,
) -> None:
    first, second = make_trouble(agent), make_trouble(agent)
    tool = add_option(first, agent, "Great tool", LARGE)
    share_option(tool, by=agent, at=NOW, problem=first, share=0.6)
    share_option(tool, by=agent, at=NOW, problem=second, share=0.4)

    made_for, other = (
        queries.make_case(problem, as_of=NOW).options[0].worth for problem in (first, second)
    )

    assert made_for is not None
    assert other is not None
    assert [made_for.once, other.once] == pytest.approx([480, 320])
    assert [made_for.proof, other.proof] == [1.0, 0.5]


def test_an_option_taken_back_leaves_the_case(agent: User) -> None:
    problem = make_trouble(agent)
    withdraw_option(add_option(problem, agent, "New valve", SMALL), by=agent, at=NOW)

    assert queries.make_case(problem, as_of=NOW).options == ()


def test_two_options_of_one_name_stay_apart(agent: User) -> None:
    problem = make_trouble(agent)
    for title in ("New valve", "New valve", "Do nothing"):
        add_option(problem, agent, title, SMALL)

    case = queries.make_case(problem, as_of=NOW)

    assert len({appraisal.option.name for appraisal in case.appraisals}) == 4


@pytest.mark.parametrize(
    ("name", "value"),
    [("success", 1.5), ("cash", -5), ("cash", 1e12), ("horizon", 0), ("life_years", 0),
     ("colour", 1)],
)  # fmt: skip
def test_a_number_that_cannot_be_is_refused_in_a_sentence(
    agent: User, name: str, value: float
) -> None:
    problem = make_trouble(agent, tickets=1, numbers={})

    with pytest.raises(BadInput, match=r"\.$"):
        give_input(problem, by=agent, at=NOW, name=name, said=say(value))


def test_a_number_that_got_in_all_the_same_is_told_and_not_used(agent: User) -> None:
    problem = make_trouble(agent)
    CaseInput.objects.filter(problem=problem, name="factor").update(likely=3, high=3)
    CaseInput.objects.filter(problem=problem, name="minutes").update(name="colour")

    case = queries.make_case(problem, as_of=NOW)

    assert len(case.given.refused) == 2
    assert all(note.endswith("Until then it is not used.") for note in case.given.refused)
    assert case.cost.value is not None


def test_an_hour_that_costs_nothing_breaks_no_case(agent: User) -> None:
    numbers = dict.fromkeys(("user_rate", "agent_rate"), 0.0)
    problem = make_trouble(agent, numbers=numbers)
    add_option(problem, agent, "New valve", SMALL)

    case = queries.make_case(problem, as_of=NOW)

    assert case.cost.value == 0
    assert queries.tell_verdict(case) == "Do nothing for now"
    assert queries.lay_out_table(case)
    assert queries.tell_case(case).endswith(".")


def test_of_a_fixed_problem_only_the_tickets_before_the_fix_count(agent: User) -> None:
    problem = make_trouble(agent)
    before = queries.make_case(problem, as_of=NOW).costing.tickets
    state_cause(problem, by=agent, at=NOW, cause="Worn", cause_class="age")
    fixed = resolve_problem(problem, by=agent, at=NOW, resolution="New valve")
    make_trouble(agent, tickets=1)

    case = queries.make_case(fixed, as_of=NOW + timedelta(days=10))

    assert case.costing.tickets == before


def test_the_list_asks_as_many_questions_for_ten_as_for_two(agent: User) -> None:
    for _ in range(2):
        add_option(make_trouble(agent, tickets=3), agent, "New valve", SMALL)
    queries.list_cases(seen_by=agent, as_of=NOW)
    with CaptureQueriesContext(connection) as few:
        queries.list_cases(seen_by=agent, as_of=NOW)
    for _ in range(8):
        add_option(make_trouble(agent, tickets=3), agent, "New valve", SMALL)
    queries.list_cases(seen_by=agent, as_of=NOW)

    with CaptureQueriesContext(connection) as many:
        found = queries.list_cases(seen_by=agent, as_of=NOW)

    assert len(found) == 10
    assert len(many) == len(few)


def test_money_written_down_on_its_tickets_is_part_of_what_a_trouble_costs(
    agent: User, settings: Any
) -> None:
    problem = make_trouble(agent)
    give_input(problem, by=agent, at=NOW, name="per_year", said=say(24))
    before = queries.make_case(problem, as_of=NOW)
    tickets = [link.ticket for link in ProblemLink.objects.filter(problem=problem)[:3]]
    for ticket, currency, amount in zip(tickets, ("EUR", "EUR", "CHF"), (90, 30, 70), strict=True):
        settings.CURRENCY = currency
        book_cost(ticket, by=agent, at=NOW, what="A plumber", amount=Decimal(amount))
    settings.CURRENCY = "EUR"

    told = queries.make_case(problem, as_of=NOW)
    give_input(problem, by=agent, at=NOW, name="external", said=say(10))
    given = queries.make_case(problem, as_of=NOW)

    # 24 times a year; 120 on 24 tickets is at least 5 for each; what is in francs is not summed up
    assert before.costing.pain.external is None
    assert told.cost.value == pytest.approx(before.cost.value + 24 * 5)
    assert "written down on 2 of 24 tickets; of the others it is not known" in str(
        told.costing.pain.external
    )
    assert given.cost.value == pytest.approx(before.cost.value + 24 * 10)
