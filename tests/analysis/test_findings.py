"""The whole analysis over small houses: its shape, its sums and its honesty."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from groundswell.analysis.cost import load_rates
from groundswell.analysis.documents import read_findings
from groundswell.analysis.findings import analyse
from groundswell.analysis.results import Findings
from groundswell.evidence import Evidence

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

TROUBLES = (
    (
        "Printer on floor three prints blank pages",
        "The printer on the third floor prints only blank pages",
        "Blank pages from the printer, floor three",
    ),
    (
        "Password expired, please reset my password",
        "Reset of my password needed, it expired",
        "My password has expired and needs a reset",
    ),
    (
        "VPN drops every morning from home",
        "The VPN connection drops in the morning at home",
        "VPN from home drops each morning",
    ),
)
ODD = (
    "Where is the cable for the beamer",
    "New chair for the meeting room",
    "Badge does not open the garage",
    "Coffee on my keyboard",
    "Invoice tool shows last year",
    "Phone rings twice",
)
KEYS = {
    "groundswell", "as_of", "currency", "sources", "quality", "problems", "process", "changes",
    "surges", "maturity", "mode", "first_steps", "assumptions", "not_known", "summary",
    "habits", "candidates", "reached",
}  # fmt: skip


def make_tickets(*, each: int = 12, dated: bool = True, titled: bool = True) -> pa.Table:
    titles = [wordings[i % 3] for i in range(each) for wordings in TROUBLES] + list(ODD)
    count = len(titles)
    opened = [MONDAY + timedelta(days=5 * i) for i in range(count)]
    return pa.table(
        {
            "ticket_id": [f"0{i:04}" for i in range(count)],
            "title": pa.array(titles if titled else [None] * count, pa.string()),
            "opened_at": pa.array(
                opened if dated else [None] * count, pa.timestamp("us", tz="UTC")
            ),
            "caller": [f"Person {i % 17}" for i in range(count)],
            "department": [("Sales", "Stock")[i % 2] for i in range(count)],
        }
    )


def make_events(count: int) -> pa.Table:
    words = ("New", "In Progress", "Resolved", "Closed")
    return pa.table(
        {
            "ticket_id": [f"0{i:04}" for i in range(count) for _ in words],
            "record_kind": ["ticket"] * count * 4,
            "seq": pa.array(list(range(4)) * count, pa.int32()),
            "at": pa.array(
                [MONDAY + timedelta(days=5 * i, hours=h) for i in range(count) for h in range(4)],
                pa.timestamp("us", tz="UTC"),
            ),
            "activity": list(words) * count,
        }
    )


def find(evidence: Evidence, **given: Any) -> Findings:
    return analyse(evidence, sources=[], rates=load_rates(), version="0.1.0", **given)


@pytest.fixture(scope="module")
def findings() -> Findings:
    tickets = make_tickets()
    return find(Evidence({"tickets": tickets, "events": make_events(tickets.num_rows)}))


class TestShape:
    def test_every_key_of_the_document_is_there(self, findings: Findings) -> None:
        document = json.loads(json.dumps(findings.as_json()))

        assert set(document) == KEYS
        assert document["currency"] == "EUR"
        assert datetime.fromisoformat(document["as_of"]).tzinfo is not None
        for problem in document["problems"]:
            assert set(problem["cost_per_year"]) == {"low", "likely", "high"}
            assert set(problem["per_year"]) == {"low", "likely", "high"}
            assert 0 <= problem["confidence"] <= 1
            assert {"evidence", "detail"} <= set(problem["why"][0])
        process = document["process"]
        for name in ("reassigned", "ping_pong", "reopened", "targets_missed"):
            assert process[name] is None or {"cases", "of"} <= set(process[name])
        assert {"path", "cases", "share"} <= set(process["top_variants"][0])
        assert {"segment", "median", "share"} <= set(process["waiting"][0])
        assert {"id", "kept", "broken", "examples"} <= set(process["rules"][0])
        for step in document["first_steps"]:
            assert step["role"] in {"relieves", "shows", "builds"}
            assert {"likely", "unit"} <= set(step["effect"])
        for assumption in document["assumptions"]:
            assert assumption["source"] == "default, not confirmed"

    def test_whatever_is_null_has_a_reason(self, findings: Findings) -> None:
        document = findings.as_json()

        missing = {key for key in ("changes", "surges", "maturity", "mode", "process", "problems")
                   if document[key] is None}  # fmt: skip
        missing |= {
            f"process.{key}"
            for key in ("reassigned", "ping_pong", "reopened", "targets_missed", "waiting")
            if document["process"][key] is None
        }
        assert missing <= set(document["not_known"])

    def test_every_id_that_is_named_exists(self, findings: Findings) -> None:
        ids = set(make_tickets().column("ticket_id").to_pylist())

        named = {t for problem in findings.problems or () for t in problem.tickets}
        named |= {t for step in findings.first_steps for t in step.records}
        assert named
        assert named <= ids

    def test_the_document_can_be_read_back(self, findings: Findings) -> None:
        document = json.loads(json.dumps(findings.as_json()))

        assert read_findings(document).as_json() == document

    def test_the_same_evidence_gives_the_same_document(self, findings: Findings) -> None:
        tickets = make_tickets()
        again = find(Evidence({"tickets": tickets, "events": make_events(tickets.num_rows)}))

        assert again.as_json() == findings.as_json()


class TestSums:
    def test_the_dearest_comes_first(self, findings: Findings) -> None:
        costs = [p.cost_per_year.likely for p in findings.problems or () if p.cost_per_year]

        assert len(costs) >= 2
        assert costs == sorted(costs, reverse=True)

    def test_the_parts_add_up_to_the_total(self, findings: Findings) -> None:
        summary = findings.summary
        parts = [p.cost_per_year.likely for p in findings.problems or () if p.cost_per_year]
        tail = summary["long_tail"]

        whole = summary["cost_per_year"].likely
        assert sum(parts) + tail["cost_per_year"].likely == pytest.approx(whole, rel=0.03)
        in_problems = sum(len(p.tickets) for p in findings.problems or ())
        assert in_problems + tail["tickets"] == summary["tickets"]

    def test_the_trend_counts_every_ticket_of_the_problem(self, findings: Findings) -> None:
        for problem in findings.problems or ():
            assert sum(count for _, count in problem.trend) == len(problem.tickets)

    def test_the_months_of_the_summary_count_every_ticket(self, findings: Findings) -> None:
        months = findings.summary["months"]

        assert sum(count for _, count in months) == findings.summary["tickets"]
        assert months[0][0] == "2026-01"

    def test_hours_lost_lately_stay_within_the_period(self, findings: Findings) -> None:
        lost = findings.summary["lost_hours"]

        assert lost["days"] == 90
        assert lost["tickets"] == 19
        assert 0 < lost["hours"].low < lost["hours"].high

    def test_the_departments_with_most_tickets_are_named(self, findings: Findings) -> None:
        assert findings.summary["departments"] == (("Sales", 21), ("Stock", 21))

    def test_people_are_counted_once(self, findings: Findings) -> None:
        assert findings.summary["callers"] == 17


class TestHonesty:
    def test_without_dates_there_is_a_cost_of_these_tickets_only(self) -> None:
        found = find(Evidence({"tickets": make_tickets(dated=False)}))

        assert found.problems
        problem = found.problems[0]
        assert problem.cost_per_year is None
        assert problem.cost_of_tickets is not None
        assert "opened" in problem.not_known["cost_per_year"]
        assert "opened" in found.not_known["cost_per_year"]
        assert found.summary["long_tail"]["cost_per_year"] is None

    def test_without_words_or_codes_recurrence_is_not_known(self) -> None:
        found = find(Evidence({"tickets": make_tickets(titled=False).select(["ticket_id"])}))

        assert found.problems is None
        assert "neither words" in found.not_known["problems"]

    def test_without_tickets_there_is_still_a_first_step(self) -> None:
        found = find(Evidence({}, absent={"tickets": "the files hold changes only"}))

        assert found.problems is None
        assert found.not_known["problems"] == "the files hold changes only"
        assert found.first_steps
        assert found.as_of is None

    def test_no_change_records_is_told_apart_from_not_examined(self) -> None:
        changes = pa.table({"change_id": ["C1"]})
        with_changes = find(Evidence({"tickets": make_tickets(), "changes": changes}))
        without = find(Evidence({"tickets": make_tickets()}))

        assert "not do that yet" in with_changes.not_known["changes"]
        assert without.not_known["changes"] == "no changes in the source"

    def test_thirty_tickets_are_enough_for_a_next_step(self) -> None:
        found = find(Evidence({"tickets": make_tickets(each=8)}))

        assert found.summary["tickets"] == 30
        assert 1 <= len(found.first_steps) <= 3
        assert any(step.mandate == 0 and step.minutes <= 120 for step in found.first_steps)
        assert all(step.reason and step.effect for step in found.first_steps)


def test_the_sum_of_shuffled_tickets_is_the_same() -> None:
    tickets = make_tickets()
    order = np.random.default_rng(3).permutation(tickets.num_rows)

    one, two = (find(Evidence({"tickets": t})) for t in (tickets, tickets.take(order)))

    assert one.summary["cost_per_year"] == two.summary["cost_per_year"]
