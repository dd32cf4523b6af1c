"""The audit trail in the words of people."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from django import template

from groundswell.foundation.priorities.matrix import current_matrix

register = template.Library()

Change = tuple[str, str, str]


@cache
def _read() -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).with_name("trail_words.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def load_words() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return what is said of acts, and of fields, from trail_words.toml."""
    return _read()["acts"], _read()["fields"]


@register.filter
def said(act: str) -> str:
    """Return an act as a clause: "incident.held" → "put it on hold"."""
    acts, _ = load_words()
    word = act.rpartition(".")[2]
    return acts.get(word, word.replace("_", " "))


@register.filter
def told(changes: Iterable[Change]) -> list[Change]:
    """Return those changes that a reader of the story wants: field, old and new in words.

    Fields without a word are keys and times that the entry tells by itself.
    """
    _, fields = load_words()
    return [
        (fields[name], _as_words(name, old), _as_words(name, new))
        for name, old, new in changes
        if name in fields
    ]


def _as_words(name: str, value: str) -> str:
    if value == "None":  # how the trail writes down a number that is not known
        return ""
    if name == "effort_minutes":
        return value.removesuffix(".0")
    if value.isdecimal() and name in ("impact", "urgency", "priority"):
        matrix = current_matrix()
        words = {
            "impact": matrix.impacts,
            "urgency": matrix.urgencies,
            "priority": matrix.priorities,
        }
        return words[name].get(int(value), value)
    if name == "state":
        return _read()["states"].get(value, value.replace("_", " ").capitalize())
    return value
