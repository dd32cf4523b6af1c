"""Problem records alone: counted, dated and followed, and never priced."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from groundswell.analysis.brief import compose
from groundswell.analysis.cost import load_rates
from groundswell.analysis.findings import analyse
from groundswell.analysis.results import Findings, RecurringProblem
from groundswell.evidence import Evidence

START = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def make_record(number: int, opened: int, *, open_for: int | None, **given: Any) -> dict[str, Any]:
    """Make a problem record that was opened on a day and stayed open for so many."""
    start = START + opened * DAY
    return {
        "problem_id": f"PRB{number}",
        "opened_at": start,
        "resolved_at": start + open_for * DAY if open_for is not None else None,
        "product": "PROD7",
        "group": None,
        "title": None,
    } | given


# Four on one product: closed after 10, 30 and 50 days, one still open; three came back after the
# first was closed. Three others are held by one group, and three stand alone.
RECORDS = [
    make_record(1, 0, open_for=10),
    make_record(2, 20, open_for=30),
    make_record(3, 90, open_for=None),
    make_record(10, 100, open_for=50),
    *(make_record(n, n * 10, open_for=5, product=f"P-{n}", group="Desk 2nd") for n in (4, 5, 6)),
    *(make_record(n, 300 + n, open_for=5, product=f"Lathe {n}") for n in (7, 8, 9)),
]


def examine(records: list[dict[str, Any]]) -> Findings:
    evidence = Evidence({"problems": pa.Table.from_pylist(records)})
    return analyse(evidence, sources=[], rates=load_rates(), version="1")


@pytest.fixture(scope="module")
def findings() -> Findings:
    return examine(RECORDS)


def find(findings: Findings, title: str) -> RecurringProblem:
    return next(one for one in findings.problems or () if one.title == title)


def test_are_grouped_by_what_they_are_about_and_by_who_holds_them(findings: Findings) -> None:
    assert [(one.title, one.tickets) for one in findings.problems or ()] == [
        ("Trouble on product PROD7", ("PRB1", "PRB2", "PRB3", "PRB10")),
        ("Trouble with Desk 2nd", ("PRB4", "PRB5", "PRB6")),
    ]


def test_say_how_long_they_stay_open_and_that_they_come_back(findings: Findings) -> None:
    found = find(findings, "Trouble on product PROD7")

    assert [why.detail for why in found.why] == [
        "4 of 10 problem records share product PROD7",
        "half of 3 closed ones were open longer than 30 days",
        "1 of 4 are not closed",
        "3 of 4 were opened after an earlier one was closed",
    ]
    assert found.figures is not None
    assert found.figures.restore is not None
    assert found.figures.restore.median == 30 * 86_400


def test_have_no_price_and_say_why(findings: Findings) -> None:
    found = find(findings, "Trouble on product PROD7")

    assert (found.cost_per_year, found.cost_of_tickets) == (None, None)
    assert "tickets behind them" in found.not_known["cost_per_year"]
    assert found.per_year is not None
    assert found.per_year.low < 4 < found.per_year.high
    assert findings.summary["tickets"] is None
    assert findings.summary["problem_records"] == 10
    assert "problem records are counted instead" in findings.not_known["summary.tickets"]
    assert not {"problems", "summary"} & set(findings.not_known)


def test_without_dates_are_counted_still() -> None:
    undated = [record | {"opened_at": None, "resolved_at": None} for record in RECORDS]

    found = find(examine(undated), "Trouble on product PROD7")

    assert found.per_year is None
    assert found.not_known["per_year"] == "no problem record says when it was opened"


def test_with_words_are_grouped_by_their_words() -> None:
    titles = ("Mail queue stops at night", "Mail queue stops each night", "Night: mail queue stops")
    worded = [make_record(n, n, open_for=3, title=titles[n % 3], product=None) for n in range(6)]

    (only,) = examine(worded).problems or ()

    assert only.title == "Night mail queue stops"
    assert only.record_kind == "problem"


def test_are_no_tickets_on_the_page_and_the_page_asks_for_those(findings: Findings) -> None:
    brief = compose(findings, lens="boss", written_on=START.date())
    told = {block.name: " ".join(block.words()) for block in brief.blocks}

    assert "“Trouble on product PROD7” brought 4\u00a0recorded troubles" in told["line"]
    assert "the tickets behind these records" in told["ask"]
    assert "Half of them were open longer than 5 days." in told["cost"]
    assert "10\u00a0recorded troubles" in " ".join(brief.foot)


def test_stand_back_where_there_are_tickets() -> None:
    opened = [START + n * 5 * DAY for n in range(6)]
    tickets = pa.table({"ticket_id": list("abcdef"), "title": ["Cannot print"] * 6}).append_column(
        "opened_at", pa.array(opened, pa.timestamp("us", tz="UTC"))
    )
    evidence = Evidence({"problems": pa.Table.from_pylist(RECORDS), "tickets": tickets})

    findings = analyse(evidence, sources=[], rates=load_rates(), version="1")

    assert [one.record_kind for one in findings.problems or ()] == ["ticket"]
