"""The whole effort over time: its moments on one line, what changed by quarter, standing still."""

from groundswell.analysis.journey.book import JourneyBook, Kind, load_journey
from groundswell.analysis.journey.change import Change, find_change
from groundswell.analysis.journey.measures import count_months
from groundswell.analysis.journey.moments import Moment, Tone
from groundswell.analysis.journey.quarters import (
    MonthCount,
    QuarterValue,
    by_quarter,
    mark_whole,
    name_quarter,
)
from groundswell.analysis.journey.timeline import Timeline, draw_timeline

__all__ = [
    "Change",
    "JourneyBook",
    "Kind",
    "Moment",
    "MonthCount",
    "QuarterValue",
    "Timeline",
    "Tone",
    "by_quarter",
    "count_months",
    "draw_timeline",
    "find_change",
    "load_journey",
    "mark_whole",
    "name_quarter",
]
