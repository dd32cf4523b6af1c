"""One short number for all numbers: two pages with the same one tell of the same figures."""

import hashlib
import json
from collections.abc import Mapping
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
        here: list[tuple[str, str]] = []
        _add_numbers(here, name, value)
        numbers += sorted(here)
    said = json.dumps(numbers, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]


def _add_numbers(found: list[tuple[str, str]], path: str, value: Any) -> None:
    """Add the numbers of a value, each with where it stands.

    Most values are the ids of tickets, a hundred thousand of them: words are passed over first.
    """
    if isinstance(value, (str, bool)) or value is None:
        return
    if isinstance(value, (int, float)):
        found.append((path, repr(float(value))))
    elif isinstance(value, (list, tuple)):
        found.append((path, str(len(value))))
        for place, item in enumerate(value):
            if not isinstance(item, str):
                _add_numbers(found, f"{path}/{place}", item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _add_numbers(found, f"{path}/{key}", item)
