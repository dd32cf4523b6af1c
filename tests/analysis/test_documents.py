from datetime import UTC, datetime

from groundswell.analysis.documents import read_findings
from groundswell.analysis.results import (
    Assumption,
    FieldQuality,
    Findings,
    RecurringProblem,
    Span,
    Step,
    Why,
)

FINDINGS = Findings(
    groundswell="0.1.0",
    as_of=datetime(2026, 3, 2, tzinfo=UTC),
    currency="EUR",
    sources=({"file": "a.csv", "rows": 3},),
    quality=(FieldQuality("service", 0.5, ("which service hurts",)),),
    problems=(
        RecurringProblem(
            id="p1",
            title="Label printer prints blank pages",
            tickets=("1", "2"),
            confidence=0.8,
            why=(Why("text", "the same words"),),
            first=datetime(2026, 1, 2, tzinfo=UTC),
            cost_per_year=Span(1.0, 2.0, 3.0),
            trend=(("2026-01", 2),),
        ),
    ),
    process=None,
    first_steps=(
        Step("shows", "Write it down", "twice", 20, 0, {"likely": 1}, ("1",), 3.0, {"pain": 0.5}),
    ),
    assumptions=(Assumption("user rate", 40.0, "EUR/h", "default, not confirmed"),),
    not_known={"changes": "no change records"},
    summary={"tickets": 3},
)


def test_findings_come_back_as_they_were_written() -> None:
    assert read_findings(FINDINGS.as_json()) == FINDINGS


def test_what_is_not_known_stays_not_known() -> None:
    nothing = Findings(
        groundswell="0.1.0", as_of=None, currency="EUR", sources=(), quality=(), problems=None,
        process=None, first_steps=(), assumptions=(), not_known={}, summary={},
    )  # fmt: skip

    again = read_findings(nothing.as_json())

    assert (again.problems, again.as_of) == (None, None)


def test_a_key_of_a_later_version_is_left_out() -> None:
    document = FINDINGS.as_json() | {"horoscope": "good"}

    assert read_findings(document) == FINDINGS
