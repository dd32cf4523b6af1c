"""Whether a file holds one row per record, or one row per update of a record."""

from typing import Any

import ibis

from groundswell.readers.limits import limits
from groundswell.readers.matching import Match
from groundswell.readers.spooling import Spool


def is_log(spooled: Spool, match: Match, kind: str, engine: Any) -> bool:
    """Tell whether the rows are updates.

    Rows of a log repeat the numbers of their records, and the repeats differ in the time or count
    of the update or in the state. Rows that merely repeat are duplicates.
    """
    if kind == "events":
        return True
    moving = [match.places[name] for name in ("updated_at", "order") if name in match.places]
    if "id" not in match.places or not moving or kind in ("alerts", "messages"):
        return False
    rows = engine.read_parquet(spooled.path)
    number = rows[f"c{match.places['id']}"]
    moments = ibis.struct({f"m{place}": rows[f"c{place}"] for place in moving})
    both = ibis.struct({"number": number, "moment": moments})
    found = rows.aggregate(rows=rows.count(), records=number.nunique()).to_pyarrow().to_pylist()[0]
    repeats = found["rows"] - found["records"]
    if repeats < limits("logs")["repeated_share"] * found["rows"] or not repeats:
        return False
    different = int(rows.aggregate(found=both.nunique()).to_pyarrow()["found"][0].as_py())
    changing = different - found["records"]
    return bool(changing >= limits("logs")["changing_share"] * repeats)
