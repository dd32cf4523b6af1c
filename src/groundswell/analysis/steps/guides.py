"""The guided way from the first ten minutes on, and a starter kit for each practice, as data."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Station:
    """One stretch of the way: what is done, what it shows, what has to be on record for it."""

    id: str
    when: str
    title: str
    does: tuple[str, ...]
    shows: str
    #: a count of this installation, and the least that it has to be
    shown_by: Mapping[str, int]
    #: name of the address where it is done, and the right that one needs there
    page: str
    right: str


@dataclass(frozen=True, slots=True)
class Way:
    """Every station in order, with the length of the whole."""

    months: int
    interest_months: int
    scale: str
    stations: tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class Kit:
    """What it takes to start one practice."""

    practice: str
    name: str
    #: the least that has to be on record
    records: tuple[str, ...]
    roles: tuple[str, ...]
    #: the first thirty days, a line for each week
    days: tuple[str, ...]
    #: three sentences for somebody who decides; the last is {example}
    sentences: tuple[str, ...]
    done: str
    measure: Mapping[str, Any]
    #: what can be read freely elsewhere: words and address of each
    learn: tuple[Mapping[str, str], ...]


@cache
def load_way(path: Path = FOLDER / "begin.toml") -> Way:
    """Read the way."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    stations = tuple(Station(**_frozen(entry)) for entry in data.pop("station"))
    return Way(stations=stations, **data)


@cache
def load_kits(path: Path = FOLDER / "kits.toml") -> Mapping[str, Kit]:
    """Read the kits, by practice."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Kit(practice=name, **_frozen(entry)) for name, entry in data.items()}


def place_stations(counts: Mapping[str, int | None]) -> Sequence[tuple[Station, str]]:
    """Return each station with where it stands: done, next or later.

    The first that is not done is next. A count that is absent or None is not known, and a station
    that rests on it is not done.
    """
    placed: list[tuple[Station, str]] = []
    is_next = True
    for station in load_way().stations:
        done = all((counts.get(name) or 0) >= least for name, least in station.shown_by.items())
        placed.append((station, "done" if done else "next" if is_next else "later"))
        is_next = is_next and done
    return placed


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
