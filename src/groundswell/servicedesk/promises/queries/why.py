"""Why a promise is due when it is due: every second of a clock, explained."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from groundswell.kernel.clocks import Reading, Segment, list_segments
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.promises.queries.goals import Goal
from groundswell.servicedesk.promises.queries.reading import has_promises, read, read_trails
from groundswell.servicedesk.promises.queries.rules import load_rules
from groundswell.servicedesk.promises.queries.turns import Clock, list_clocks, name_groups
from groundswell.servicedesk.promises.words import Measure

#: more segments of one stretch than this are added up to one line
_MOST = 12
#: parts that the bar is drawn from; narrower ones than a thousandth cannot be seen
_WIDE = 1000


@dataclass(frozen=True, slots=True)
class WhyLine:
    """A stretch of a clock: what it did, why, and what of it counted.

    Attributes:
        start: when it began.
        end: when it ended.
        kind: counts, closed or stands.
        why: state or reason, in words.
        who: whose act began it.
        lasts: its length on the wall.
        counted: what of it counted against the promise.
        times: openings and closings that were added up to this line, 1 where it is a single one.
    """

    start: datetime
    end: datetime
    kind: str
    why: str
    who: str
    lasts: timedelta
    counted: timedelta
    times: int = 1


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of the drawn bar, in thousandths of its width."""

    x: float
    width: float
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One clock with all its stretches, which add up to the whole."""

    clock: Clock
    reading: Reading
    group: str
    lines: tuple[WhyLine, ...]
    bar: tuple[BarPart, ...]
    #: where in the bar it was due, in thousandths; None outside it
    due_x: float | None
    #: what else was promised for such a ticket and is less specific, the nearest first
    others: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return which promise it is, in words."""
        label = Measure(self.clock.measure).label
        number = f", round {self.clock.round}" if self.clock.round > 1 else ""
        return f"{label} {self.group}".strip() + number

    @property
    def lasts(self) -> timedelta:
        """Return its length on the wall."""
        return sum((line.lasts for line in self.lines), timedelta())

    @property
    def counted(self) -> timedelta:
        """Return the working time that counted."""
        return sum((line.counted for line in self.lines), timedelta())

    @property
    def closed(self) -> timedelta:
        """Return how long it ran while nobody worked."""
        return self._sum("closed")

    @property
    def stood(self) -> timedelta:
        """Return how long it stood still."""
        return self._sum("stands")

    def _sum(self, kind: str) -> timedelta:
        return sum((line.lasts for line in self.lines if line.kind == kind), timedelta())


def explain(ticket: Ticket, *, at: datetime) -> list[Explained]:
    """Return every clock of a ticket up to a moment; none where it began in another tool."""
    if not has_promises(ticket):
        return []
    entries = read_trails([ticket.number]).get(ticket.number, ())
    rules = load_rules()
    clocks = list_clocks(ticket, entries, rules)
    fitting = rules.fitting(ticket)
    groups = name_groups(clocks)
    until = max([at, *(entry.acted_at for entry in entries)])
    return [
        replace(
            _explain(clock, until, groups.get(clock.group_id or 0, "")),
            others=tuple(_name(goal) for goal in fitting if clock.measure in goal.minutes
                         and goal != clock.goal),
        )
        for clock in clocks
    ]  # fmt: skip


def _name(goal: Goal) -> str:
    return f"{goal.scope} ({goal.record.number if goal.record else 'a default'})"


def _explain(clock: Clock, until: datetime, group: str) -> Explained:
    segments = list_segments(clock.turns, calendar=clock.goal.calendar, until=until)
    reading = read(clock, until=until)
    bar = tuple(_draw(segments))
    return Explained(clock, reading, group, tuple(_lines(segments)), bar, _due(segments, reading))


def _lines(segments: list[Segment]) -> list[WhyLine]:
    lines: list[WhyLine] = []
    for _, grouped in groupby(segments, key=lambda one: (one.turn.at, one.turn.run)):
        parts = list(grouped)
        if len(parts) <= _MOST:
            lines += [_line(part) for part in parts]
        else:
            lines += [_add_up(parts, kind) for kind in dict.fromkeys(map(_kind, parts))]
    return lines


def _kind(segment: Segment) -> str:
    if segment.counts:
        return "counts"
    return "stands" if segment.turn.run != "runs" else "closed"


def _line(part: Segment) -> WhyLine:
    return WhyLine(
        start=part.start,
        end=part.end,
        kind=_kind(part),
        why=part.turn.why,
        who=part.turn.who,
        lasts=part.lasts,
        counted=part.lasts if part.counts else timedelta(),
    )


def _add_up(parts: list[Segment], kind: str) -> WhyLine:
    same = [part for part in parts if _kind(part) == kind]
    lasts = sum((part.lasts for part in same), timedelta())
    first = same[0]
    return WhyLine(
        start=first.start,
        end=same[-1].end,
        kind=kind,
        why=first.turn.why,
        who=first.turn.who,
        lasts=lasts,
        counted=lasts if kind == "counts" else timedelta(),
        times=len(same),
    )


def _draw(segments: list[Segment]) -> list[BarPart]:
    """Return the parts of the bar; neighbours of one kind are one part."""
    if not segments:
        return []
    start, whole = segments[0].start, segments[-1].end - segments[0].start
    parts = []
    for kind, grouped in groupby(segments, key=_kind):
        same = list(grouped)
        x = _WIDE * ((same[0].start - start) / whole)
        width = _WIDE * ((same[-1].end - same[0].start) / whole)
        parts.append(BarPart(round(x, 2), round(width, 2), kind, same[0].turn.why))
    return parts


def _due(segments: list[Segment], reading: Reading) -> float | None:
    if not segments or reading.due_at is None:
        return None
    start, end = segments[0].start, segments[-1].end
    if not start <= reading.due_at <= end:
        return None
    return round(_WIDE * ((reading.due_at - start) / (end - start)), 2)
