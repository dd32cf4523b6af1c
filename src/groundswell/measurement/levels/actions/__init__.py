"""What can happen to snapshots and indicators, and what people may say of a level."""

from groundswell.measurement.levels.actions.dashboards import (
    compose_dashboard,
    end_report,
    make_dashboard,
    prepare_due,
    prepare_report,
    share_dashboard,
)
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
from groundswell.measurement.levels.actions.targets import set_target

__all__ = [
    "NewSetting",
    "NewView",
    "ask_snapshot",
    "ask_view",
    "compose_dashboard",
    "contest_level",
    "decide_contest",
    "end_report",
    "give_view",
    "give_view_by_link",
    "make_dashboard",
    "prepare_due",
    "prepare_report",
    "set_indicator",
    "set_indicator_back",
    "set_target",
    "share_dashboard",
    "take_snapshot",
]
