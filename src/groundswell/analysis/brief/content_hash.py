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
    numbers = sorted(_numbers("", findings.as_json()))
    numbers += sorted(_numbers("decisions", decisions.as_json()))
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
