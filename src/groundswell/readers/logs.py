"""Whether a file holds one row per record, or one row per update of a record."""

from collections.abc import Sequence

import numpy as np

from groundswell.readers.guessing import Match, looks_like_moments
from groundswell.readers.limits import limits
from groundswell.readers.spooling import ROW, Spool

_NO_LOGS = ("alerts", "messages", "relations", "cis", "dependencies")


def is_log(spooled: Spool, match: Match, kind: str) -> bool:
    """Tell whether the rows are updates.

    Rows of a log repeat the numbers of their records, and the repeats differ in the time or count
    of the update. Rows that merely repeat are duplicates.
    """
    if kind == "events":
        return True
    moving = [match.places[name] for name in ("updated_at", "order") if name in match.places]
    if "id" not in match.places or not moving or kind in _NO_LOGS:
        return False
    number = match.places["id"]
    repeats = spooled.rows - _distinct(spooled, [number])
    if not repeats or repeats < limits("logs")["repeated_share"] * spooled.rows:
        return False
    changing = repeats - (spooled.rows - _distinct(spooled, [number, *moving]))
    return bool(changing >= limits("logs")["changing_share"] * repeats)


def find_time_of_log(spooled: Spool, match: Match, kind: str) -> int | None:
    """Return the column with the time of the update, where no name says so; None if it is no log.

    It is the one that differs most often among rows with the same number. Ends of the record are no
    candidates, because logs repeat them on every row.
    """
    places = match.places
    if "id" not in places or kind == "events" or kind in _NO_LOGS:
        return None
    repeats = spooled.rows - _distinct(spooled, [places["id"]])
    if not repeats or repeats < limits("logs")["repeated_share"] * spooled.rows:
        return None
    sample = spooled.sample()
    named = {place: name for name, place in places.items()}
    changing = {
        place: repeats - (spooled.rows - _distinct(spooled, [places["id"], place]))
        for place, header in enumerate(spooled.header)
        if named.get(place, "opened_at") == "opened_at" and looks_like_moments(sample[header])
    }
    best = max(changing, key=lambda place: changing[place], default=None)
    if best is None or changing[best] < limits("logs")["changing_share"] * repeats:
        return None
    return best


def _distinct(spooled: Spool, places: Sequence[int]) -> int:
    """Count distinct rows of some columns by 64-bit hashes, so that a row takes eight bytes."""
    parts = [np.empty(0, np.int64)]
    for batch in spooled.batches(places):
        columns = [batch.column(name).to_pylist() for name in batch.column_names if name != ROW]
        hashes = (hash(cells) for cells in zip(*columns, strict=True))
        parts.append(np.fromiter(hashes, np.int64, batch.num_rows))
    return len(np.unique(np.concatenate(parts)))
