"""The watch for surges in this process: what was learnt, and the tickets it has not seen yet.

The tickets themselves are the record of what was seen. What was learnt is kept every few tickets;
a process that starts reads it and then the tickets that came since, so that all of them see alike.
"""

import tomllib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from groundswell.analysis.surges import Arrival, Detector, Surge, default_options
from groundswell.kernel.errors import NotKnown
from groundswell.servicedesk.models import SurgeWatch, Ticket, TicketQuerySet
from groundswell.servicedesk.states import Kind

_FIELDS = (
    "id", "number", "opened_at", "caller_id", "service__name", "ci__name", "summary",
    "description", "channel",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """How the watch is kept; see `watch.toml`."""

    history_days: int
    most: int
    keep_every: int
    late_minutes: int


@cache
def load_watch() -> WatchOptions:
    """Return the options of the data file."""
    text = Path(__file__).with_name("watch.toml").read_text(encoding="utf-8")
    return WatchOptions(**tomllib.loads(text))


@dataclass(slots=True)
class Sighting:
    """A surge as it is now, with the keys of its tickets that came since the last look."""

    surge: Surge
    keys: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Watch:
    """A detector, and which tickets it has seen.

    Attributes:
        epoch: which learning it goes on with.
        seen_until: when the newest ticket that it saw was opened.
        seen_lately: those of the last minutes, so that one written late is neither lost nor twice.
        unkept: tickets seen since what was learnt was kept.
        written: keys of the records of surges that this process wrote, by the id of the surge.
    """

    epoch: str
    detector: Detector
    seen_until: datetime | None = None
    seen_lately: dict[int, datetime] = field(default_factory=dict)
    unkept: int = 0
    written: dict[str, int] = field(default_factory=dict)

    def catch_up(self, *, at: datetime) -> list[Sighting]:
        """See the tickets that came since; return the surges that they belong to."""
        found: dict[str, Sighting] = {}
        for key, arrival in _list_arrivals(self._unseen(at)):
            surge = self._see(key, arrival)
            if surge:
                sighting = found.setdefault(surge.id, Sighting(surge))
                sighting.surge = surge
                sighting.keys.append(key)
        self._forget()
        for over in self.detector.settle(self.seen_until or at):
            self.written.pop(over.id, None)
        return list(found.values())

    def learn(self, *, at: datetime) -> None:
        """See the tickets of the past, whatever tool they come from; nothing is told of them."""
        options = load_watch()
        since = at - timedelta(days=options.history_days)
        past = Ticket.objects.filter(kind=Kind.INCIDENT, opened_at__gt=since, opened_at__lte=at)
        first = past.order_by("-opened_at").values_list("opened_at", flat=True)
        edge = first[options.most : options.most + 1].first()
        if edge:
            past = past.filter(opened_at__gt=edge)
        for key, arrival in _list_arrivals(past):
            self._see(key, arrival)
        self._forget()
        self.detector.settle(at)

    def pack(self) -> bytes:
        """Return what was learnt, packed."""
        return zlib.compress(self.detector.to_json().encode(), 1)

    def _see(self, key: int, arrival: Arrival) -> Surge | None:
        self.seen_lately[key] = arrival.at
        self.seen_until = max(self.seen_until or arrival.at, arrival.at)
        self.unkept += 1
        return self.detector.see(arrival)

    def _unseen(self, at: datetime) -> TicketQuerySet:
        late = timedelta(minutes=load_watch().late_minutes)
        since = (self.seen_until or at) - late
        own = Ticket.objects.filter(kind=Kind.INCIDENT, source_name="")
        return own.filter(opened_at__gte=since).exclude(pk__in=list(self.seen_lately))

    def _forget(self) -> None:
        if self.seen_until is not None:
            edge = self.seen_until - timedelta(minutes=load_watch().late_minutes)
            self.seen_lately = {k: at for k, at in self.seen_lately.items() if at >= edge}


def read_watch(row: SurgeWatch) -> Watch:
    """Return the watch that goes on with what was kept.

    Raises:
        NotKnown: it cannot be read; another version kept it, or it is damaged.
    """
    try:
        text = zlib.decompress(bytes(row.learnt)).decode()
        lately = {int(key): datetime.fromisoformat(at) for key, at in row.seen_lately}
        detector = Detector.from_json(text, zone=_zone())
    except (zlib.error, LookupError, TypeError, ValueError) as fault:
        raise NotKnown("what was learnt of surges cannot be read") from fault
    return Watch(row.epoch, detector, row.seen_until, lately)


def list_lately(watch: Watch) -> list[tuple[int, str]]:
    """Return the tickets seen lately as plain values, for keeping."""
    return [(key, at.isoformat()) for key, at in watch.seen_lately.items()]


def new_watch(epoch: str) -> Watch:
    """Return a watch that has seen nothing."""
    return Watch(epoch, Detector(zone=_zone()))


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _list_arrivals(tickets: TicketQuerySet) -> Iterator[tuple[int, Arrival]]:
    source = default_options().source
    rows = tickets.known_to_all().order_by("opened_at", "id").values_list(*_FIELDS)
    for key, number, at, caller, service, ci, title, words, channel in rows.iterator(2_000):
        name = None if caller is None else str(caller)
        yield (
            key,
            Arrival(
                id=number,
                at=at,
                caller=name,
                places=tuple(place for place in (service, ci) if place),
                title=title,
                description=words[:500],
                machine=source.is_machine(channel, caller=name),
            ),
        )
