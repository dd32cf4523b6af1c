"""The limits of knowledge.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rules:
    """When an article is to be looked at again (days, persons, share), and how long texts are."""

    review_after_days: int
    least_said: int
    least_share: float
    longest_body: int
    longest_symptoms: int
    longest_words: int
    languages: Mapping[str, str]


@cache
def load_rules() -> Rules:
    """Return what knowledge.toml says."""
    said = tomllib.loads(Path(__file__).with_name("knowledge.toml").read_text(encoding="utf-8"))
    return Rules(
        review_after_days=said["review"]["after_days"],
        least_said=said["review"]["least_said"],
        least_share=said["review"]["least_share"],
        longest_body=said["text"]["body"],
        longest_symptoms=said["text"]["symptoms"],
        longest_words=said["text"]["words"],
        languages=said["languages"],
    )
