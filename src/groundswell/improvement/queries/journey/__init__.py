"""The whole effort on one page: its moments, its quarters, and whether it stands still."""

from groundswell.improvement.queries.journey.progress import Progress, sum_up
from groundswell.improvement.queries.journey.quarters import QuarterTable, compare_quarters
from groundswell.improvement.queries.journey.stalling import Stall, find_stall
from groundswell.improvement.queries.journey.story import count_kinds, list_moments, show_line

__all__ = [
    "Progress",
    "QuarterTable",
    "Stall",
    "compare_quarters",
    "count_kinds",
    "find_stall",
    "list_moments",
    "show_line",
    "sum_up",
]
