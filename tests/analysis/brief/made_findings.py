"""Findings made for the brief: a rich year, thirty tickets, and records that say little."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from groundswell.analysis.results import (
    Assumption,
    Findings,
    RecurringProblem,
    Span,
    Step,
    Why,
)

PI_DAY = date(2026, 3, 14)


def make_problem(number: int, title: str, tickets: int, **given: Any) -> RecurringProblem:
    plain: dict[str, Any] = {
        "id": f"p{number}",
        "title": title,
        "tickets": tuple(f"INC{number}{place:05}" for place in range(tickets)),
        "confidence": 0.86,
        "why": (Why("text", "nine of ten share the words “token” and “expired”"),),
    }
    return RecurringProblem(**plain | given)


def make_priced(number: int, title: str, tickets: int, cost: Span) -> RecurringProblem:
    return make_problem(
        number,
        title,
        tickets,
        callers=max(1, tickets // 3),
        first=datetime(2025, 1, 7, tzinfo=UTC),
        last=datetime(2026, 2, 20, tzinfo=UTC),
        per_year=Span(tickets * 0.8, tickets * 0.95, tickets * 1.1),
        cost_per_year=cost,
        minutes_per_year=Span(tickets * 10, tickets * 22, tickets * 40),
        trend=tuple((f"2025-{month:02}", 3 + month % 5) for month in range(1, 13)),
        department="Sales" if number % 2 else "Warehouse",
    )


PRICED = (
    make_priced(1, "VPN asks for the token again and again", 212, Span(1400, 2900, 5100)),
    make_priced(
        2,
        "Drucker im dritten Stock druckt nur leere Seiten nach dem Wartungsfenster am Donnerstag",
        64,
        Span(700, 1500, 2900),
    ),
    make_priced(3, "Password reset after the holidays", 120, Span(500, 900, 1600)),
    make_priced(4, "Shared drive full every Monday morning", 40, Span(300, 610, 1100)),
    make_priced(5, "Outlook says it is offline", 33, Span(120, 320, 800)),
    make_priced(6, "Scanner sends to the wrong mailbox", 12, Span(40, 90, 200)),
)

STEPS = (
    Step(
        "relieves",
        "Open a problem for “VPN asks for the token again and again” (212 tickets, 2,900 €)",
        "212 tickets say the same thing.",
        40,
        0,
        {"low": 900, "likely": 2100, "high": 3900, "unit": "EUR/year"},
        ("INC100001",),
        41.2,
        {"pain": 0.9},
        id="open-problem:p1",
    ),
    Step("shows", "Show the cost to the head of sales", "Theirs.", 30, 1, {}, (), 20.0, {}, id="s"),
    Step(
        "builds",
        "Keep a log of what you change: when, what, who, one line each",
        "Without it nobody can say which incident was caused by a change.",
        60,
        0,
        {"unit": "weeks"},
        (),
        12.0,
        {},
        id="b",
    ),
)

RATE = Assumption("user rate", 40.0, "EUR/h", "default, not confirmed", 25.0, 60.0)

RICH = Findings(
    groundswell="0.1.0",
    as_of=datetime(2026, 3, 1, tzinfo=UTC),
    currency="EUR",
    sources=({"file": "/somewhere/tickets_2025.csv", "rows": 600}, {"file": "more.csv"}),
    quality=(),
    problems=PRICED,
    process={
        "cases": 600,
        "reopened": {"cases": 31, "of": 600},
        "ping_pong": {"cases": 12, "of": 600},
        "targets_missed": None,
    },
    first_steps=STEPS,
    assumptions=(RATE, Assumption("desk time per ticket", 20.0, "min", "default, not confirmed")),
    not_known={"changes": "no change records in the source", "surges": "too few tickets"},
    summary={
        "tickets": 600,
        "callers": 143,
        "first": datetime(2025, 1, 7, tzinfo=UTC),
        "last": datetime(2026, 2, 20, tzinfo=UTC),
        "cost_per_year": {"low": 6000, "likely": 9100, "high": 14000},
        "lost_hours": {
            "days": 90,
            "tickets": 140,
            "hours": {"low": 60, "likely": 81, "high": 120},
        },
        "long_tail": {
            "beyond": 10,
            "cost_per_year": {"low": 3000, "likely": 4100, "high": 6000},
        },
    },
)

THIRTY = replace(
    RICH,
    problems=(
        make_priced(1, "Printer on the second floor jams", 9, Span(120, 400, 1100)),
        make_priced(2, "Wifi drops in the meeting room", 5, Span(60, 210, 700)),
    ),
    process=None,
    summary={"tickets": 30, "callers": 14},
)

#: text and nothing else: no dates, no people, no rates
TEXT_ONLY = replace(
    RICH,
    problems=(
        make_problem(1, "job_317 failed in the scheduler", 81),
        make_problem(2, "Kennwort zurücksetzen", 40),
        make_problem(3, "account locked", 22),
    ),
    process=None,
    first_steps=(),
    assumptions=(),
    summary={"tickets": 600},
    not_known={"cost_per_year": "no dates and no rates", "process": "no times of any event"},
)

NOTHING_KNOWN = replace(
    TEXT_ONLY, problems=None, summary={}, sources=(), not_known={"problems": "no text"}
)
NOTHING_FOUND = replace(TEXT_ONLY, problems=())

#: priced by their tickets, because none bears a date
UNDATED = replace(
    RICH,
    problems=tuple(
        make_problem(
            number, title, tickets, cost_of_tickets=Span(tickets * 20, tickets * 34, tickets * 50)
        )
        for number, title, tickets in ((1, "Password reset", 56), (2, "Account locked", 36))
    ),
    first_steps=(
        replace(
            STEPS[0],
            effect={"low": 271, "likely": 948, "high": 2095, "unit": "EUR in these records"},
        ),
    ),
    summary={
        "tickets": 600,
        "callers": 433,
        "first": None,
        "last": None,
        "cost_per_year": None,
        "cost_of_tickets": {"low": 13815.8, "likely": 19372.4, "high": 26768.2},
        "long_tail": {"beyond": 10, "cost_per_year": None},
        "lost_hours": None,
    },
    not_known={"cost_per_year": "no ticket says when it was opened, so how often is not known"},
)

EVERY_KIND = {
    "rich": RICH,
    "thirty": THIRTY,
    "undated": UNDATED,
    "text only": TEXT_ONLY,
    "nothing known": NOTHING_KNOWN,
    "nothing found": NOTHING_FOUND,
}


def with_titles(*titles: str) -> Findings:
    """Return the rich findings with other titles for their first problems."""
    named = [replace(problem, title=title) for problem, title in zip(PRICED, titles, strict=False)]
    return replace(RICH, problems=(*named, *PRICED[len(named) :]))
