"""A profile without names: what one house may hand another, and how such a file is read.

It holds ids of practices and indicators, levels, values, ranges and counts; no name, no text, no
record, and no day, only the month.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from groundswell.kernel.errors import BadInput

#: the key by which such a file is known, and the form that this version writes and reads
MARK = "groundswell_profile"
FORM = 1
#: a whole profile with every indicator switched on has some forty thousand bytes
LARGEST = 1_000_000
_LEVELS = range(6)

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Level:
    """The level of a practice, with the lowest and the highest that it may be."""

    level: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Seen:
    """The value of an indicator with its range, and of how many records it was read."""

    value: float
    low: float
    high: float
    n: int
    #: mark of what is counted and how; "" where it is not known
    counted: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The levels and values of one house, by the ids of practices and indicators."""

    #: "2026-11"
    month: str
    levels: Mapping[str, Level]
    values: Mapping[str, Seen]


def write_profile(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the profile without names of an assessment (`as_document`), ready to be a file."""
    known = [one for one in document["practices"] if one["level"] is not None]
    levels = {one["practice"]: [one["level"], *_ends(one)] for one in known}
    values = {
        key: {name: one[name] for name in ("value", "low", "high", "n")}
        | {"counted": one.get("counted") or ""}
        for key, one in document["readings"].items()
        if one["value"] is not None
    }
    return {
        MARK: FORM,
        "groundswell": document["groundswell"],
        "month": document["as_of"][:7],
        "levels": levels,
        "values": values,
    }


def _ends(one: Mapping[str, Any]) -> tuple[int, int]:
    low, high = one["range"] or (None, None)
    level = one["level"]
    return (level if low is None else min(low, level), level if high is None else max(high, level))


def read_profile(data: bytes) -> Profile:
    """Return what stands in the file of another house.

    Raises:
        BadInput: it is no such file, or something in it cannot be; the message says what.
    """
    if len(data) > LARGEST:
        raise BadInput(
            f"This file has {len(data):,} bytes and a profile never more than {LARGEST:,}: "
            "it is another file."
        )
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise BadInput(
            "This file is no JSON. Ask the other house for the file that "
            "`groundswell assess --profile` writes."
        ) from None
    return take_profile(given)


def take_profile(given: Any) -> Profile:
    """Return a profile that was read as JSON.

    Raises:
        BadInput: as `read_profile`.
    """
    if not isinstance(given, dict) or MARK not in given:
        whole = isinstance(given, dict) and "readings" in given
        raise BadInput(
            "This is a whole assessment with texts and records. Only a profile without names is "
            "laid beside: the file that `groundswell assess --profile` writes."
            if whole
            else "This file is no profile of a house. `groundswell assess --profile` writes one."
        )
    if given[MARK] != FORM or isinstance(given[MARK], bool):
        raise BadInput(
            f"This profile has the form {given[MARK]!r} and this version reads {FORM}. "
            "Bring the older of the two installations up to date and write the file again."
        )
    month = str(given.get("month", ""))
    return Profile(
        month if re.fullmatch(r"\d{4}-\d{2}", month) else "",
        _read(given, "levels", _level),
        _read(given, "values", _seen),
    )


def _read(given: Mapping[str, Any], name: str, read: Callable[[str, Any], Part]) -> dict[str, Part]:
    parts = given.get(name)
    if not isinstance(parts, dict):
        raise BadInput(f"This profile lacks its {name}; have it written again.")
    return {key[:40]: read(key[:40], part) for key, part in parts.items()}


def _level(key: str, part: Any) -> Level:
    if isinstance(part, list) and len(part) == 3 and all(_is_level(one) for one in part):
        level, low, high = part
        if low <= level <= high:
            return Level(level, low, high)
    raise BadInput(
        f"{key}: {_short(part)} is no level; it is written [level, lowest, highest], each 0 to 5."
    )


def _is_level(one: Any) -> bool:
    return isinstance(one, int) and not isinstance(one, bool) and one in _LEVELS


def _seen(key: str, part: Any) -> Seen:
    if isinstance(part, dict):
        given: list[Any] = [part.get(name) for name in ("value", "low", "high", "n")]
        value, low, high, n = given
        if all(_is_number(one) for one in (value, low, high)) and low <= high:
            if isinstance(n, int) and not isinstance(n, bool) and n >= 0:
                return Seen(value, low, high, n, str(part.get("counted") or "")[:40])
            raise BadInput(f"{key}: of {_short(n)} records is no count; ask for the file again.")
    raise BadInput(f"{key}: {_short(part)} is no value with a range; ask for the file again.")


def _is_number(one: Any) -> bool:
    # An integer of hundreds of digits is none that can be held against another.
    if isinstance(one, bool) or not isinstance(one, int | float):
        return False
    return abs(one) < 1e15 if isinstance(one, int) else math.isfinite(one)


def _short(part: Any) -> str:
    text = json.dumps(part, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."
