"""Problem records in the place of tickets: what a source that holds nothing else still says.

A problem record is what somebody wrote down about a cause, not what a caller felt. So it is
counted, dated and followed, and never priced: nobody knows from it how many people waited.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import ibis
import numpy as np
import pyarrow as pa

from groundswell.analysis.cost.frequency import Period, draw_rate
from groundswell.analysis.cost.members import Rows, TicketFacts, load_tickets
from groundswell.analysis.cost.model import span
from groundswell.analysis.cost.problems import count_months, list_months
from groundswell.analysis.cost.rates import RateCard
from groundswell.analysis.discovery import Cluster, discover
from groundswell.analysis.known import KnownCluster
from groundswell.analysis.reasons import Reasons
from groundswell.analysis.results import RecurringProblem, Span, Why
from groundswell.analysis.themes import describe_themes
from groundswell.evidence import Evidence

NO_PRICE = (
    "problem records do not say how many people were hit or for how long; the tickets behind "
    "them would"
)
_DAYS = 365.25
_NOT_HELD = "problem records do not hold it"
#: by column of a ticket, the column of a problem record that says the same
_SAME = {
    "ticket_id": "problem_id", "problem_id": "problem_id", "closure_code": "cause_class",
    "assignee": "owner", "resolved_by": "owner",
} | {
    name: name
    for name in (
        "source", "title", "description", "opened_at", "updated_at", "resolved_at", "closed_at",
        "status", "state", "impact", "priority", "service", "ci", "product", "location", "group",
    )
}  # fmt: skip


def needs_standins(evidence: Evidence) -> bool:
    """Tell whether the source holds problem records and no tickets."""
    return not _holds(evidence, "tickets") and _holds(evidence, "problems")


def read_standins(evidence: Evidence) -> Evidence:
    """Return the problem records, and their history, as discovery reads tickets."""
    rows = evidence.arrow("problems")
    tables = {"tickets": pa.table({name: rows.column(held) for name, held in _SAME.items()})}
    if evidence.has("events"):
        events = evidence.table("events")
        theirs = events.filter(events.record_kind == "problem")
        theirs = theirs.mutate(record_kind=ibis.literal("ticket"))
        tables["events"] = theirs.to_pyarrow()
    return Evidence(tables)


def find_in_problem_records(
    evidence: Evidence,
    reasons: Reasons,
    rates: RateCard,
    *,
    seed: int,
    known: Sequence[KnownCluster] = (),
) -> tuple[tuple[RecurringProblem, ...], dict[str, Any]]:
    """Return what keeps coming back among problem records, and the summary of the whole.

    Args:
        evidence: without tickets; see `needs_standins`.
        reasons: is told what such records cannot say.
        rates: says from how many days on a year can be told.
        seed: the same records and seed give the same findings.
        known: problems of earlier runs.
    """
    standins = read_standins(evidence)
    facts = load_tickets(standins)
    clusters = discover(standins, seed=seed, known=known, record="problem")
    counted = [_describe(cluster, facts, rates, seed) for cluster in clusters]
    problems = [_say_of_records(each) for each in describe_themes(counted, standins, facts)]
    for key in ("problems", "summary"):
        reasons.take_back(key)
    for key in ("cost_per_year", "summary.cost_per_year", "summary.cost_of_tickets"):
        reasons.tell(key, NO_PRICE)
    reasons.tell("summary.tickets", "no tickets in the source; problem records are counted instead")
    return tuple(sorted(problems, key=lambda problem: problem.order)), _sum_up(facts, problems)


def _say_of_records(problem: RecurringProblem) -> RecurringProblem:
    """Return it with reasons that speak of problem records."""
    if problem.figures is None:
        return problem
    missing = dict.fromkeys(problem.figures.not_known, _NOT_HELD)
    return replace(problem, figures=replace(problem.figures, not_known=missing))


def _describe(cluster: Cluster, facts: TicketFacts, rates: RateCard, seed: int) -> RecurringProblem:
    rows = facts.rows(cluster.tickets)
    often, missing = _count_yearly(facts, len(rows), rates, seed)
    return RecurringProblem(
        id=cluster.id,
        title=cluster.title,
        tickets=cluster.tickets,
        confidence=cluster.confidence,
        why=(*cluster.why, *_tell_course(facts, rows)),
        first=cluster.first,
        last=cluster.last,
        per_year=often,
        trend=count_months(facts.opened[rows], list_months(facts)),
        department=cluster.department,
        service=cluster.service,
        precision=cluster.precision.span if cluster.precision else None,
        to_check=cluster.to_check,
        record_kind="problem",
        not_known={
            **dict.fromkeys(("cost_per_year", "cost_of_tickets", "minutes_per_year"), NO_PRICE),
            "callers": "problem records name no callers",
            **missing,
        },
    )


def _count_yearly(
    facts: TicketFacts, count: int, rates: RateCard, seed: int
) -> tuple[Span | None, dict[str, str]]:
    """Return how many such records a year brings, or the reason why nobody can say."""
    period = _find_period(facts)
    least = rates.simulation.minimum_days
    if period is None:
        return None, {"per_year": "no problem record says when it was opened"}
    if period.years * _DAYS < least:
        return None, {"per_year": f"the problem records were opened within {least} days"}
    rng = np.random.default_rng(seed)
    return span(draw_rate(count, period.years, runs=rates.simulation.runs, rng=rng)), {}


def _find_period(facts: TicketFacts) -> Period | None:
    """Return the time from the first record to the last: few as they are, none is a straggler."""
    known = facts.opened[~np.isnat(facts.opened)]
    if not known.size:
        return None
    first, last = _moment(known.min()), _moment(known.max())
    return Period(first, last, (last - first).total_seconds() / (_DAYS * 86_400))


def _tell_course(facts: TicketFacts, rows: Rows) -> Iterator[Why]:
    """Yield how long these records stay open, and whether they come back once closed."""
    opened, minutes = facts.opened[rows], facts.open_minutes[rows]
    ended = minutes[~np.isnan(minutes)]
    if ended.size:
        days = float(np.median(ended)) / 1440
        yield Why("time", f"half of {ended.size} closed ones were open longer than {_days(days)}")
    still = int(np.isnan(minutes).sum())
    if ended.size and still:
        yield Why("time", f"{still} of {len(rows)} are not closed")
    closed = (opened + np.nan_to_num(minutes).astype("timedelta64[m]"))[~np.isnan(minutes)]
    if closed.size and (again := int((opened > closed.min()).sum())):
        yield Why("time", f"{again} of {len(rows)} were opened after an earlier one was closed")


def _days(days: float) -> str:
    if days < 1:
        return "a few hours"
    return "a day" if round(days) == 1 else f"{days:,.0f} days"


def _sum_up(facts: TicketFacts, problems: Sequence[RecurringProblem]) -> dict[str, Any]:
    known = facts.opened[~np.isnat(facts.opened)]
    period = _find_period(facts)
    ended = facts.open_minutes[~np.isnan(facts.open_minutes)]
    return {
        "tickets": None,
        "callers": None,
        "problem_records": len(facts),
        "open_days": round(float(np.median(ended)) / 1440, 1) if ended.size else None,
        "first": _moment(known.min()) if known.size else None,
        "last": _moment(known.max()) if known.size else None,
        "years": period.years if period else None,
        "months": count_months(facts.opened, list_months(facts)),
        "problems": len(problems),
        "records_in_problems": sum(len(problem.tickets) for problem in problems),
        "period": period,
    }


def _moment(value: np.datetime64) -> datetime:
    return datetime.fromtimestamp(int(value.astype("datetime64[us]").astype(int)) / 1e6, tz=UTC)


def _holds(evidence: Evidence, name: str) -> bool:
    return evidence.has(name) and int(evidence.table(name).count().execute()) > 0
