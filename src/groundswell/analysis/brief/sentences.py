"""Sentences from templates: the words are data, the numbers come in, and each knows its rank."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and its rank: 0 must stand, 3 is the first to leave a page that is too long."""

    text: str
    rank: int = 0
    #: the kind of record behind its numbers, as the doors know it; empty: that of its block
    opens: str = ""


@cache
def phrases() -> Mapping[str, Any]:
    """Return every template and limit of the brief."""
    raw = files("groundswell.analysis.brief").joinpath("phrases.toml").read_text("utf-8")
    return tomllib.loads(raw)


def say(key: str, lens: str, /, **values: str) -> tuple[Sentence, ...]:
    """Return the sentence of a template, or nothing where this reader does not get it.

    Args:
        key: block and name, as "cost.share".
        lens: for whom the page is.
        values: texts for the places in the template; they are put in as they are.
    """
    block, name = key.split(".")
    template = phrases()[block][name]
    if lens not in template.get("lenses", [lens]):
        return ()
    text = template["text"].format(**values)
    return (Sentence(text, template.get("rank", 0), template.get("opens", "")),)


def word(key: str, /, **values: str) -> str:
    """Return a short text that is not a sentence of its own, as "need.rates"."""
    found: Any = phrases()
    for step in key.split("."):
        found = found[step]
    text: str = found.format(**values)
    return text


def day(moment: date) -> str:
    """Return a date as one says it: 14 March 2026."""
    month = phrases()["dates"]["months"][moment.month - 1]
    return f"{moment.day}\u00a0{month}\u00a0{moment.year}"


def many(number: int, one: str, more: str) -> str:
    """Return a counted thing: "1 ticket", "2,627 tickets"."""
    return f"{number:,}\u00a0{one if number == 1 else more}"


def records(kind: str, number: int) -> str:
    """Return a number of records of a kind in words: "74 troubles"."""
    one, more = phrases()["kinds"].get(kind, phrases()["kinds"]["other"])
    return many(number, one, more)
