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
from groundswell.measurement.levels.queries.people import (
    Seen,
    get_contest,
    get_view_by_link,
    list_asked,
    list_contests,
    list_views,
    see_level,
    sign_view,
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
    "Seen",
    "course_of",
    "current_book",
    "draw_profile",
    "get_contest",
    "get_practice",
    "get_reading",
    "get_snapshot",
    "get_view_by_link",
    "latest_document",
    "latest_snapshot",
    "list_asked",
    "list_checks",
    "list_contests",
    "list_edits",
    "list_quarters",
    "list_snapshots",
    "list_values",
    "list_views",
    "open_records",
    "see_level",
    "setting_of",
    "sign_view",
    "tell_settings",
]
