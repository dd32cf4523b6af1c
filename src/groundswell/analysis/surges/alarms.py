"""Whether a ticket makes its place, or one of its words, unusual."""

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.analysis.surges.arrivals import Recent
from groundswell.analysis.surges.baseline import Baseline
from groundswell.analysis.surges.memory import Memory, Stream
from groundswell.analysis.surges.options import SurgeOptions
from groundswell.analysis.surges.rhythm import HOURS, Moment
from groundswell.analysis.surges.surge import Unusual
from groundswell.analysis.surges.tail import alarm_count, least_count, tail_chance

_HOUR = 60


@dataclass(frozen=True, slots=True)
class _Usual:
    """What is usual of one place or word: tickets a week and their spread."""

    rate: float
    spread: float
    busy: float
    chance: float


@dataclass(frozen=True, slots=True)
class Alarm:
    """Tickets that are together unusual, the last of which made them so."""

    key: str | int
    members: Sequence[Recent]
    unusual: Unusual


class Alarms:
    """Holds what is usual against what came in the last minutes, hours and day."""

    def __init__(self, options: SurgeOptions, baseline: Baseline, memory: Memory) -> None:
        self._options, self._baseline, self._memory = options, baseline, memory
        self._windows = tuple(zip(options.windows, options.looks, strict=True))[::-1]
        self._moment: Moment | None = None
        self._held: tuple[float, ...] = ()

    def find(self, recent: Recent, moment: Moment) -> Alarm | None:
        """Return the alarm that the newest ticket raises: its place first, then its words."""
        return self._look_at_places(recent, moment) or self._look_at_words(recent, moment)

    def is_unusual(self, place: str, window: float, moment: Moment) -> bool:
        """Tell whether a place that holds a ticket still is, in a window of so many minutes."""
        window = max(window, self._options.windows[1])
        usual = self._usual_at(place, moment)
        mean = usual.rate * self._baseline.own_share(place, moment, window / _HOUR) * usual.busy
        needed = least_count(mean, usual.spread, tail=self._options.ends.usual)
        return self._memory.at_place(place).count(moment.at - window * 60) >= needed

    def _shares(self, moment: Moment) -> tuple[float, ...]:
        """Return the share of a week that each window takes, worked out once for a moment."""
        if self._moment is not moment:
            share = self._baseline.profile.share
            self._moment = moment
            self._held = tuple(share(moment.hour, m / _HOUR) for m, _ in self._windows)
        return self._held

    def _allowance(self) -> float:
        """Return the chance that one ticket may have to raise a false alarm."""
        options = self._options
        return min(options.false_alarms / self._baseline.a_day, options.false_share)

    def _look_at_places(self, recent: Recent, moment: Moment) -> Alarm | None:
        for place in recent.places:
            stream = self._memory.at_place(place)
            if len(stream) < self._options.least_callers:
                continue
            alarm = self._look(place, stream, self._usual_at(place, moment), moment, None)
            if alarm:
                return alarm
        return None

    def _look_at_words(self, recent: Recent, moment: Moment) -> Alarm | None:
        known, options = self._baseline, self._options
        common = options.words.common * (known.tickets + options.words.pseudo)
        streams = [
            (word, stream)
            for word in recent.words
            if len(stream := self._memory.with_word(word)) >= options.least_callers
            and known.word_tickets(word) <= common
        ]
        if not streams:
            return None
        # The same for every word of the ticket.
        busy, chance = known.busy(moment), self._allowance() / options.word_looks
        alike = _Alike(recent, options.words.alike)
        found = []
        for word, stream in streams:
            before, share = self._list_before(stream, moment)
            rate = known.word_rate(word, before=before, share=share)
            usual = _Usual(rate, known.word_spread(word, before=before), busy, chance)
            alarm = self._look(word, stream, usual, moment, alike)
            if alarm:
                found.append(alarm)
        return min(found, key=lambda alarm: alarm.unusual.chance) if found else None

    def _list_before(self, stream: Stream, moment: Moment) -> tuple[int, float]:
        """Return the tickets of today up to two hours ago, and over what share of a week they came.

        Where nothing was learnt yet, they are what is usual.
        """
        known, windows = self._baseline, self._options.windows
        if not known.is_young:
            return 0, 0.0
        window = windows[-2] * 60
        passed = max(0.0, min(moment.at - window - known.since, windows[-1] * 60 - window))
        share = known.profile.share((moment.hour - window / 3600) % HOURS, passed / 3600)
        return len(stream) - stream.count(moment.at - window), share

    def _usual_at(self, place: str, moment: Moment) -> _Usual:
        known = self._baseline
        before, share = self._list_before(self._memory.at_place(place), moment)
        return _Usual(
            known.rate(place, before=before, share=share),
            known.spread(place, before=before),
            known.busy(moment, place),
            self._allowance(),
        )

    def _look(
        self,
        key: str | int,
        stream: Stream,
        usual: _Usual,
        moment: Moment,
        alike: "_Alike | None",
    ) -> Alarm | None:
        """Return the alarm of the least chance over the windows of one stream."""
        options, known = self._options, self._baseline
        place = key if isinstance(key, str) else None
        best: Alarm | None = None
        for at, (minutes, looks) in enumerate(self._windows):
            since = moment.at - minutes * 60
            raw = stream.count(since)
            if raw < options.least_callers:
                break
            mean = usual.rate * self._shares(moment)[at] * usual.busy
            if raw < alarm_count(mean, usual.spread, options.tail, usual.chance / looks):
                continue
            if place:
                own = usual.rate * known.own_share(place, moment, minutes / _HOUR) * usual.busy
                mean = max(mean, own)
            members = [one for one in stream.list_since(since) if not one.taken]
            needed = alarm_count(mean, usual.spread, options.tail, usual.chance / looks)
            needed = max(needed, options.least_callers)
            if alike:
                members = alike.among(members, needed)
            seen = len({one.voice for one in members}) if len(members) >= needed else 0
            if seen < needed:
                continue
            chance = tail_chance(seen, mean, usual.spread)
            if best is None or chance < best.unusual.chance:
                best = Alarm(key, members, Unusual(place, minutes, mean, seen, chance))
        return best


class _Alike:
    """Tells which tickets are like one; each is compared once, however many words they share."""

    def __init__(self, recent: Recent, least: float) -> None:
        self._words, self._least = recent.words, least
        self._told: dict[int, bool] = {id(recent): True}

    def among(self, others: Sequence[Recent], needed: int) -> list[Recent]:
        """Return those that are like it, in their order; fewer where `needed` cannot be reached."""
        spare = len(others) - needed
        found: list[Recent] = []
        for one in others:
            if spare < 0:
                break
            told = self._told.get(id(one))
            if self._compare(one) if told is None else told:
                found.append(one)
            else:
                spare -= 1
        return found

    def _compare(self, one: Recent) -> bool:
        held, own = one.words, self._words
        near = 0.0
        for word in held.keys() & own.keys():
            near += held[word] * own[word]
        told = self._told[id(one)] = near >= self._least
        return told
