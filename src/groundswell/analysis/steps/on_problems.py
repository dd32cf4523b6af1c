"""Steps that the recurring problems ask for."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from groundswell.analysis.cost import TicketFacts
from groundswell.analysis.cost.members import Rows
from groundswell.analysis.results import RecurringProblem
from groundswell.analysis.steps.book import load_book
from groundswell.analysis.steps.candidate import (
    Candidate,
    money_in_words,
    propose,
    touch_problem,
)
from groundswell.analysis.steps.situation import Situation
from groundswell.kernel.statistics import wilson, z_of


def propose_for_problems(situation: Situation) -> Iterator[Candidate]:
    """Yield the steps for the dearest problems, and for what one person alone can end."""
    facts, bounds = situation.facts, load_book().thresholds
    if facts is None:
        return
    for place, problem in enumerate(situation.problems[: int(bounds["lonely_problems"])]):
        rows = facts.rows(problem.tickets)
        yield from _know(situation, problem, facts, rows)
        if place >= bounds["problems"]:
            continue
        yield from _open(situation, problem, facts, rows)
        yield from _show(situation, problem, facts, rows)
        if problem.machine_made:
            yield _make(situation, "quiet-monitoring", problem)
    priced = [p for p in situation.problems if not p.machine_made]
    if priced and situation.rates["user_minutes.3"].is_default:
        yield _make(situation, "count-time", priced[0])
    if priced and (priced[0].callers is None or facts.different("caller") == 0):
        known = "no ticket names its caller"
        yield _make(situation, "count-users", priced[0], known=known)


def _open(
    situation: Situation, problem: RecurringProblem, facts: TicketFacts, rows: Rows
) -> Iterator[Candidate]:
    linked = (np.asarray(facts.names["problem_id"].indices.fill_null(-1))[rows] >= 0).mean()
    if linked < load_book().thresholds["linked_share"]:
        people = f", from {problem.callers} people" if problem.callers else ""
        yield _make(situation, "open-problem", problem, people=people)


def _know(
    situation: Situation, problem: RecurringProblem, facts: TicketFacts, rows: Rows
) -> Iterator[Candidate]:
    bounds = load_book().thresholds
    person = _lonely_person(facts, rows)
    if person is not None:
        last = _latest(facts, rows, int(bounds["last_times"]))
        yield _make(
            situation,
            "write-down",
            problem,
            records=last,
            confidence=wilson(round(person[1] * rows.size), rows.size, z=z_of(0.95))[0],
            times=str(len(last)),
            share=f"{person[1]:.0%}",
            person=person[0],
        )
    elif "KNW.1" not in situation.reached and not problem.machine_made:
        last = _latest(facts, rows, int(bounds["last_times"]))
        yield _make(situation, "known-error", problem, records=last)


def _lonely_person(facts: TicketFacts, rows: Rows) -> tuple[str, float] | None:
    """Return the one person who ends these tickets, and their share, None where there is none.

    Somebody who ends a large part of all tickets, such as the account that closes them by itself,
    is not the only one who knows this trouble.
    """
    bounds = load_book().thresholds
    column = "resolved_by" if facts.different("resolved_by") else "assignee"
    person = facts.dominant(column, rows)
    if person is None or facts.different(column) < bounds["lonely_people"]:
        return None
    if person[1] < bounds["lonely_share"] or rows.size < bounds["lonely_tickets"]:
        return None
    everywhere = facts.share_of(column, person[0])
    return person if person[1] >= everywhere * bounds["lonely_lift"] else None


def _show(
    situation: Situation, problem: RecurringProblem, facts: TicketFacts, rows: Rows
) -> Iterator[Candidate]:
    hit = facts.dominant("department", rows)
    if hit is not None and hit[1] >= load_book().thresholds["department_share"]:
        whose = f"{hit[0]} is hit in {hit[1]:.0%} of its tickets; it costs "
        yield _make(situation, "show-cost", problem, whom=f"the head of {hit[0]}", whose=whose)
    elif problem.service:
        name = problem.service
        named = name if any(letter.isalpha() for letter in name) else f"service {name}"
        whom = f"the one who answers for {named}"
        yield _make(situation, "show-cost", problem, whom=whom, whose="It costs ")


def _make(
    situation: Situation,
    name: str,
    problem: RecurringProblem,
    *,
    records: tuple[str, ...] | None = None,
    confidence: float | None = None,
    **words: str,
) -> Candidate:
    touched = touch_problem(problem, records)
    if confidence is not None:
        touched = replace(touched, confidence=confidence)
    currency = situation.rates.currency
    return propose(
        load_book().instances[name],
        touched,
        {
            "title": problem.title,
            "tickets": f"{len(problem.tickets):,} tickets",
            "cost": money_in_words(touched, currency),
            **words,
        },
        currency=currency,
    )


def _latest(facts: TicketFacts, rows: Rows, most: int) -> tuple[str, ...]:
    """Return the ids of the latest tickets, the latest first; undated ones come last."""
    opened = facts.opened[rows]
    order = np.argsort(np.where(np.isnat(opened), np.datetime64(0, "us"), opened), kind="stable")
    return tuple(str(ticket) for ticket in facts.ids.take(rows[order[::-1][:most]]).to_pylist())
