"""Days without trouble, department by department."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from groundswell.analysis.strain.period import Period


@dataclass(frozen=True, slots=True)
class QuietDays:
    """One department: days without a trouble reported, of all days; and how many troubles."""

    department: str
    quiet: int
    of: int
    incidents: int
    #: the longest time without trouble, days
    longest: int

    @property
    def share(self) -> float:
        """Return the share of days without trouble."""
        return self.quiet / self.of


def quiet_days(period: Period) -> tuple[QuietDays, ...]:
    """Return each department that reported trouble in the period, the most troubled first."""
    hit: dict[str, set[date]] = defaultdict(set)
    times: dict[str, int] = defaultdict(int)
    for row in period.incidents:
        if row["department"]:
            hit[row["department"]].add(row["opened_at"].date())
            times[row["department"]] += 1
    found = [
        QuietDays(
            department=name,
            quiet=period.days - len(days),
            of=period.days,
            incidents=times[name],
            longest=_longest(period, days),
        )
        for name, days in hit.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.quiet, one.department)))


def _longest(period: Period, days: set[date]) -> int:
    first, last = period.first.toordinal(), period.last.toordinal()
    edges = [first - 1, *sorted(day.toordinal() for day in days), last + 1]
    return max(after - before - 1 for before, after in pairwise(edges))
