"""Tickets as matching reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from groundswell.analysis.match.options import MatchOptions
from groundswell.analysis.match.views import Texts
from groundswell.evidence.store import Evidence

NO_TIME = np.int64(np.iinfo(np.int64).min)
_MOST_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Tickets:
    """Tickets with their texts and fields, row by row, in the order of the source."""

    ids: Sequence[str]
    texts: Texts
    #: microseconds since 1970, UTC; `NO_TIME` where the source has no time
    opened: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def read_tickets(evidence: Evidence, options: MatchOptions) -> Tickets:
    """Return the tickets of the evidence, with the fields that matching compares.

    Raises:
        NotKnown: the source holds no tickets; the message is the reason.
    """
    names = tuple(options.field_weights)
    held: Any = evidence.arrow(
        "tickets", ["ticket_id", "opened_at", "title", "description", *names]
    )
    coded = {name: _read_codes(held.column(name)) for name in names}
    texts = Texts(
        [title or "" for title in held.column("title").to_pylist()],
        [(body or "")[:_MOST_CHARACTERS] for body in held.column("description").to_pylist()],
        {name: values for name, values in coded.items() if any(values)},
    )
    opened = held.column("opened_at").cast(pa.int64()).fill_null(int(NO_TIME)).to_numpy()
    return Tickets(held.column("ticket_id").to_pylist(), texts, opened)


def _read_codes(column: "pa.ChunkedArray[Any]") -> list[str | None]:
    return [(code or "").strip() or None for code in column.to_pylist()]


def as_microseconds(moment: datetime | None) -> np.int64:
    """Return a moment as microseconds since 1970, `NO_TIME` for none."""
    return NO_TIME if moment is None else np.int64(moment.astimezone(UTC).timestamp() * 1_000_000)
