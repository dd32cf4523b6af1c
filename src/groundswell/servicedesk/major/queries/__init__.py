"""Questions about major incidents."""

from groundswell.servicedesk.major.queries.board import (
    Live,
    get_major,
    list_live,
    list_majors,
    major_of,
)
from groundswell.servicedesk.major.queries.crowds import Crowd, fit_crowds, list_crowds
from groundswell.servicedesk.major.queries.fitting import Fitting, fit_open_troubles
from groundswell.servicedesk.major.queries.known import (
    Known,
    Together,
    get_known,
    known_now,
    known_of,
    pick_known,
    together_with,
)
from groundswell.servicedesk.major.queries.rating import tell_going_back
from groundswell.servicedesk.major.queries.record import (
    get_follow_up,
    list_follow_ups,
    list_updates,
    measure_news,
    preview_news,
    reach_of,
    tell_course,
)
from groundswell.servicedesk.major.queries.report import Report, write_report
from groundswell.servicedesk.major.queries.standing import Stand, list_stands

__all__ = [
    "Crowd",
    "Fitting",
    "Known",
    "Live",
    "Report",
    "Stand",
    "Together",
    "fit_crowds",
    "fit_open_troubles",
    "get_follow_up",
    "get_known",
    "get_major",
    "known_now",
    "known_of",
    "list_crowds",
    "list_follow_ups",
    "list_live",
    "list_majors",
    "list_stands",
    "list_updates",
    "major_of",
    "measure_news",
    "pick_known",
    "preview_news",
    "reach_of",
    "tell_course",
    "tell_going_back",
    "together_with",
    "write_report",
]
