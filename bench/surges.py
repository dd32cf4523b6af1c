"""Surges found on simulated services, beside two simpler ways to look for them.

1,500 services over twelve weeks: the rates of a long tail, hours of the week, days that differ by
more than chance, holidays with a rush on the day after, and rates that drift. The last four weeks
are measured. Into them surges are planted, each on a service of its own: 20 tickets within two
hours, and 8. All three ways read the same tickets in the same order; the thresholds of the two
simpler ones are set, on the measured weeks themselves, to the number of false alarms allowed, which
flatters them.

The thresholds of the watch itself were set on the services that some seeds make; other seeds make
others, on which nothing was set.
"""

import time
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

import numpy as np
from scipy.stats import poisson

from groundswell.analysis.surges import Arrival, Detector

#: of the services that the thresholds were set on
SET_ON = (20260101, 1, 2, 3)
#: of others
SEEDS = (4, 5, 6)
SERVICES, A_DAY = 1500, 6800
WEEKS, MEASURED = 12, 4
START = datetime(2025, 3, 3, tzinfo=UTC)
#: days of the run on which nobody works; the day after is a busy one
HOLIDAYS = (18, 21, 45, 59, 67, 78)
ALLOWED = 0.5
PLANTED = {20: 150, 8: 150}
_HOURS = (1, 1, 1, 1, 1, 2, 5, 12, 20, 18, 15, 13, 9, 12, 14, 12, 9, 6, 3, 2, 2, 1, 1, 1)
_WINDOW = 7200.0


@dataclass(frozen=True, slots=True)
class Event:
    """A ticket: seconds from the start, service, and the planted surge that it belongs to."""

    at: float
    service: int
    planted: int = -1


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm of one of the ways."""

    at: float
    service: int
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Planted:
    """A surge that is in the tickets."""

    size: int
    service: int
    begins: float
    times: tuple[float, ...]


def compare_seeds(seeds: Sequence[int]) -> dict[str, dict[str, float]]:
    """Return the figures of each way as means over the seeds, with the worst of them.

    The worst is the smallest share found, and the most tickets and false alarms.
    """
    each = [compare_ways(seed) for seed in seeds]
    means: dict[str, dict[str, float]] = {}
    for way, figures in each[0].items():
        means[way] = {}
        for what in figures:
            values = [found[way][what] for found in each]
            means[way][what] = float(np.mean(values))
            if len(seeds) > 1:
                worst = min(values) if what.endswith(": found") else max(values)
                means[way][f"{what}, worst"] = worst
    return means


def compare_ways(seed: int) -> dict[str, dict[str, float]]:
    """Return, for each way, what it finds, at which ticket, and its false alarms a day."""
    events, planted = make_events(seed)
    begun = time.process_time()
    ours = _watch(events)
    took = time.process_time() - begun
    found = {
        "fixed threshold": _judge(_allow(_count(events), planted), planted),
        "plain Poisson, by hour": _judge(_allow(_poisson(events), planted), planted),
        "surges": _judge(ours, planted),
    }
    found["surges"]["microseconds a ticket"] = took / len(events) * 1e6
    return found


def make_events(seed: int) -> tuple[list[Event], list[Planted]]:
    """Return the tickets in the order of their times, and the surges among them."""
    rng = np.random.default_rng(seed)
    rates = rng.lognormal(0, 1.2, SERVICES)
    rates *= A_DAY / rates.sum()
    spreads = rng.gamma(2, 0.2, SERVICES)
    slopes = rng.normal(0, 0.3, SERVICES)
    hours = np.array(_HOURS) / sum(_HOURS)
    events = []
    for day in range(WEEKS * 7):
        height = _height(day)
        drift = np.exp(slopes * day / (WEEKS * 7)) * (1 + 0.1 * np.sin(day / 20))
        mean = rates * drift * height * rng.gamma(1 / spreads, spreads)
        for service, count in enumerate(rng.poisson(mean)):
            hour = rng.choice(24, size=count, p=hours)
            at = day * 86400 + (hour + rng.random(count)) * 3600
            events += [Event(float(each), service) for each in at]
    planted = _plant(rng)
    for number, surge in enumerate(planted):
        events += [Event(at, surge.service, number) for at in surge.times]
    events.sort(key=lambda event: (event.at, event.service))
    return events, planted


def _height(day: int) -> float:
    """Return how many times a day's mean tickets come on a day."""
    if day in HOLIDAYS:
        return 0.2
    weekly = (1.35, 1.2, 1.15, 1.15, 1.05, 0.3, 0.25)[day % 7] / 0.92
    return weekly * (1.5 if day - 1 in HOLIDAYS and day % 7 < 5 else 1.0)


def _plant(rng: np.random.Generator) -> list[Planted]:
    services = rng.permutation(SERVICES)[: sum(PLANTED.values())].tolist()
    planted = []
    for size, count in PLANTED.items():
        for _ in range(count):
            day = (WEEKS - MEASURED) * 7 + int(rng.integers(MEASURED * 7))
            begins = day * 86400 + float(rng.uniform(7, 18)) * 3600
            times = np.sort(begins + rng.random(size) * _WINDOW)
            planted.append(Planted(size, services.pop(), begins, tuple(times.tolist())))
    return planted


def _watch(events: Sequence[Event]) -> list[Alarm]:
    detector = Detector()
    alarms = []
    for number, event in enumerate(events):
        moment = START + timedelta(seconds=event.at)
        ticket = str(number)
        surge = detector.see(Arrival(ticket, moment, ticket, (f"service {event.service}",)))
        if surge and surge.is_raised_by(ticket):
            alarms.append(Alarm(event.at, event.service))
    return alarms


def _count(events: Iterable[Event]) -> Iterable[Alarm]:
    """Yield each ticket with the tickets of its service in the two hours up to it."""
    recent: dict[int, deque[float]] = defaultdict(deque)
    for event in events:
        held = recent[event.service]
        held.append(event.at)
        while held[0] < event.at - _WINDOW:
            held.popleft()
        yield Alarm(event.at, event.service, float(len(held)))


def _poisson(events: Sequence[Event]) -> Iterable[Alarm]:
    """Yield each ticket with how unlikely so many in two hours are, by the weeks before.

    The rate of the service times the share of the hour of the week, from the weeks that are not
    measured: days count as equal, and chance as Poisson.
    """
    learnt = (WEEKS - MEASURED) * 7 * 86400
    seen = [event for event in events if event.at < learnt]
    rates = np.bincount([event.service for event in seen], minlength=SERVICES) + 0.5
    rates = rates / (WEEKS - MEASURED)
    hours = np.bincount([int(event.at // 3600) % 168 for event in seen], minlength=168)
    until = np.concatenate(([0.0], np.cumsum(hours / hours.sum())))

    def share(at: float) -> float:
        return float(np.interp(at / 3600 % 168, np.arange(169), until))

    counted = [alarm for alarm in _count(events) if alarm.at >= learnt]
    means = np.array(
        [
            rates[alarm.service] * ((share(alarm.at) - share(alarm.at - _WINDOW)) % 1)
            for alarm in counted
        ]
    )
    chances = poisson.logsf([alarm.score - 1 for alarm in counted], means)
    for alarm, chance in zip(counted, chances, strict=True):
        yield Alarm(alarm.at, alarm.service, -float(chance))


def _allow(scored: Iterable[Alarm], planted: Sequence[Planted]) -> list[Alarm]:
    """Return the alarms above the lowest threshold that keeps false ones within what is allowed."""
    held = [alarm for alarm in scored if alarm.at >= (WEEKS - MEASURED) * 7 * 86400]
    levels = sorted({alarm.score for alarm in held if alarm.score > 3}, reverse=True)
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _judge(_join(held, levels[middle]), planted)["false alarms a day"] <= ALLOWED:
            low = middle
        else:
            high = middle - 1
    return _join(held, levels[low])


def _join(scored: Iterable[Alarm], level: float) -> list[Alarm]:
    """Return one alarm for all tickets above a level that follow one another within two hours."""
    last: dict[int, float] = {}
    alarms = []
    for alarm in scored:
        if alarm.score >= level:
            if alarm.at - last.get(alarm.service, -1e9) > _WINDOW:
                alarms.append(alarm)
            last[alarm.service] = alarm.at
    return alarms


def _judge(alarms: Sequence[Alarm], planted: Sequence[Planted]) -> dict[str, float]:
    """Return the share of planted surges found, at which ticket, and the false alarms a day."""
    measured = [alarm for alarm in alarms if alarm.at >= (WEEKS - MEASURED) * 7 * 86400]
    by_service: dict[int, list[float]] = defaultdict(list)
    for alarm in measured:
        by_service[alarm.service].append(alarm.at)
    figures: dict[str, float] = {}
    right = 0
    for size in PLANTED:
        at_ticket = []
        for surge in (surge for surge in planted if surge.size == size):
            hit = [at for at in by_service[surge.service] if _is_of(at, surge)]
            right += len(hit)
            if hit:
                at_ticket.append(bisect_left(surge.times, min(hit) + 1e-6))
        asked = sum(surge.size == size for surge in planted)
        figures[f"{size} in 2 h: found"] = len(at_ticket) / asked
        figures[f"{size} in 2 h: at ticket"] = (
            float(median(at_ticket)) if at_ticket else float("nan")
        )
    figures["false alarms a day"] = (len(measured) - right) / (MEASURED * 7)
    return figures


def _is_of(at: float, surge: Planted) -> bool:
    return surge.times[0] <= at <= surge.times[-1]
