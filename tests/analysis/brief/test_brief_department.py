"""The report for a department: counted by hand, and honest about what is missing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from groundswell.analysis.brief import Brief, check_tone, render_html, render_pdf, render_text
from groundswell.analysis.brief.department import (
    Deed,
    DepartmentFigures,
    compose_department,
    list_departments,
    measure_department,
)
from groundswell.analysis.cost import load_rates
from groundswell.analysis.results import Span
from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES
from groundswell.kernel.errors import NotKnown
from tests.analysis.brief.made_findings import PI_DAY, RICH

END = datetime(2026, 3, 10, 12, tzinfo=UTC)


def ticket(number: int, *, days_ago: int, took: float | None = 2.0, **given: Any) -> dict[str, Any]:
    opened = END - timedelta(days=days_ago)
    return {
        "ticket_id": f"T{number}", "kind": "incident", "opened_at": opened, "reopens": 0,
        "resolved_at": opened + timedelta(hours=took) if took else None, "service": "Mail",
        "department": "Sales", "caller": "ada", **given,
    }  # fmt: skip


def evidence(*tickets: dict[str, Any]) -> Evidence:
    return Evidence({"tickets": pa.Table.from_pylist(tickets, schema=TABLES["tickets"].arrow)})


@pytest.fixture(scope="module")
def figures() -> DepartmentFigures:
    held = evidence(
        ticket(1, days_ago=0),
        ticket(2, days_ago=3, took=10.0, service="Shop", caller="bo", reopens=1),
        ticket(3, days_ago=5, took=4.0, kind="request"),
        ticket(4, days_ago=8, took=None, service=None),
        ticket(5, days_ago=100),
        ticket(6, days_ago=300, took=None),
        ticket(7, days_ago=2, took=1.0, department="Warehouse"),
    )
    return measure_department(held, "sales", rates=load_rates())


def test_its_figures_are_counted_by_hand(figures: DepartmentFigures) -> None:
    assert (figures.department, figures.tickets, figures.troubles, figures.before) == (
        "Sales", 4, 3, 1,
    )  # fmt: skip
    assert (figures.people, figures.services, figures.unnamed) == (2, (("Mail", 2), ("Shop", 1)), 1)
    assert figures.waited
    assert (figures.waited.half, figures.waited.longest, figures.waited.n) == (
        4 * 3600, 10 * 3600, 3,
    )  # fmt: skip
    assert figures.others
    assert figures.others.half == 3 * 3600
    assert (figures.open, figures.oldest) == (2, END - timedelta(days=300))
    assert figures.reopened == 1
    assert figures.hours
    assert figures.hours.low < figures.hours.likely < figures.hours.high
    assert figures.quiet
    assert (figures.quiet.quiet, figures.quiet.of) == (87, 90)


def test_nobody_is_told_of_a_department_that_is_not_there() -> None:
    held = evidence(ticket(1, days_ago=0), ticket(2, days_ago=1, department="Warehouse"))

    assert list_departments(held) == ("Sales", "Warehouse")
    with pytest.raises(NotKnown, match="The tickets name: Sales, Warehouse"):
        measure_department(held, "Legal", rates=load_rates())
    with pytest.raises(NotKnown, match="no department at all"):
        measure_department(
            evidence(ticket(1, days_ago=0, department=None)), "x", rates=load_rates()
        )


DEEDS = (
    Deed("ended", "The valve of the shower sticks", date(2026, 2, 1), 12),
    Deed("came_back", "Labels print blank", date(2026, 1, 9)),
    Deed("under_way", "Spare scanners at the gate", date(2026, 4, 1)),
)


def write(figures: DepartmentFigures, *deeds: Deed) -> Brief:
    return compose_department(RICH, figures, deeds, written_on=PI_DAY)


def text_of(brief: Brief, name: str) -> str:
    block = brief.unknown if name == "unknown" else next(b for b in brief.blocks if b.name == name)
    return " ".join(block.text).replace("\u00a0", " ")


def test_the_page_says_what_a_department_wants_to_know(figures: DepartmentFigures) -> None:
    brief = write(figures, *DEEDS)

    assert "took Sales about" in brief.headline
    assert "working hours (" in brief.headline, "never without its range"
    assert [block.name for block in brief.blocks] == [
        "line", "finished", "troubles", "services", "waiting", "coming", "ask",
    ]  # fmt: skip
    assert text_of(brief, "finished").startswith("One miss: “Labels print blank” came back")
    assert "Ended on 1 February 2026: “The valve of the shower sticks”" in text_of(
        brief, "finished"
    )
    assert "3 troubles in 90 days; 1 in the 90 days before" in text_of(brief, "troubles")
    assert "Mail 2, Shop 1" in text_of(brief, "services")
    assert "Half of what ended took no longer than 4 hours" in text_of(brief, "waiting")
    assert "the oldest for 300 days" in text_of(brief, "waiting")
    assert "By 1 April 2026" in text_of(brief, "coming")
    table = next(block.table for block in brief.blocks if block.name == "troubles")
    assert table
    assert len(table.rows) == 3, "what is mostly theirs, and nothing of the others"
    assert brief.words() <= 350
    assert not check_tone(" ".join(text for block in brief.blocks for text in block.words()))


def test_a_department_without_deeds_learns_that_and_what_waits_longest(
    figures: DepartmentFigures,
) -> None:
    told = text_of(write(figures), "finished")

    assert told.startswith("One miss: 1 of 4 tickets came back")
    assert "Nothing finished for you is on record yet" in told


def test_what_is_not_known_is_said_and_never_zero(figures: DepartmentFigures) -> None:
    blank = replace(
        figures, before=None, waited=None, reopened=None, hours=None, people=None, services=(),
        open=0, oldest=None,
    )  # fmt: skip
    brief = write(blank)

    assert "what they took is not known" in brief.headline
    assert "do not reach back far enough" in text_of(brief, "unknown")
    assert "Not known: no ticket says when it ended" in text_of(brief, "waiting")
    assert "from" not in brief.foot[1]


def test_the_same_figures_bear_the_same_number(figures: DepartmentFigures) -> None:
    other = replace(figures, hours=Span(1.0, 2.0, 3.0))

    assert write(figures).content_hash == write(figures).content_hash
    assert write(figures).content_hash != write(other).content_hash


def test_it_is_paper_mail_and_page_like_every_brief(figures: DepartmentFigures) -> None:
    brief = write(figures, *DEEDS)

    assert render_pdf(brief).startswith(b"%PDF")
    assert "What you use" in render_text(brief)
    assert 'class="brief-block brief-waiting"' in render_html(brief)
