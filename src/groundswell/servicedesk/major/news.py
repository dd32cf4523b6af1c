"""How often everybody hears of a major incident; see `news.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NewsOptions:
    """What the data file holds."""

    least: int
    most: int
    ended_hours: int
    fitting: int
    told_alike: int
    usual: int
    crowd: int
    crowd_days: int
    minutes: Mapping[int, int]

    def minutes_of(self, priority: int) -> int:
        """Return the minutes after which the next message is due at this priority."""
        return self.minutes.get(priority, max(self.minutes.values()))


@cache
def load_news() -> NewsOptions:
    """Return the options of the data file."""
    data = tomllib.loads(Path(__file__).with_name("news.toml").read_text(encoding="utf-8"))
    minutes = {int(priority): wait for priority, wait in data.pop("minutes").items()}
    return NewsOptions(**data, minutes=minutes)
