"""What the pages of maturity say, from words.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from groundswell.kernel.units import with_unit


@cache
def load_words() -> Mapping[str, Any]:
    """Return the words by their part."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def say_source(source: str) -> str:
    """Return where a cut comes from, in words; what has no word of its own stands as it is."""
    words: Mapping[str, str] = load_words()["sources"]
    return " and ".join(words.get(part.strip(), part.strip()) for part in source.split(","))


def say_cut(cut: float | str, *, unit: str) -> str:
    """Return a cut as a person says it: "30 %", "8 h", "it does not rise"."""
    if isinstance(cut, str):
        words: Mapping[str, str] = load_words()["cuts"]
        return words.get(cut, cut)
    if unit == "share":
        return with_unit(f"{100 * cut:g}", "%")
    return with_unit(f"{cut:,g}", unit)
