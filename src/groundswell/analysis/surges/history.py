"""Surges in the tickets of the past: the same watch, led through them in the order of time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from groundswell.analysis.surges.arrivals import Arrival
from groundswell.analysis.surges.detector import Detector
from groundswell.analysis.surges.options import SourceOptions, SurgeOptions, default_options
from groundswell.analysis.surges.surge import Surge
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown

_COLUMNS = ("ticket_id", "kind", "channel", "opened_at", "caller", "title")
_MOST_CHARACTERS = 300
_DAY = 86_400_000_000


def find_surges(
    evidence: Evidence,
    *,
    as_of: datetime | None = None,
    zone: tzinfo = UTC,
    options: SurgeOptions | None = None,
) -> tuple[Surge, ...]:
    """Return the surges among the tickets, in the order in which they were raised.

    What people ask for and what machines write is left out: neither is a trouble that many have.

    Args:
        evidence: with the tickets.
        as_of: until when the records go; a surge that was not over then has no end.
        zone: where the day begins.
        options: thresholds, by default those of the data file.

    Raises:
        NotKnown: the tickets cannot tell it; the message is the reason.
    """
    options = options or default_options()
    tickets, places = _load(evidence, options)
    detector = Detector(zone=zone, options=options)
    found: dict[str, Surge] = {}
    last = None
    for arrival in _list_arrivals(tickets, places, options):
        last = arrival.at
        surge = detector.see(arrival)
        if surge:
            found[surge.id] = surge
        for over in detector.settle(arrival.at):
            found[over.id] = over
    if last:
        for over in detector.settle(max(last, as_of or last)):
            found[over.id] = over
    return tuple(sorted(found.values(), key=lambda surge: (surge.detected, surge.id)))


def list_surges(
    evidence: Evidence, *, as_of: datetime | None = None
) -> tuple[Mapping[str, Any], ...]:
    """Return the surges as docs/reference/json.md says; see `find_surges`."""
    return tuple(_as_json(surge) for surge in find_surges(evidence, as_of=as_of))


def _load(evidence: Evidence, options: SurgeOptions) -> tuple[pa.Table, Sequence[str]]:
    """Return the tickets by time, and the columns that say where the trouble is."""
    table = evidence.table("tickets")
    if not evidence.has("tickets", "opened_at"):
        raise NotKnown("no ticket says when it was opened")
    source = options.source
    names = (*source.places, *source.instead)
    held = table.filter(table.opened_at.notnull()).select(
        *_COLUMNS, *names, description=table.description.left(_MOST_CHARACTERS)
    )
    tickets = held.order_by("opened_at", "ticket_id").to_pyarrow()
    if not len(tickets):
        raise NotKnown("no ticket says when it was opened")
    if _has_dates_only(tickets, source.same_time):
        raise NotKnown("the tickets say on which day they were opened, and not at what time")
    tickets = tickets.slice(_find_start(_micros(tickets), source.thin))
    places = [name for name in source.places if _tells_apart(tickets, name, source.filled)]
    has_words = any(_is_filled(tickets, name, source.filled) for name in ("title", "description"))
    if not places and not has_words:
        return tickets, [_find_instead(tickets, source)]
    return tickets, places


def _find_instead(tickets: pa.Table, source: SourceOptions) -> str:
    """Return a coarse column to go by where nothing better is filled, and for long enough."""
    instead = [name for name in source.instead if _tells_apart(tickets, name, source.filled)]
    if not instead:
        raise NotKnown("the tickets hold neither words nor a place that they could have in common")
    times = _micros(tickets)
    days = (times[-1] - times[0]) / _DAY
    if days < source.instead_days:
        raise NotKnown(
            f"the tickets hold neither words nor a service, and {days:.0f} days are too few to know"
            f" what is usual of a {instead[0]}"
        )
    return instead[0]


def _has_dates_only(tickets: pa.Table, share: float) -> bool:
    """Tell whether most tickets were opened at one and the same time of some day."""
    times = _micros(tickets) % _DAY
    if len(times) == 1:
        return int(times[0]) == 0
    return int(np.unique(times, return_counts=True)[1].max()) > share * len(times)


def _find_start(times: npt.NDArray[np.int64], thin: float) -> int:
    """Return the place of the first ticket from which on the records are as full as later.

    Exports often begin with the few old tickets that were still open; they would teach that
    nearly nothing is usual, and the first full day would be a surge.
    """
    within_week = np.searchsorted(times, times + 7 * _DAY) - np.arange(len(times))
    return int(np.argmax(within_week >= thin * np.median(within_week)))


def _micros(tickets: pa.Table) -> npt.NDArray[np.int64]:
    times: npt.NDArray[np.int64] = tickets.column("opened_at").cast(pa.int64()).to_numpy()
    return times


def _tells_apart(tickets: pa.Table, name: str, share: float) -> bool:
    """Tell whether a column names more than one place."""
    return _is_filled(tickets, name, share) and len(tickets.column(name).drop_null().unique()) > 1


def _is_filled(tickets: pa.Table, name: str, share: float) -> bool:
    column = tickets.column(name)
    return len(column) - column.null_count > share * len(column)


def _list_arrivals(
    tickets: pa.Table, places: Sequence[str], options: SurgeOptions
) -> Iterator[Arrival]:
    for batch in tickets.to_batches(max_chunksize=20_000):
        held = batch.to_pydict()
        where = [held[name] for name in places]
        for at, ticket in enumerate(held["ticket_id"]):
            if held["kind"][at] == "request":
                continue
            yield Arrival(
                id=ticket,
                at=held["opened_at"][at],
                caller=held["caller"][at],
                places=tuple(column[at] for column in where if column[at]),
                title=held["title"][at] or "",
                description=held["description"][at] or "",
                machine=options.source.is_machine(
                    held["channel"][at], caller=held["caller"][at] or None
                ),
            )


def _as_json(surge: Surge) -> Mapping[str, Any]:
    seen = surge.unusual
    return {
        "id": surge.id,
        "title": surge.title,
        "started": surge.started,
        "detected": surge.detected,
        "ended": surge.ended,
        "at_ticket": surge.at_ticket,
        "callers": surge.callers,
        "tickets": surge.tickets,
        "service": surge.place,
        "why": {
            "evidence": "place" if seen.key else "text",
            "detail": surge.why,
            "window": timedelta(minutes=seen.window).total_seconds(),
            "expected": round(seen.expected, 3),
            "seen": seen.seen,
            "chance": float(f"{seen.chance:.2g}"),
        },
    }
