"""Working time over every change of the clock in every zone, against a clock read step by step.

Run with `python -m bench clocks`; it takes some minutes. The tests walk a sample of the same.
"""

import json
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from groundswell.kernel.worktime import WorkCalendar
from tests.kernel.clock_oracle import CALENDARS, HOUR, is_open, list_changes, walk


def check_clocks(*, first: int = 1900, last: int = 2037) -> dict[str, Any]:
    """Return how many changes of the clock were walked, and those over which it differs."""
    walked, wrong = 0, []
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        for change in list_changes(zone, first, last):
            walked += 1
            start, end = change - 3 * HOUR, change + 3 * HOUR
            # before clocks were set by the hour, distances from UTC had seconds
            offsets = (moment.astimezone(zone).utcoffset() for moment in (start, end))
            odd = any(offset is None or offset.seconds % 60 for offset in offsets)
            step = timedelta(seconds=1 if odd or change.second else 60)
            shown = list(walk(zone, start, end, step))
            for hours in CALENDARS:
                counted = sum(is_open(one, hours) for one in shown) * step
                if WorkCalendar(zone, hours).between(start, end) != counted:
                    wrong.append(f"{name} {change:%Y-%m-%d %H:%M:%S}")
    return {"zones": len(available_timezones()), "changes": walked, "different": wrong}


if __name__ == "__main__":
    print(json.dumps(check_clocks(), indent=2))
