"""The weights of matching, as the data file sets them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from groundswell.analysis.text.features import Weights
from groundswell.analysis.text.wordlists import read_data


@dataclass(frozen=True, slots=True)
class MatchOptions:
    """Everything that can be set about matching; see `data/text_match.toml`."""

    words: float
    characters: float
    title: float
    fields: float
    time: float
    days: float
    rarity: float
    title_weight: float
    top_terms: int
    run: int
    run_characters: int
    run_hashes: int
    learn_from: int
    candidates: int
    kept_runs: int
    least_score: float
    worth_showing: float
    shared_words: int
    field_weights: Mapping[str, float]

    @property
    def total(self) -> float:
        """Return the score of two tickets that are alike in every way."""
        return self.words + self.characters + self.title + self.fields + self.time

    @property
    def term_weights(self) -> Weights:
        """Return how terms count in the view by words."""
        weights = dict(read_data("text_options.toml")["weights"])
        return Weights(**weights | {"title": self.title_weight, "top_terms": self.top_terms})


@cache
def default_options() -> MatchOptions:
    """Return the options as the data file holds them."""
    held = dict(read_data("text_match.toml"))
    held.pop("prototypes")
    held.pop("telling")
    return MatchOptions(**held)
