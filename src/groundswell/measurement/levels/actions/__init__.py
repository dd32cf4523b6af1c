"""What can happen to snapshots and to indicators."""

from groundswell.measurement.levels.actions.indicators import (
    NewSetting,
    set_indicator,
    set_indicator_back,
)
from groundswell.measurement.levels.actions.snapshots import ask_snapshot, take_snapshot

__all__ = ["NewSetting", "ask_snapshot", "set_indicator", "set_indicator_back", "take_snapshot"]
