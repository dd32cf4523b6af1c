"""Records of maturity: snapshots, how indicators are set, what people say."""

from groundswell.measurement.levels.models.dashboards import Dashboard, Every, Report, ReportState
from groundswell.measurement.levels.models.indicators import IndicatorSetting
from groundswell.measurement.levels.models.people import Contest, Decision, View
from groundswell.measurement.levels.models.snapshots import (
    MARK_STATUSES,
    IndicatorMark,
    LevelMark,
    Snapshot,
)
from groundswell.measurement.levels.models.targets import PracticeTarget

__all__ = [
    "MARK_STATUSES",
    "Contest",
    "Dashboard",
    "Decision",
    "Every",
    "IndicatorMark",
    "IndicatorSetting",
    "LevelMark",
    "PracticeTarget",
    "Report",
    "ReportState",
    "Snapshot",
    "View",
]
