"""Versions as makers write them, compared part by part."""

import re

_PART = re.compile(r"\d+|[a-z]+")

Version = tuple[tuple[int, int, str], ...]


def read_version(text: str) -> Version:
    """Return a version as parts that compare: numbers as numbers, and after them words.

    Dots, dashes and a leading "v" only separate: "v2.10" is later than "2.9". Missing parts count
    as zero: "2" is "2.0".
    """
    found = _PART.findall(text.lower().removeprefix("version").strip())
    if found and found[0] == "v":
        found = found[1:]
    parts = [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in found]
    while parts and parts[-1] == (1, 0, ""):
        parts.pop()
    return tuple(parts)


def is_within(version: str, *, first: str = "", last: str = "") -> bool:
    """Tell whether a version lies between two others, both inclusive; an empty end is open.

    A version that says nothing lies within nothing but the fully open range.
    """
    if not first and not last:
        return True
    read = _padded(version, first, last)
    if not version.strip():
        return False
    return (not first or read[1] <= read[0]) and (not last or read[0] <= read[2])


def _padded(*texts: str) -> list[Version]:
    """Return versions of equal length, so that a shorter one counts as ending in zeros."""
    parts = [read_version(text) for text in texts]
    longest = max(len(part) for part in parts)
    return [part + ((1, 0, ""),) * (longest - len(part)) for part in parts]
