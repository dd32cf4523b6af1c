"""Reasons in somebody's own words: which are none for the one who decides, and what judges people.

A reason is weak when it says only that somebody wants it. It stands as soon as the same sentence
names what is at stake: money, time, people, a risk, a date, a goal.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from groundswell.analysis.brief.plain import blame_words, plain
from groundswell.kernel.errors import BadInput


@cache
def _lists() -> Mapping[str, Any]:
    raw = files("groundswell.analysis.brief").joinpath("reasons.toml").read_text("utf-8")
    return tomllib.loads(raw)


def check_reason(said: str) -> str:
    """Return the reason as it may stand on the page: one line, plain words, with a full stop.

    Raises:
        BadInput: it is too long, or it is no reason for somebody who decides.
    """
    line = plain(said).rstrip(" .")
    most = _lists()["page"]["words"]
    if len(line.split()) > most:
        raise BadInput(
            f"The reason has {len(line.split())} words; the page has room for {most}. "
            "Say it shorter."
        )
    weak = find_weakness(line)
    if weak:
        instead = _lists()["page"]["instead"]
        raise BadInput(f"“{line}” convinces nobody who decides: {weak} {instead}")
    return f"{line}."


def find_weakness(said: str) -> str:
    """Return why this is no reason for somebody who decides, or "" where it may stand."""
    if re.search(_lists()["strong"]["words"], said, re.IGNORECASE):
        return ""
    for weak in _lists()["weak"]:
        if re.search(weak["not"], said, re.IGNORECASE):
            why: str = weak["why"]
            return why
    return ""


def check_tone(said: str) -> tuple[str, ...]:
    """Return a remark for each word that judges people instead of telling what happened."""
    return tuple(
        f"“{found}” judges people; say what happened instead." for found in blame_words(said)
    )
