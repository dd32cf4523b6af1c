"""What can happen to promises and to the rules behind them."""

from groundswell.servicedesk.promises.actions.calendars import (
    CalendarFacts,
    add_calendar,
    change_calendar,
    close_days,
)
from groundswell.servicedesk.promises.actions.escalating import escalate_due
from groundswell.servicedesk.promises.actions.feeds import (
    refresh_calendars,
    refresh_feed,
    subscribe,
    take_days,
)
from groundswell.servicedesk.promises.actions.keeping import follow_tickets, keep_promises
from groundswell.servicedesk.promises.actions.levels import LevelFacts, add_level, withdraw_level
from groundswell.servicedesk.promises.actions.recounting import (
    ask_recount,
    begin_recount,
    plan_promises,
    recount_further,
)
from groundswell.servicedesk.promises.actions.stamping import follow_rules
from groundswell.servicedesk.promises.actions.targets import (
    TargetFacts,
    confirm_defaults,
    say_target,
    withdraw_target,
)

__all__ = [
    "CalendarFacts",
    "LevelFacts",
    "TargetFacts",
    "add_calendar",
    "add_level",
    "ask_recount",
    "begin_recount",
    "change_calendar",
    "close_days",
    "confirm_defaults",
    "escalate_due",
    "follow_rules",
    "follow_tickets",
    "keep_promises",
    "plan_promises",
    "recount_further",
    "refresh_calendars",
    "refresh_feed",
    "say_target",
    "subscribe",
    "take_days",
    "withdraw_level",
    "withdraw_target",
]
