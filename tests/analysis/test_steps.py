"""What to do first: always something, at most three, never permission first."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from groundswell.analysis.cost import Estimator, load_rates, load_tickets
from groundswell.analysis.mode.book import TERMS, load_modes
from groundswell.analysis.process.figures import Bounce, ProcessFacts, share
from groundswell.analysis.results import RecurringProblem, Span, Step
from groundswell.analysis.steps import (
    Situation,
    choose_steps,
    find_standing,
    load_book,
    load_graph,
    propose_steps,
    reached_nodes,
)
from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def make_evidence(count: int, **columns: list[Any]) -> Evidence:
    rows = {
        "ticket_id": [f"T{i:03}" for i in range(count)],
        "opened_at": pa.array(
            [MONDAY + timedelta(days=3 * i) for i in range(count)], pa.timestamp("us", tz="UTC")
        ),
        "title": ["Nothing works"] * count,
    }
    return Evidence({"tickets": pa.table(rows | columns)})


def make_problem(count: int, **given: Any) -> RecurringProblem:
    plain = {
        "id": "p1",
        "title": "The printer prints blank pages",
        "tickets": tuple(f"T{i:03}" for i in range(count)),
        "confidence": 0.8,
        "why": (),
        "cost_per_year": Span(1000.0, 2900.0, 5000.0),
        "callers": 9,
    }
    return RecurringProblem(**plain | given)


def make_situation(evidence: Evidence, *problems: RecurringProblem, **given: Any) -> Situation:
    facts, rates = load_tickets(evidence), load_rates()
    return Situation(
        rates=rates,
        reached=reached_nodes(evidence),
        problems=problems,
        facts=facts,
        estimator=Estimator(facts, rates, years=1.0, seed=1),
        evidence=evidence,
        **given,
    )


def first_steps(situation: Situation, *, seed: int) -> tuple[Step, ...]:
    standing = find_standing(situation, load_modes().modes["even keel"].weights)
    currency = situation.rates.currency
    return choose_steps(propose_steps(situation), standing, currency=currency, seed=seed).steps


def choose(situation: Situation) -> dict[str, Step]:
    return {step.role: step for step in first_steps(situation, seed=1)}


def check_steps(steps: tuple[Step, ...]) -> None:
    assert 1 <= len(steps) <= 3
    assert len({step.role for step in steps}) == len(steps)
    assert any(step.mandate == 0 and step.minutes <= 120 for step in steps)
    for step in steps:
        assert step.reason
        assert step.effect["unit"]
        assert step.effect["likely"] >= 0
        assert 0 <= step.score <= 100
        assert set(TERMS) <= set(step.terms)
        assert all(0 <= value <= 1 for value in step.terms.values())


class TestAlways:
    def test_an_empty_house_gets_a_step_that_needs_nobody(self) -> None:
        steps = first_steps(Situation(rates=load_rates(), reached=frozenset()), seed=1)

        check_steps(steps)

    def test_thirty_tickets_get_one_to_three_steps(self) -> None:
        evidence = make_evidence(30)

        steps = first_steps(make_situation(evidence, make_problem(12)), seed=1)

        check_steps(steps)

    def test_the_same_records_get_the_same_steps(self) -> None:
        one = first_steps(make_situation(make_evidence(30), make_problem(12)), seed=1)
        two = first_steps(make_situation(make_evidence(30), make_problem(12)), seed=1)

        assert one == two

    def test_the_highest_score_comes_first(self) -> None:
        steps = first_steps(make_situation(make_evidence(30), make_problem(12)), seed=1)

        assert [step.score for step in steps] == sorted((s.score for s in steps), reverse=True)

    def test_no_step_asks_for_support_from_above_first(self) -> None:
        book = load_book()
        patterns = (*book.templates.values(), *book.instances.values())
        texts = [pattern.title + pattern.reason for pattern in patterns]

        assert not [text for text in texts if "management support" in text.lower()]
        assert not [text for text in texts if "sponsor" in text.lower()]


class TestOnProblems:
    def test_the_dearest_problem_is_to_be_opened_with_its_tickets_and_its_cost(self) -> None:
        steps = choose(make_situation(make_evidence(30), make_problem(12)))

        step = steps["relieves"]
        assert step.title == (
            "Open a problem for “The printer prints blank pages” "
            "(12 tickets, about 2,900\u00a0€ a year)"
        )
        assert step.records == tuple(f"T{i:03}" for i in range(12))
        assert (step.effect["likely"], step.effect["unit"]) == (1450, "EUR/year")

    def test_what_one_person_alone_ends_is_to_be_written_down(self) -> None:
        solved = ["Ada"] * 12 + ["Bo", "Cy", "Di"] * 6
        evidence = make_evidence(30, resolved_by=solved)

        found = propose_steps(make_situation(evidence, make_problem(12)))

        step = next(one for one in found if one.pattern.id == "write-down")
        assert step.title.startswith("Write down what ended “The printer prints blank pages”")
        assert "Ada" in step.reason
        assert step.touched.records[0] == "T011"

    def test_an_account_that_ends_everything_is_no_lonely_expert(self) -> None:
        evidence = make_evidence(30, resolved_by=["Robot"] * 26 + ["Bo", "Cy", "Di", "Ed"])

        steps = first_steps(make_situation(evidence, make_problem(12)), seed=1)

        assert not [step for step in steps if "Robot" in step.reason]

    def test_alerts_are_to_be_quietened_at_their_source(self) -> None:
        job = make_problem(20, title="Job nightly failed", machine_made=True, callers=1)

        steps = first_steps(make_situation(make_evidence(30), job), seed=1)

        assert any("stop opening tickets for “Job nightly failed”" in s.title for s in steps)

    def test_a_department_that_is_hit_again_and_again_is_shown_its_cost(self) -> None:
        evidence = make_evidence(30, department=["Sales"] * 8 + ["Stock"] * 22)

        step = choose(make_situation(evidence, make_problem(12)))["shows"]

        assert "the head of Sales" in step.title
        assert "Sales is hit in 67%" in step.reason

    def test_without_a_yearly_cost_the_effect_is_that_of_these_records(self) -> None:
        problem = make_problem(12, cost_per_year=None, cost_of_tickets=Span(200.0, 400.0, 700.0))

        step = choose(make_situation(make_evidence(30), problem))["relieves"]

        assert "about 400\u00a0€ in these records" in step.title
        assert step.effect["unit"] == "EUR in these records"


class TestOnProcess:
    def test_ping_pong_asks_for_a_rule_between_the_two_groups(self) -> None:
        bounced = share(10, 30, "…", examples=("T001",))
        process = ProcessFacts(
            cases=30,
            ping_pong=bounced,
            bounces=(Bounce(("Desk", "Network"), 8, ("T001", "T002")),),
        )

        steps = choose(make_situation(make_evidence(30), process=process))

        assert "between Desk and Network" in steps["relieves"].title
        assert steps["relieves"].records == ("T001", "T002")
        check_steps(tuple(steps.values()))

    def test_a_ping_pong_now_and_then_does_not(self) -> None:
        process = ProcessFacts(
            cases=300,
            ping_pong=share(3, 300, "…"),
            bounces=(Bounce(("Desk", "Network"), 3, ("T001",)),),
        )

        steps = choose(make_situation(make_evidence(30), process=process))

        assert not [step for step in steps.values() if "Network" in step.title]


class TestOnGaps:
    def test_tickets_without_a_date_ask_for_another_export(self) -> None:
        evidence = make_evidence(30, opened_at=pa.array([None] * 30, pa.timestamp("us", tz="UTC")))
        facts, rates = load_tickets(evidence), load_rates()
        situation = Situation(
            rates=rates,
            reached=reached_nodes(evidence),
            facts=facts,
            estimator=Estimator(facts, rates, years=None, seed=1),
        )

        assert "the day on which each was opened" in choose(situation)["builds"].title

    def test_what_is_there_already_is_not_proposed_again(self) -> None:
        evidence = make_evidence(30, service=["Mail"] * 30)

        steps = first_steps(make_situation(evidence, make_problem(12)), seed=1)

        assert not [step for step in steps if "Name the five services" in step.title]


class TestOnRegisters:
    def test_alarms_alone_are_not_asked_for_troubles_from_memory(self) -> None:
        alarms = pa.table({
            "alert_id": [f"A{i}" for i in range(60)],
            "at": pa.array([MONDAY + timedelta(hours=i) for i in range(60)],
                           pa.timestamp("us", tz="UTC")),
            "signal": ["Disk full"] * 40 + ["Ping lost"] * 20,
            "ci": ["srv-1"] * 30 + [f"srv-{i}" for i in range(2, 32)],
        })  # fmt: skip
        evidence = Evidence({"alerts": alarms})
        situation = Situation(
            rates=load_rates(), reached=reached_nodes(evidence), evidence=evidence
        )

        steps = first_steps(situation, seed=1)

        check_steps(steps)
        titles = " ".join(step.title for step in steps)
        assert "last ten troubles" not in titles
        assert "Export the tickets of the same weeks" in titles
        assert "“Disk full”" in titles

    def test_a_failed_change_is_to_be_looked_back_at(self) -> None:
        changes = pa.table({
            "change_id": ["C-1", "C-17"],
            "title": ["New switch", "Print server"],
            "succeeded": [True, False],
        })  # fmt: skip
        evidence = Evidence({"changes": changes})
        situation = Situation(
            rates=load_rates(), reached=reached_nodes(evidence), evidence=evidence
        )

        found = {one.pattern.id: one for one in propose_steps(situation)}

        assert found["failed-change"].title.startswith("Look back at the change C-17")
        assert "1 of 2 changes" in found["failed-change"].reason

    def test_the_things_behind_the_service_that_hurts_are_to_be_mapped(self) -> None:
        evidence = make_evidence(
            30, service=["Billing"] * 20 + ["Mail"] * 10, ci=[f"srv-{i % 6}" for i in range(30)]
        )

        found = {one.pattern.id: one for one in propose_steps(make_situation(evidence))}

        assert found["map-items"].title == "Map the 6 things behind Billing that its tickets name"


class TestBook:
    def test_every_column_that_shows_progress_is_one_of_the_evidence(self) -> None:
        for node in load_graph().nodes.values():
            for name in node.shown_by:
                table, column = name.split(".")
                assert column in {entry.name for entry in TABLES[table].columns}

    def test_every_step_and_every_prerequisite_is_on_the_map(self) -> None:
        book, graph = load_book(), load_graph()

        for pattern in (*book.templates.values(), *book.instances.values()):
            assert {pattern.builds, *pattern.needs, *pattern.unless} <= set(graph.nodes)
            assert pattern.practice in graph.practices
        for node in graph.nodes.values():
            assert {*node.needs, *node.after} <= set(graph.nodes)
            assert node.id not in graph.way_to(node.id), "nothing needs itself"

    def test_a_general_step_leads_to_the_level_that_it_builds(self) -> None:
        graph = load_graph()
        for pattern in load_book().templates.values():
            level = graph.nodes[pattern.builds].level
            assert level in {pattern.end_level, 0}, pattern.id
            assert len(pattern.measure) == 2, pattern.id
            assert pattern.pains, pattern.id

    def test_every_step_says_how_it_is_done_and_when(self) -> None:
        book = load_book()
        for pattern in (*book.templates.values(), *book.instances.values()):
            assert pattern.how_to
            assert pattern.done
            assert 0 <= pattern.mandate <= 4
            assert set(pattern.roles) <= {"relieves", "shows", "builds"}
            assert any(pattern.share) or pattern.unit
