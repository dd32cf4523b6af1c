"""The watch for surges: one ticket in, a surge or none out."""

import json
import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from groundswell.analysis.surges.alarms import Alarms
from groundswell.analysis.surges.arrivals import Arrival, Recent, list_words, name_voice, weigh_kind
from groundswell.analysis.surges.baseline import Baseline
from groundswell.analysis.surges.groups import find_other, split
from groundswell.analysis.surges.memory import Memory
from groundswell.analysis.surges.options import SurgeOptions, default_options
from groundswell.analysis.surges.rhythm import Calendar, Moment
from groundswell.analysis.surges.surge import Open, Surge, begin

_MOST_TITLES = 40


class Detector:
    """Learns what is usual and tells when many people write of one thing at once.

    Tickets come in the order of their time. One that comes late is taken as if it came now; one
    that is older than the longest window is not counted.
    """

    def __init__(
        self,
        *,
        zone: tzinfo = UTC,
        holidays: Iterable[date] = (),
        options: SurgeOptions | None = None,
    ) -> None:
        """Begin without having seen anything.

        Args:
            zone: where the day begins.
            holidays: days on which nobody works, as far as they are known.
            options: thresholds, by default those of the data file.
        """
        self._options = options or default_options()
        self._calendar = Calendar(zone, frozenset(holidays))
        self._baseline = Baseline(self._options, self._calendar)
        self._memory = Memory()
        self._alarms = Alarms(self._options, self._baseline, self._memory)
        self._open: list[Open] = []
        self._over: list[Surge] = []
        self._now = -math.inf
        self._longest = max(self._options.windows) * 60

    def see(self, arrival: Arrival) -> Surge | None:
        """Take one ticket and return the surge that it belongs to, None where it is as usual.

        `Surge.is_raised_by` tells whether it is this ticket that made it a surge.
        """
        at = arrival.at.timestamp()
        if at < self._now - self._longest or arrival.machine:
            return None
        moment = self._move_to(max(at, self._now))
        recent = self._read(arrival, moment.at)
        self._memory.add(recent)
        surge = self._join(recent, moment) or self._raise(recent, moment)
        other = self._part(surge, recent) if surge else None
        self._baseline.count(moment, recent.places, recent.words)
        if surge is None:
            return None
        share = self._options.ends.main_place
        shown = (other or surge).show(share)
        return replace(shown, parted_from=surge.show(share)) if other else shown

    def settle(self, at: datetime) -> tuple[Surge, ...]:
        """Return the surges that came to an end up to a moment and were not returned before."""
        self._end(max(at.timestamp(), self._now))
        over, self._over = tuple(self._over), []
        return over

    def list_open(self) -> tuple[Surge, ...]:
        """Return the surges that go on, the oldest first."""
        return tuple(surge.show(self._options.ends.main_place) for surge in self._open)

    def to_json(self) -> str:
        """Return everything that was learnt and is remembered, for `from_json`."""
        held = {
            "version": 1,
            "now": self._now if self._now > -math.inf else None,
            "baseline": self._baseline.as_json(),
            "memory": self._memory.as_json(),
            "open": [surge.as_json() for surge in self._open],
        }
        return json.dumps(held, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(
        cls,
        text: str,
        *,
        zone: tzinfo = UTC,
        holidays: Iterable[date] = (),
        options: SurgeOptions | None = None,
    ) -> "Detector":
        """Return a detector that goes on where the other was.

        Surges that ended and were not asked for with `settle` before are not kept.
        """
        made = cls(zone=zone, holidays=holidays, options=options)
        held: dict[str, Any] = json.loads(text)
        if held["now"]:
            made._now = held["now"]
        made._baseline.take_json(held["baseline"])
        made._memory.take_json(held["memory"])
        made._open = [Open.from_json(each) for each in held["open"]]
        return made

    def _move_to(self, at: float) -> Moment:
        self._now = at
        moment = self._calendar.place(at)
        self._baseline.move_to(moment)
        self._memory.forget(at - self._longest)
        self._end(at)
        return moment

    def _end(self, at: float) -> None:
        """End the surges of which nobody wrote for long."""
        ends = self._options.ends
        quiet = ends.quiet * 60
        for surge in [surge for surge in self._open if at - surge.last > quiet]:
            self._open.remove(surge)
            self._over.append(surge.show(ends.main_place, ended=True))

    def _read(self, arrival: Arrival, at: float) -> Recent:
        options, known = self._options.words, self._baseline
        terms = list_words(arrival.title, arrival.description, options)
        tickets = known.tickets + options.pseudo
        words = {
            term: weigh_kind(term, options) * math.log1p(tickets / (known.word_tickets(term) + 1))
            for term in terms
        }
        length = math.sqrt(sum(weight * weight for weight in words.values())) or 1.0
        return Recent(
            id=arrival.id,
            at=at,
            voice=name_voice(arrival),
            places=tuple(dict.fromkeys(place for place in arrival.places if place)),
            title=arrival.title[: self._options.words.most_characters],
            words={term: weight / length for term, weight in words.items()},
        )

    def _join(self, recent: Recent, moment: Moment) -> Open | None:
        """Add the ticket to the surge that it is like, else to the one on its place."""
        if not self._open:
            return None
        scored = [(self._fit(surge, recent), -at) for at, surge in enumerate(self._open)]
        best, place = max(scored)
        surge = self._open[-place] if best > 0 else None
        if surge is None:
            surge = next((one for one in self._open if self._is_there(one, recent, moment)), None)
        if surge is not None:
            surge.take(recent, _MOST_TITLES, self._options.parts)
        return surge

    def _fit(self, surge: Open, recent: Recent) -> float:
        """Return how alike a ticket is, 0 where it is not alike enough."""
        words, share = self._options.words, self._options.ends.main_place
        likeness = surge.likeness(recent)
        if not likeness:
            return 0
        places = surge.list_places(share)
        elsewhere = bool(places and recent.places) and not set(places) & set(recent.places)
        return likeness if likeness >= (words.joins_elsewhere if elsewhere else words.joins) else 0

    def _is_there(self, surge: Open, recent: Recent, moment: Moment) -> bool:
        """Tell whether a ticket is on the place of a surge, and that place still unusual."""
        places = surge.list_places(self._options.ends.main_place)
        return any(
            self._alarms.is_unusual(place, surge.unusual.window, moment)
            for place in recent.places
            if place in places
        )

    def _raise(self, recent: Recent, moment: Moment) -> Open | None:
        alarm = self._alarms.find(recent, moment)
        if alarm is None:
            return None
        parts = self._options.parts
        surge = begin(alarm.key, alarm.members, alarm.unusual, _MOST_TITLES, parts)
        self._open.append(surge)
        return surge

    def _part(self, surge: Open, recent: Recent) -> Open | None:
        """Take those that are told like the newest ticket out of a surge whose words part."""
        options, groups = self._options, surge.groups
        own = next(group for group in groups if group.ids[-1] == recent.id)
        rest = find_other(groups, own, options.parts, options.least_callers)
        if rest is None:
            return None
        other = surge.part(*split(groups, own, rest), now=recent.at)
        self._open.append(other)
        return other
