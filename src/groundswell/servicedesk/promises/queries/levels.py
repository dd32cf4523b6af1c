"""What happens before and after a promise is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from groundswell.kernel.clocks import Reading, moment_of
from groundswell.kernel.worktime import WorkCalendar
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.promises.defaults import load_defaults
from groundswell.servicedesk.promises.models import EscalationLevel
from groundswell.servicedesk.promises.words import Act, Measure, Whom


@dataclass(frozen=True, slots=True)
class Level:
    """One level; `record` is None for a default. `share` is per cent used, `late` minutes after."""

    key: str
    record: EscalationLevel | None
    measure: str
    share: int | None
    late: int | None
    act: str
    whom: str = ""
    group: SupportGroup | None = None

    @property
    def when(self) -> str:
        """Return when it is reached, in words."""
        if self.share is None:
            minutes = self.late or 0
            return f"{minutes} working minutes after it was due" if minutes else "when it is due"
        return "when it is due" if self.share == 100 else f"at {self.share} % of the promised time"

    @property
    def what(self) -> str:
        """Return what happens, in words."""
        if self.act == Act.TELL:
            return f"tell {Whom(self.whom).label}"
        if self.act == Act.REASSIGN:
            return f"pass it to {self.group}"
        return Act(self.act).label.lower()

    @property
    def of(self) -> str:
        """Return what is promised, in words."""
        return Measure(self.measure).label

    def reached_at(
        self, reading: Reading, *, calendar: WorkCalendar, began_at: datetime
    ) -> datetime | None:
        """Return when it is reached if nothing happens before; None while the clock stands."""
        if self.share is None:
            return moment_of(reading, -timedelta(minutes=self.late or 0), calendar=calendar)
        left = reading.goal * (100 - self.share) / 100
        reached = moment_of(reading, left, calendar=calendar)
        return None if reached is None else max(reached, began_at)


def list_levels() -> list[Level]:
    """Return the levels that hold: those of this house, or the defaults where it said nothing."""
    live = EscalationLevel.objects.filter(withdrawn_at=None).select_related("group")
    said = [
        Level(one.number, one, one.measure, one.share, one.late, one.act, one.whom, one.group)
        for one in live.order_by("measure", "late", "share", "id")
    ]
    return said if said or EscalationLevel.objects.exists() else list_default_levels()


def list_default_levels() -> list[Level]:
    """Return the levels that hold until a house says otherwise."""
    return [
        Level(
            f"default-{place}",
            None,
            entry["measure"],
            entry.get("share"),
            entry.get("late"),
            entry["act"],
            entry.get("whom", ""),
        )
        for place, entry in enumerate(load_defaults()["levels"], 1)
    ]


def next_alarm(
    levels: Sequence[Level],
    reading: Reading,
    *,
    measure: str,
    calendar: WorkCalendar,
    began_at: datetime,
    reached: frozenset[str],
) -> datetime | None:
    """Return when the next level of a clock is reached that was not reached before."""
    moments = [
        level.reached_at(reading, calendar=calendar, began_at=began_at)
        for level in levels
        if level.measure == measure and level.key not in reached
    ]
    return min((moment for moment in moments if moment is not None), default=None)
