"""The facts about tickets that a cost needs, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from groundswell.evidence import Evidence

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
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
    #: people hit as recorded, NaN where not counted
    users: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, tickets: Sequence[str]) -> Rows:
        """Return the places of these tickets; ids that are not here are left out."""
        places = pc.index_in(pa.array(tickets, pa.string()), value_set=self.ids)
        return np.asarray(places.drop_null(), dtype=np.int64)


def load_tickets(evidence: Evidence) -> TicketFacts:
    """Read the facts of all tickets, in the order of their ids.

    Raises:
        NotKnown: there are no tickets.
    """
    wanted = (
        "ticket_id",
        "opened_at",
        "resolved_at",
        "closed_at",
        "priority_rank",
        "effort_minutes",
        "affected_users",
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
    return TicketFacts(
        ids=pa.array(table.column("ticket_id").combine_chunks(), pa.string()),
        opened=opened,
        rank=rank,
        open_minutes=np.where(minutes > 0, minutes, np.nan),
        effort=np.where(effort >= 0, effort, np.nan),
        users=np.where(users >= 0, users, np.nan),
    )


def _times(table: pa.Table, name: str) -> npt.NDArray[np.datetime64]:
    column = table.column(name).cast(pa.timestamp("us"))
    times: npt.NDArray[np.datetime64] = column.to_numpy()
    return times.astype("datetime64[us]")


def _minutes(passed: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    minutes = passed.astype("timedelta64[us]").astype(np.float64) / 60e6
    return np.where(np.isnat(passed), np.nan, minutes)


def _numbers(table: pa.Table, name: str) -> npt.NDArray[np.float64]:
    return np.asarray(table.column(name).cast(pa.float64()).to_numpy(), dtype=np.float64)
