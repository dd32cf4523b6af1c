"""What can happen to snapshots and indicators, and what people may say of a level."""

from groundswell.measurement.levels.actions.indicators import (
    NewSetting,
    set_indicator,
    set_indicator_back,
)
from groundswell.measurement.levels.actions.people import (
    NewView,
    ask_view,
    contest_level,
    decide_contest,
    give_view,
    give_view_by_link,
)
from groundswell.measurement.levels.actions.snapshots import ask_snapshot, take_snapshot

__all__ = [
    "NewSetting",
    "NewView",
    "ask_snapshot",
    "ask_view",
    "contest_level",
    "decide_contest",
    "give_view",
    "give_view_by_link",
    "set_indicator",
    "set_indicator_back",
    "take_snapshot",
]
