"""Records of maturity: snapshots, and how indicators are set."""

from groundswell.measurement.levels.models.indicators import IndicatorSetting
from groundswell.measurement.levels.models.snapshots import (
    MARK_STATUSES,
    IndicatorMark,
    LevelMark,
    Snapshot,
)

__all__ = ["MARK_STATUSES", "IndicatorMark", "IndicatorSetting", "LevelMark", "Snapshot"]
