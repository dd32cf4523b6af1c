"""Did the fix work: incidents before and after it, with an exact test for small numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np

from groundswell.analysis.cost.frequency import draw_rate
from groundswell.analysis.cost.model import span
from groundswell.analysis.results import Span
from groundswell.analysis.worth.rules import rules
from groundswell.kernel.errors import BadInput, NotKnown
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    from scipy import special
else:
    special = LateModule("scipy.special")

Verdict = Literal["confirmed", "not yet known", "came back"]


@dataclass(frozen=True, slots=True)
class Watch:
    """So many incidents in so many days."""

    incidents: int
    days: float

    def __post_init__(self) -> None:
        if self.incidents < 0 or not 0 < self.days < math.inf:
            raise BadInput(
                f"{self.incidents} incidents in {self.days:g} days cannot be compared; "
                "give 0 or more incidents in more than 0 days."
            )


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Whether a trouble stays away after a fix."""

    before: Watch
    after: Watch
    verdict: Verdict
    #: rate after / rate before, with the interval of the data file (8 of 10)
    ratio: Span
    #: chance of so few incidents, had the fix changed nothing
    p_value: float
    #: whether it can be as good as was promised; None where nothing was promised
    as_promised: bool | None
    #: days after the fix at which the verdict would be "confirmed" if nothing more comes
    convincing_after: int
    sentence: str


def check_recurrence(before: Watch, after: Watch, *, promised: float | None = None) -> Recurrence:
    """Compare the incidents after a fix with those before it.

    "confirmed": so few would be unlikely had nothing changed. "came back": so many would be
    unlikely had the fix kept its promise. Otherwise it is not yet known.

    Args:
        before: in a time before the fix, long enough to be usual.
        after: since the fix.
        promised: share of the incidents that the fix was to remove, 0 to 1; without a promise a
            fix that cannot have halved them has not helped.

    Raises:
        NotKnown: no incident came before, so there is nothing to compare with.

    Source:
        J. Przyborowski and H. Wilenski, "Homogeneity of Results in Testing Samples from Poisson
        Series", Biometrika 31 (1940), 313-323: given their sum, the incidents after the fix are
        binomial. Interval of C. Clopper and E. Pearson, Biometrika 26 (1934), 404-413.
    """
    if not before.incidents:
        raise NotKnown(
            f"No incident is known in the {before.days:g} days before the fix, "
            "so nothing says whether it helped."
        )
    if promised is not None and not 0 <= promised <= 1:
        raise BadInput(
            f"The promise is to remove {promised:g} of the incidents; "
            "write a share from 0 to 1, such as 0.8 for 80 %."
        )
    limits = rules()["recurrence"]
    p_value = chance_of_so_few(before, after)
    kept = None if promised is None else _can_be_so_good(before, after, promised)
    expected = _can_be_so_good(before, after, limits["least_promise"]) if kept is None else kept
    verdict: Verdict = "not yet known"
    if p_value <= limits["significance"]:
        verdict = "confirmed"
    elif not expected:
        verdict = "came back"
    ratio, days = rate_ratio(before, after), days_until_convincing(before, after.incidents)
    said = _sentence(verdict, ratio, after, days=days, kept=kept)
    return Recurrence(before, after, verdict, ratio, p_value, kept, days, said)


def rate_ratio(before: Watch, after: Watch) -> Span:
    """Return rate after / rate before with its exact interval; `before` has incidents."""
    total, share = before.incidents + after.incidents, rules()["recurrence"]["interval"]
    tail = (1 - share) / 2
    low = (
        special.betaincinv(after.incidents, before.incidents + 1, tail) if after.incidents else 0.0
    )
    high = special.betaincinv(after.incidents + 1, before.incidents, 1 - tail)
    times = before.days / after.days
    odds = [part / (1 - part) * times for part in (low, after.incidents / total, high)]
    return Span(*(float(part) for part in odds))


def days_until_convincing(before: Watch, after_incidents: int = 0) -> int:
    """Return after how many days in all so few incidents would be no luck any more."""
    line = rules()["recurrence"]["significance"]
    part = float(special.betaincinv(after_incidents + 1, before.incidents, 1 - line))
    return math.ceil(before.days * part / (1 - part) - 1e-9)


def saved_per_year(before: Watch, after: Watch, *, per_incident: float, seed: int) -> Span:
    """Return the money that a fix really saves in a year, with its range.

    Args:
        before: incidents before the fix.
        after: since.
        per_incident: what one costs.
        seed: the same seed gives the same figures.
    """
    rng, runs = np.random.default_rng(seed), rules()["simulation"]["runs"]
    usual = draw_rate(before.incidents, before.days / 365, runs=runs, rng=rng)
    now = draw_rate(after.incidents, after.days / 365, runs=runs, rng=rng)
    return span((usual - now) * per_incident)


def checks_due(fixed_on: date, *, as_of: date, done: Sequence[int] = ()) -> tuple[int, ...]:
    """Return the days after the fix (30, 90, 365) at which a check is due and not done."""
    days = rules()["recurrence"]["days"]
    return tuple(day for day in days if fixed_on + timedelta(day) <= as_of and day not in done)


def chance_of_so_few(before: Watch, after: Watch) -> float:
    """Return the chance of so few incidents after, or fewer, had the rate not changed.

    Given how many there were in all, that is a binomial tail: an incomplete beta function.
    """
    if not before.incidents:
        return 1.0
    share = 1 - _share(before, after, 1.0)
    # Rounded, so that a chance of exactly the line is on it and not a hair beyond.
    return round(float(special.betainc(before.incidents, after.incidents + 1, share)), 12)


def _can_be_so_good(before: Watch, after: Watch, promised: float) -> bool:
    """Tell whether so many incidents are no surprise under a promise."""
    limits = rules()["recurrence"]
    left = 1 - min(promised, limits["promise_at_most"])
    share = _share(before, after, left)
    # a binomial tail, as is the chance of so few
    chance = special.betainc(after.incidents, before.incidents + 1, share) if after.incidents else 1
    return bool(chance > limits["significance"])


def _share(before: Watch, after: Watch, ratio: float) -> float:
    """Return the share of all incidents that comes after the fix, at this ratio of the rates."""
    return ratio * after.days / (ratio * after.days + before.days)


def _sentence(verdict: Verdict, ratio: Span, after: Watch, *, days: int, kept: bool | None) -> str:
    words = rules()["recurrence"]["sentence"]
    fewer = f"{abs(1 - ratio.likely):.0%}".replace("%", " %")
    seen = "1 incident" if after.incidents == 1 else f"{after.incidents or 'no'} incidents"
    key = verdict.replace(" ", "_")
    if verdict == "confirmed" and kept is False:
        key = "less_than_promised"
    if verdict == "came back" and ratio.likely >= 1:
        key = "no_fewer"
    told: str = words[key].format(fewer=fewer, seen=seen, now=f"{after.days:g}", days=days)
    return told[0].upper() + told[1:]
