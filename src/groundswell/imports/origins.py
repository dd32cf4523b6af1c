"""Which tool the tickets of a file come from: with their number there it tells one from another.

A known product goes by its name. One that is not known goes by the columns that hold number and
title, as nothing else in its files says which tool it is. A history often has no title, so it joins
the tool of the same column of numbers to which most of its tickets belong already.
"""

from collections.abc import Sequence

from groundswell.evidence import Evidence
from groundswell.readers import Reading, SourceReport
from groundswell.servicedesk.queries import count_known, origins_beginning

_LONGEST = 40
_LOOKED_AT = 500
_BETWEEN = " + "
_OF_TITLE = 20


def origin_of(reading: Reading, *, digest: str) -> str:
    """Return what tells the tickets of a reading from those of another tool or file.

    Args:
        reading: the files as they were read.
        digest: of the files; rows without a number of their own are known by their place in them.
    """
    numbered = [one for one in reading.sources if _column(one, "id")]
    if not numbered:
        return f"file:{digest[:24]}"
    known = next((one.product for one in numbered if one.product != "unknown"), None)
    if known is not None:
        return known[:_LONGEST]
    number = _column(numbered[0], "id")[: _LONGEST - _OF_TITLE - len(_BETWEEN)]
    title = next((found for one in numbered if (found := _column(one, "title"))), "")
    return _joined(reading.evidence, number, title[:_OF_TITLE])


def _column(source: SourceReport, field: str) -> str:
    return next((header for header, name in source.columns.items() if name == field), "")


def _joined(evidence: Evidence, number: str, title: str) -> str:
    """Return the origin by these columns, or the one here that most tickets belong to already."""
    own = f"{number}{_BETWEEN}{title}" if title else number
    here = origins_beginning(number)
    if own in here:
        return own
    # Only what has no title can be the other half of something.
    others = [one for one in here if not title or one == number]
    ids = _first_ids(evidence)
    best = max(others, key=lambda one: count_known(one, ids), default="")
    return best if best and 2 * count_known(best, ids) >= len(ids) else own


def _first_ids(evidence: Evidence) -> Sequence[str]:
    found = evidence.table("tickets").select("ticket_id").limit(_LOOKED_AT).to_pyarrow()
    return [str(one) for one in found.column("ticket_id").to_pylist()]
