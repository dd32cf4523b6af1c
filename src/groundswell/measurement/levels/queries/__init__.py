"""Questions about how mature each practice is."""

from groundswell.measurement.levels.queries.book import (
    current_book,
    list_edits,
    setting_of,
    tell_settings,
)
from groundswell.measurement.levels.queries.course import (
    Quarter,
    course_of,
    list_quarters,
    list_values,
)
from groundswell.measurement.levels.queries.profile import (
    Row,
    draw_profile,
    get_practice,
    get_reading,
    get_snapshot,
    latest_document,
    latest_snapshot,
    list_checks,
    list_snapshots,
)
from groundswell.measurement.levels.queries.records import Opened, open_records

__all__ = [
    "Opened",
    "Quarter",
    "Row",
    "course_of",
    "current_book",
    "draw_profile",
    "get_practice",
    "get_reading",
    "get_snapshot",
    "latest_document",
    "latest_snapshot",
    "list_checks",
    "list_edits",
    "list_quarters",
    "list_snapshots",
    "list_values",
    "open_records",
    "setting_of",
    "tell_settings",
]
