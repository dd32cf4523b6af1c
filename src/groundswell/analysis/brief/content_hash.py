"""One short number for all numbers: two pages with the same one tell of the same figures."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from groundswell.analysis.brief.decisions import Decisions
from groundswell.analysis.results import Findings

_DIGITS = 12


def hash_numbers(findings: Findings, decisions: Decisions) -> str:
    """Return the first twelve digits of the SHA-256 over every number that the page is made from.

    Words, order of keys and the reader do not matter, so all lenses bear the same hash.
    """
    return hash_values(findings.as_json(), ("decisions", decisions.as_json()))


def hash_values(*parts: Any) -> str:
    """Return the same of any plain values; a pair of a name and a value says whose numbers."""
    numbers: list[tuple[str, str]] = []
    for part in parts:
        name, value = part if isinstance(part, tuple) else ("", part)
        numbers += sorted(_numbers(name, value))
    said = json.dumps(numbers, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]


def _numbers(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _numbers(f"{path}/{key}", item)
    elif isinstance(value, list | tuple):
        yield path, f"{len(value)}"
        for place, item in enumerate(value):
            yield from _numbers(f"{path}/{place}", item)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, repr(float(value))
