"""The facts about tickets that a cost needs, as columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from groundswell.analysis.spending import Spent
from groundswell.evidence import Evidence

#: Columns of names that a finding points to.
NAMES = ("caller", "department", "service", "assignee", "resolved_by", "problem_id", "article_id")

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class TicketFacts:
    """One entry per ticket in every array; what is not recorded is NaN, NaT or 0."""

    ids: pa.StringArray
    #: opening time, UTC, NaT where unknown
    opened: npt.NDArray[np.datetime64]
    #: priority rank 1 to 5, 0 where unknown
    rank: npt.NDArray[np.int8]
    #: elapsed minutes from opening to resolution, NaN where unknown or not positive
    open_minutes: npt.NDArray[np.float64]
    #: working minutes logged by the desk, NaN where not logged
    effort: npt.NDArray[np.float64]
    #: money written down as spent on it, NaN where nothing is: not known, and not zero
    spent: npt.NDArray[np.float64]
    #: people hit as recorded, NaN where not counted
    users: npt.NDArray[np.float64]
    #: whether the ticket asks for something instead of reporting trouble
    requests: npt.NDArray[np.bool_]
    #: names by column of the tickets (`NAMES`), as codes of their dictionary
    names: "Mapping[str, pa.DictionaryArray[Any, Any]]"

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, tickets: Sequence[str]) -> Rows:
        """Return the places of these tickets; ids that are not here are left out."""
        places = (self._places.get(ticket, -1) for ticket in tickets)
        found = np.fromiter(places, dtype=np.int64, count=len(tickets))
        return found[found >= 0]

    @cached_property
    def _places(self) -> Mapping[str | None, int]:
        """Return the place of each ticket: made once, as every problem asks for its own tickets."""
        return {str(ticket): place for place, ticket in enumerate(self.ids.to_pylist())}

    def sum_spent(self, rows: Rows) -> Spent | None:
        """Return what was written down as spent on these tickets, None where nothing is."""
        known = self.spent[rows][~np.isnan(self.spent[rows])]
        return Spent(float(known.sum()), int(known.size)) if known.size else None

    def dominant(self, column: str, rows: Rows) -> tuple[str, float] | None:
        """Return the most frequent name among these tickets and its share of those that have one.

        None where fewer than half of the tickets have one. The first in order wins a tie.
        """
        names = self.names[column]
        codes = np.asarray(names.indices.fill_null(-1))[rows]
        known = codes[codes >= 0]
        if known.size == 0 or known.size * 2 < rows.size:
            return None
        counts = np.bincount(known)
        place = int(counts.argmax())
        return str(names.dictionary[place]), float(counts[place] / known.size)

    def most(self, column: str, limit: int) -> tuple[tuple[str, int], ...]:
        """Return the most frequent names of a column with their tickets, most first."""
        names = self.names[column]
        codes = np.asarray(names.indices.fill_null(-1))
        counts = np.bincount(codes[codes >= 0], minlength=len(names.dictionary))
        ranked = np.argsort(-counts, kind="stable")[:limit]
        return tuple((str(names.dictionary[int(place)]), int(counts[place])) for place in ranked)

    def share_of(self, column: str, name: str) -> float:
        """Return the share of a name among all tickets that have one in this column, 0 to 1."""
        codes = np.asarray(self.names[column].indices.fill_null(-1))
        place = self.names[column].dictionary.index(name).as_py()
        known = codes[codes >= 0]
        return float((known == place).mean()) if known.size else 0.0

    def different(self, column: str) -> int:
        """Return how many different names a column holds."""
        return len(self.names[column].dictionary)


def load_tickets(evidence: Evidence) -> TicketFacts:
    """Read the facts of all tickets, in the order of their ids.

    Raises:
        NotKnown: there are no tickets.
    """
    wanted = (
        "ticket_id",
        "kind",
        "opened_at",
        "resolved_at",
        "closed_at",
        "priority_rank",
        "effort_minutes",
        "spent",
        "affected_users",
        "parent_id",
        *NAMES,
    )
    table = evidence.arrow("tickets", wanted)
    table = table.sort_by("ticket_id").combine_chunks()
    opened = _times(table, "opened_at")
    ended = np.where(
        np.isnat(_times(table, "resolved_at")),
        _times(table, "closed_at"),
        _times(table, "resolved_at"),
    )
    minutes = _minutes(ended - opened)
    rank = np.nan_to_num(_numbers(table, "priority_rank")).clip(0, 5).astype(np.int8)
    effort, users = _numbers(table, "effort_minutes"), _numbers(table, "affected_users")
    spent = _numbers(table, "spent")
    return TicketFacts(
        ids=pa.array(table.column("ticket_id").combine_chunks(), pa.string()),
        opened=opened,
        rank=rank,
        open_minutes=np.where(minutes > 0, minutes, np.nan),
        effort=np.where(effort >= 0, effort, np.nan),
        spent=np.where(spent > 0, spent, np.nan),
        users=_count_once(table, np.where(users >= 0, users, np.nan)),
        requests=_is(table, "kind", "request"),
        names={name: _coded(table, name) for name in NAMES},
    )


def _count_once(table: pa.Table, users: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the people hit by each ticket, nobody on two of them.

    Where the ticket that stands for others counts several people, those who wrote the others are
    among them: what is joined to it and counts nobody itself adds none.
    """
    heads = pc.index_in(table.column("parent_id"), value_set=table.column("ticket_id"))
    place = heads.to_numpy(zero_copy_only=False).astype(np.float64)
    joined = ~np.isnan(place) & np.isnan(users)
    joined[joined] = users[place[joined].astype(np.int64)] > 1
    return np.where(joined, 0.0, users)


def _times(table: pa.Table, name: str) -> npt.NDArray[np.datetime64]:
    column = table.column(name).cast(pa.timestamp("us"))
    times: npt.NDArray[np.datetime64] = column.to_numpy()
    return times.astype("datetime64[us]")


def _is(table: pa.Table, name: str, value: str) -> npt.NDArray[np.bool_]:
    texts = table.column(name).to_numpy(zero_copy_only=False)
    return np.asarray(texts == value, dtype=np.bool_)


def _minutes(passed: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    minutes = passed.astype("timedelta64[us]").astype(np.float64) / 60e6
    return np.where(np.isnat(passed), np.nan, minutes)


def _coded(table: pa.Table, name: str) -> "pa.DictionaryArray[Any, Any]":
    """Return a column of names as codes; the dictionary is in order, so that ties are stable."""
    column = table.column(name).combine_chunks()
    known = pc.unique(column).drop_null()
    known = known.take(pc.array_sort_indices(known))
    places = pc.index_in(column, value_set=known)
    return pa.DictionaryArray.from_arrays(places, known)


def _numbers(table: pa.Table, name: str) -> npt.NDArray[np.float64]:
    return np.asarray(table.column(name).cast(pa.float64()).to_numpy(), dtype=np.float64)
