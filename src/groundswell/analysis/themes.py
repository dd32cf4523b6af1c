"""What a recurring trouble is like: how long it lasts, who it hits, how it travels.

Each figure is counted over one set of tickets and says of how many it was known. What the source
does not record is None, with the reason.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from groundswell.analysis.cost.members import Rows, TicketFacts
from groundswell.analysis.process.figures import NO, Share, share
from groundswell.analysis.results import Lasting, RecurringProblem, ThemeFigures
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown

Known = npt.NDArray[np.float64]
Figure = TypeVar("Figure")

#: departments that are named, and tickets that are shown for a count
_NAMED, _EXAMPLES = 5, 5


@dataclass(frozen=True, slots=True)
class ThemeSource:
    """What the themes are counted from; every array has one entry per ticket of `facts`."""

    facts: TicketFacts
    #: 1 where the promise was missed, 0 where it was kept, NaN where nobody says
    missed: Known
    #: changes of group, NaN where neither a history nor a counter says
    moves: Known
    #: how the changes of group were counted
    moves_from: str


def describe_themes(
    problems: Sequence[RecurringProblem], evidence: Evidence, facts: TicketFacts
) -> list[RecurringProblem]:
    """Return the problems with their figures.

    Args:
        problems: in any order, which is kept.
        evidence: with the tickets, and the events where there are any.
        facts: of the same tickets.
    """
    source = read_source(evidence, facts)
    return [
        replace(problem, figures=describe_theme(source, facts.rows(problem.tickets)))
        for problem in problems
    ]


def read_source(evidence: Evidence, facts: TicketFacts) -> ThemeSource:
    """Read once what the figures of every theme are counted from."""
    wanted = ("ticket_id", "target_met", "reassignments")
    table = evidence.arrow("tickets", wanted)
    met, counted = (
        _beside(facts, table.column("ticket_id"), table.column(name)) for name in wanted[1:]
    )
    logged = _count_moves(evidence)
    if logged is None:
        return ThemeSource(facts, 1 - met, counted, "tickets that the source counts as reassigned")
    moves = _beside(facts, logged.column("ticket_id"), logged.column("moves"))
    return ThemeSource(facts, 1 - met, moves, "tickets that changed their group at least once")


def describe_theme(source: ThemeSource, rows: Rows) -> ThemeFigures:
    """Return the figures of one set of tickets.

    Args:
        source: what is known of all tickets.
        rows: places of the tickets of the set, each once.
    """
    missing: dict[str, str] = {}

    def known(name: str, figure: Callable[[], Figure]) -> Figure | None:
        try:
            return figure()
        except NotKnown as reason:
            missing[name] = str(reason)
            return None

    return ThemeFigures(
        restore=known("restore", lambda: _last(source.facts.open_minutes[rows])),
        targets_missed=known("targets_missed", lambda: _count_missed(source, rows)),
        reassigned=known("reassigned", lambda: _count_moved(source, rows)),
        departments=known("departments", lambda: _name_departments(source.facts, rows)),
        not_known=missing,
    )


def _last(minutes: Known) -> Lasting:
    ended = minutes[~np.isnan(minutes)]
    if not ended.size:
        raise NotKnown("no ticket says when it was opened and when service was back")
    middle, late = np.quantile(ended, (0.5, 0.9)) * 60
    return Lasting(round(float(middle)), round(float(late)), int(ended.size))


def _count_missed(source: ThemeSource, rows: Rows) -> Share:
    if np.isnan(source.missed[rows]).all():
        raise NotKnown("no ticket says whether its target was met")
    return _count(source, source.missed, rows, "tickets whose service target was not kept")


def _count_moved(source: ThemeSource, rows: Rows) -> Share:
    if np.isnan(source.moves[rows]).all():
        raise NotKnown("neither a history with groups nor a count of reassignments")
    return _count(source, source.moves, rows, source.moves_from)


def _count(source: ThemeSource, values: Known, rows: Rows, definition: str) -> Share:
    """Return how many are above zero, of those that are known."""
    held = values[rows]
    hit = rows[held > 0]
    shown = tuple(str(source.facts.ids[int(row)]) for row in np.sort(hit)[:_EXAMPLES])
    return share(int(hit.size), int((~np.isnan(held)).sum()), definition, examples=shown)


def _name_departments(facts: TicketFacts, rows: Rows) -> tuple[tuple[str, int], ...]:
    names = facts.names["department"]
    codes = np.asarray(names.indices.fill_null(-1))[rows]
    counts = np.bincount(codes[codes >= 0], minlength=1)
    if not counts.any():
        raise NotKnown("no ticket names the department of its caller")
    ranked = np.argsort(-counts, kind="stable")[:_NAMED]
    return tuple(
        (str(names.dictionary[int(place)]), int(counts[place])) for place in ranked if counts[place]
    )


def _beside(facts: TicketFacts, tickets: Any, values: Any) -> Known:
    """Return the values of these tickets in the order of the facts, NaN where there is none."""
    places = pc.index_in(facts.ids, value_set=tickets.cast(pa.string()))
    found = values.cast(pa.float64()).take(places)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=np.float64)


def _count_moves(evidence: Evidence) -> pa.Table | None:
    """Return the changes of group of each ticket, None where the events name no group."""
    if not evidence.has("events", "group"):
        return None
    rows: ir.Table = evidence.table("events")
    rows = rows.filter(rows.record_kind.fill_null("ticket") == "ticket", rows.group.notnull())
    order = ibis.window(group_by="ticket_id", order_by=["at", "seq"])
    steps = rows.select("ticket_id", "group", before=rows.group.lag().over(order))
    moved = (steps.group != steps.before).fill_null(NO)
    counted: pa.Table = steps.group_by("ticket_id").agg(moves=moved.sum()).to_pyarrow()
    return counted if counted.num_rows else None
