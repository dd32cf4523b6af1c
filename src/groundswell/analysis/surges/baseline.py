"""What is usual: tickets by place, by word and by hour of the week, learnt day by day.

What was seen counts half after `half_life` days. Instead of letting everything fade each day, what
is new weighs more by the day; only the ratio of the sums is ever read.
"""

from collections.abc import Iterable
from typing import Any

from groundswell.analysis.surges.options import SurgeOptions
from groundswell.analysis.surges.places import Places
from groundswell.analysis.surges.rhythm import HOURS, Calendar, Moment, Profile
from groundswell.analysis.surges.tail import alarm_count
from groundswell.analysis.surges.today import Today

_WEEK = 7
# Before so many weeks the tickets of the same day say more than those of the days before.
_YOUNG = 1.0
# Tickets a week that an installation is believed to have, before anything was seen.
_BELIEVED_ALL, _BELIEVED_WEEKS = 70.0, 0.05


class Baseline:
    """Learns what is usual; a day is learnt when it is over."""

    def __init__(self, options: SurgeOptions, calendar: Calendar) -> None:
        self._options, self._own = options, options.baseline
        self._calendar = calendar
        self._profile = Profile(options.baseline)
        self._first = self._day = 0
        #: what a ticket of the current day weighs
        self._weight = 1.0
        self._weeks = self._tickets = 0.0
        #: what a ticket weighed on the last day that was learnt
        self._profile_weight = 1.0
        self._hours = [0.0] * HOURS
        self._days = [0.0] * _WEEK
        self._places = Places(options)
        self._words: dict[int, float] = {}
        #: days in a row on which hardly anybody wrote
        self._off = 0
        self._today = Today()
        #: share of a week that lies between the first ticket of today, or ever, and now
        self._today_share = self._since = 0.0

    @property
    def profile(self) -> Profile:
        """Return when in the week tickets come."""
        return self._profile

    @property
    def weeks(self) -> float:
        """Return for how long it has been learnt, as far as that still counts."""
        return self._weeks / self._weight

    @property
    def tickets(self) -> float:
        """Return the tickets that it was learnt from, as far as they still count."""
        return self._tickets / self._weight

    @property
    def a_day(self) -> float:
        """Return the tickets of a usual day; those of today count while little else is known."""
        prior, weeks, tickets = _BELIEVED_WEEKS, self.weeks, self.tickets
        if self.is_young:
            weeks, tickets = weeks + self._today_share, tickets + self._today.tickets
        return (_BELIEVED_ALL * prior + tickets) / (prior + weeks) / _WEEK

    @property
    def since(self) -> float:
        """Return when the first ticket came, seconds since 1970."""
        return self._since

    def move_to(self, moment: Moment) -> None:
        """Learn the days that are over."""
        if self._day == 0:
            self._first = self._day = moment.day
            self._since = moment.at
        if moment.day - self._day > self._own.longest_gap:
            self._close_day()
            self._day = moment.day
        if self._day < moment.day:
            while self._day < moment.day:
                self._close_day()
                self._day += 1
            self._read_profile()
        self._weigh()
        if self.is_young:
            hours = min(moment.hour % 24, (moment.at - self._since) / 3600)
            self._today_share = self._profile.share(moment.hour, hours)

    def count(self, moment: Moment, places: Iterable[str], words: Iterable[int]) -> None:
        """Count a ticket of the current day."""
        self._today.count(int(moment.hour), places, words)

    def rate(self, place: str, *, before: int = 0, share: float = 0.0) -> float:
        """Return the tickets a week at a place.

        `before` tickets of today, over this `share` of a week, count for what is new.
        """
        shape = self._own.prior_shape
        tickets = self._places.tickets(place) / self._weight
        return (shape + tickets + before) / (shape / self._place_rate() + self.weeks + share)

    def spread(self, place: str, *, before: int = 0) -> float:
        """Return how much it varies beyond chance, what is not known of the rate included."""
        known = self._own.prior_shape + self._places.tickets(place) / self._weight + before
        return self._places.spread(place, self._weight) + 1 / known

    def own_share(self, place: str, moment: Moment, hours: float) -> float:
        """Return the share of a week's tickets of this place, its own hours included."""
        share = self._profile.share(moment.hour, hours)
        tickets = self._places.tickets(place)
        if not tickets:
            return share
        weight = self._own.profile_weight * self._weight
        held = self._places.in_hours(place, moment.hour, hours)
        return (held + weight * share) / (tickets + weight)

    def word_rate(self, word: int, *, before: int = 0, share: float = 0.0) -> float:
        """Return the tickets a week with a word; see `rate`."""
        shape = self._own.prior_shape
        tickets = shape + self.word_tickets(word) + before
        return tickets / (shape / self._own.word_rate + self.weeks + share)

    def word_spread(self, word: int, *, before: int = 0) -> float:
        """Return how much the tickets with a word vary beyond chance; see `spread`."""
        known = self._own.prior_shape + self.word_tickets(word) + before
        return self._places.pooled_spread(self._weight) + 1 / known

    def word_tickets(self, word: int) -> float:
        """Return the tickets with a word, as far as they still count."""
        return self._words.get(word, 0.0) / self._weight

    def busy(self, moment: Moment, place: str = "") -> float:
        """Return how many times as many tickets as usual today brings elsewhere, at least 1.

        After a holiday everybody writes; that is a busy day and no surge of each service.
        """
        own = self._own
        elsewhere = self._today.elsewhere(place)
        usual = self.a_day * _WEEK * self._profile.share(moment.hour, moment.hour % 24)
        return min(max((own.busy_weight + elsewhere) / (own.busy_weight + usual), 1.0), own.busiest)

    @property
    def is_young(self) -> bool:
        """Tell whether little was learnt yet."""
        return self.weeks < _YOUNG

    def _weigh(self) -> None:
        self._weight = float(2 ** ((self._day - self._first) / self._own.half_life))

    def _place_rate(self) -> float:
        own = self._own
        if not len(self._places) or not self._weeks:
            return own.place_rate
        mean = self.tickets / len(self._places) / self.weeks
        return (own.place_rate * own.prior_weeks + mean * self.weeks) / (
            own.prior_weeks + self.weeks
        )

    def _close_day(self) -> None:
        """Learn the current day, unless it was a holiday, and begin another."""
        self._weigh()
        share = self._profile.of_day(self._calendar.weekday(self._day))
        usual = self.a_day * _WEEK * share
        off = usual >= self._own.day_off_from and self._today.tickets < self._own.day_off * usual
        self._off = self._off + 1 if off else 0
        # So many in a row are no holidays: this is how it is now.
        learns = not off or self._off > self._own.most_days_off
        if learns and (self._today.tickets or self._tickets):
            self._learn(share)
        self._today = Today()

    def _learn(self, share: float) -> None:
        weight = self._weight
        # A day without any ticket tells no place from another.
        if self._today.tickets:
            shape = self._own.prior_shape
            self._places.learn(
                self._today.places,
                weight=weight,
                shape=shape,
                daily=share / (shape / self._place_rate() + self.weeks),
                spreads=not self.is_young,
            )
        for word, count in self._today.words.items():
            kept = count
            if count >= self._options.least_callers:
                kept = min(count, self._most(self.word_rate(word) * share, self.word_spread(word)))
            self._words[word] = self._words.get(word, 0.0) + weight * kept
        if len(self._words) > self._own.most_words:
            ranked = sorted(self._words.items(), key=lambda item: (-item[1], item[0]))
            self._words = dict(ranked[: self._own.most_words // 2])
        for hour, count in self._today.hours.items():
            self._hours[hour] += weight * count
        self._tickets += weight * self._today.tickets
        self._weeks += weight * share
        self._profile_weight = weight
        self._days[self._calendar.weekday(self._day)] += weight

    def _read_profile(self) -> None:
        weight = self._profile_weight
        hours, days = ([seen / weight for seen in held] for held in (self._hours, self._days))
        self._profile.learn(hours, days)

    def _most(self, mean: float, spread: float) -> int:
        return alarm_count(mean, spread, self._options.tail, 1.0)

    def as_json(self) -> dict[str, Any]:
        """Return everything learnt, in plain numbers and words."""
        return {
            "days": [self._first, self._day, self._off, self._since, self._today_share],
            "sums": [self._weeks, self._tickets, self._profile_weight],
            "hours": self._hours,
            "weekdays": self._days,
            "places": self._places.as_json(),
            "words": list(self._words.items()),
            "today": self._today.as_json(),
        }

    def take_json(self, held: dict[str, Any]) -> None:
        """Take what `as_json` gave in place of what was learnt."""
        self._first, self._day, self._off, self._since, self._today_share = held["days"]
        self._weigh()
        self._weeks, self._tickets, self._profile_weight = held["sums"]
        self._hours = list(held["hours"])
        self._places.take_json(held["places"])
        self._words = dict(held["words"])
        self._today = Today.from_json(held["today"])
        self._days = list(held["weekdays"])
        self._read_profile()
