"""The level that people see, beside the one that the records show."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from statistics import median
from typing import Any

#: keys of the three questions, in the order in which they are asked
QUESTIONS = ("knows", "followed", "went")


@dataclass(frozen=True, slots=True)
class Question:
    """One of the three questions; the place of an answer, from 0, is the level it speaks for."""

    words: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Perceived:
    """The level that some people see: the middle one, and the ends; 0 to 3."""

    level: float
    low: int
    high: int
    people: int


@cache
def load_questions() -> Mapping[str, Question]:
    """Return the three questions by key."""
    asked = _read()["question"]
    return {key: Question(asked[key]["words"], tuple(asked[key]["answers"])) for key in QUESTIONS}


def level_seen(answers: Sequence[int]) -> int:
    """Return the level that one person sees: the middle of the three answers."""
    return int(median(answers))


def perceive(views: Sequence[Sequence[int]]) -> Perceived | None:
    """Return the level that people see, or None where too few were heard.

    Args:
        views: for each person the three answers, 0 to 3.
    """
    if len(views) < int(_read()["least_people"]):
        return None
    levels = [level_seen(view) for view in views]
    return Perceived(float(median(levels)), min(levels), max(levels), len(levels))


def gap(seen: Perceived | None, shown: int | None) -> float | None:
    """Return how much more people see than the records show; None where either is not known."""
    return None if seen is None or shown is None else seen.level - shown


@cache
def _read() -> Mapping[str, Any]:
    file = resources.files("groundswell.analysis").joinpath("data", "perceived.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
