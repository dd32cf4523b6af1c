"""What holds until a house says otherwise, from promises.toml."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

#: what ends the words that name for whom a ticket waits
_SIGN = re.compile(r"[:,;.!?(–—]")


@cache
def load_defaults() -> Mapping[str, Any]:
    """Return the default hours, targets, levels, and which reasons stop which clock."""
    path = Path(__file__).with_name("promises.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def clocks_of(reason: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return which clocks stop, and which begin to run, while a ticket waits for this reason."""
    words = reason.casefold().replace("’", "'").strip()
    named = _SIGN.split(words, maxsplit=1)[0].strip()
    for entry in load_defaults()["reasons"]:
        if words.startswith(tuple(entry["begins"])) or named in entry.get("names", ()):
            return frozenset(entry.get("stops", ())), frozenset(entry.get("runs", ()))
    return frozenset(), frozenset()


def is_spoken(channel: str) -> bool:
    """Tell whether a caller who comes this way speaks with an agent, and so has an answer."""
    return channel in load_defaults()["answered"]["channels"]


def waits_for_caller(reason: str) -> bool:
    """Tell whether a ticket that waits for this reason waits for its caller."""
    stopped, _ = clocks_of(reason)
    return "caller" in stopped
