"""Whether a file holds one row per record, or one row per update of a record."""

from collections.abc import Sequence

import numpy as np

from groundswell.readers.guessing import Match
from groundswell.readers.limits import limits
from groundswell.readers.recognising import Recognised
from groundswell.readers.spooling import ROW, Spool


def is_log(spooled: Spool, match: Match, kind: str) -> bool:
    """Tell whether the rows are updates.

    Rows of a log repeat the numbers of their records, and the repeats differ in the time or count
    of the update. Rows that merely repeat are duplicates.
    """
    if kind == "events":
        return True
    moving = [match.places[name] for name in ("updated_at", "order") if name in match.places]
    if "id" not in match.places or not moving or kind in ("alerts", "messages"):
        return False
    number = match.places["id"]
    repeats = spooled.rows - _distinct(spooled, [number])
    if not repeats or repeats < limits("logs")["repeated_share"] * spooled.rows:
        return False
    changing = repeats - (spooled.rows - _distinct(spooled, [number, *moving]))
    return bool(changing >= limits("logs")["changing_share"] * repeats)


def is_unnamed_log(spooled: Spool, match: Match, recognised: Recognised) -> bool:
    """Tell whether a file of an unknown product repeats its numbers with ever other times.

    Its only time then is that of the update, whatever the column is called.
    """
    places = match.places
    ends = {"updated_at", "order", "resolved_at", "closed_at"} & set(places)
    if recognised.product.fingerprints or recognised.kind != "tickets" or ends:
        return False
    if "id" not in places or "opened_at" not in places:
        return False
    repeats = spooled.rows - _distinct(spooled, [places["id"]])
    if not repeats or repeats < limits("logs")["repeated_share"] * spooled.rows:
        return False
    changing = repeats - (spooled.rows - _distinct(spooled, [places["id"], places["opened_at"]]))
    return bool(changing >= limits("logs")["changing_share"] * repeats)


def _distinct(spooled: Spool, places: Sequence[int]) -> int:
    """Count distinct rows of some columns by 64-bit hashes, so that a row takes eight bytes."""
    parts = [np.empty(0, np.int64)]
    for batch in spooled.batches(places):
        columns = [batch.column(name).to_pylist() for name in batch.column_names if name != ROW]
        hashes = (hash(cells) for cells in zip(*columns, strict=True))
        parts.append(np.fromiter(hashes, np.int64, batch.num_rows))
    return len(np.unique(np.concatenate(parts)))
