"""Tickets seen in four ways: by words, by runs of characters, by title and by coded fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from groundswell.analysis.match.options import MatchOptions
from groundswell.analysis.text.features import (
    Matrix,
    Reals,
    Vocabulary,
    learn_vocabulary,
    scale_rows,
)
from groundswell.analysis.text.lexicon import Lexicon
from groundswell.analysis.text.lines import Habit, Stripper, learn_boilerplate
from groundswell.analysis.text.runs import count_runs
from groundswell.analysis.text.spelling import learn_corrections
from groundswell.analysis.text.tokens import Reader
from groundswell.analysis.text.wordlists import read_data


@dataclass(frozen=True, slots=True)
class Texts:
    """Titles and descriptions with their coded fields, row by row."""

    titles: Sequence[str]
    bodies: Sequence[str]
    #: value or None by field
    fields: Mapping[str, Sequence[str | None]]

    def __len__(self) -> int:
        return len(self.titles)

    def slice(self, start: int, end: int, step: int = 1) -> "Texts":
        """Return some rows."""
        fields = {name: values[start:end:step] for name, values in self.fields.items()}
        return Texts(self.titles[start:end:step], self.bodies[start:end:step], fields)

    def take(self, rows: npt.NDArray[np.int64]) -> "Texts":
        """Return the words of some rows, without their fields."""
        numbers = rows.tolist()
        titles = [self.titles[row] for row in numbers]
        return Texts(titles, [self.bodies[row] for row in numbers], {})


@dataclass(frozen=True, slots=True)
class Views:
    """How texts become vectors, learnt from the history they are matched against."""

    options: MatchOptions
    reader: Reader
    stripper: Stripper
    vocabulary: Vocabulary
    run_weights: Reals
    #: column and weight by field and value
    values: Mapping[tuple[str, str], tuple[int, float]]

    def words(self, texts: Texts) -> Matrix:
        """Return unit rows by words, shape (texts, terms)."""
        titles = self.reader.read(texts.titles)
        bodies = self.reader.read(map(self.stripper.strip, texts.titles, texts.bodies))
        return self.vocabulary.vectors(titles, bodies)

    def titles(self, texts: Texts) -> Matrix:
        """Return unit rows by runs of characters of the titles alone."""
        return self._weigh_runs(texts.titles)

    def characters(self, texts: Texts) -> Matrix:
        """Return unit rows by runs of characters, the title twice."""
        most = self.options.run_characters
        return self._weigh_runs(
            [
                f"{title} {title} {self.stripper.strip(title, body)[:most]}"
                for title, body in zip(texts.titles, texts.bodies, strict=True)
            ]
        )

    def fields(self, texts: Texts) -> Matrix:
        """Return unit rows by coded fields; a rare value weighs more."""
        places: list[int] = []
        weights: list[float] = []
        ends = [0]
        for row in range(len(texts)):
            for name, held in texts.fields.items():
                known = self.values.get((name, held[row] or ""))
                if known is not None:
                    places.append(known[0])
                    weights.append(known[1])
            ends.append(len(places))
        shape = (len(texts), max(1, len(self.values)))
        data = np.array(weights, dtype=np.float32)
        return scale_rows(sparse.csr_matrix((data, places, ends), shape=shape))

    def _weigh_runs(self, texts: Sequence[str]) -> Matrix:
        counted = count_runs(texts, length=self.options.run, hashes=self.options.run_hashes)
        counted.data = (1 + np.log(counted.data)) * self.run_weights[counted.indices]
        return scale_rows(counted)


def learn_views(texts: Texts, options: MatchOptions) -> Views:
    """Return views that know how common words, runs and values are among these texts."""
    step = max(1, -(-len(texts) // options.learn_from))
    some = texts.slice(0, len(texts), step)
    pairs = list(zip(some.titles, some.bodies, strict=True))
    habit = Habit(**read_data("text_options.toml")["boilerplate"])
    stripper = Stripper(learn_boilerplate(pairs, habit))
    reader = Reader(Lexicon(learn_corrections(f"{title} {body}" for title, body in pairs)))
    vocabulary = learn_vocabulary(
        reader.read(some.titles),
        reader.read(map(stripper.strip, some.titles, some.bodies)),
        options.term_weights,
        rare=1,
        rarity=options.rarity,
    )
    told = [f"{title} {body[: options.run_characters]}" for title, body in pairs]
    runs = count_runs(told, length=options.run, hashes=options.run_hashes)
    seen = np.bincount(runs.indices, minlength=options.run_hashes)
    run_weights = (np.log((1 + len(some)) / (1 + seen)) + 1).astype(np.float32)
    return Views(options, reader, stripper, vocabulary, run_weights, _weigh_values(texts, options))


def _weigh_values(texts: Texts, options: MatchOptions) -> dict[tuple[str, str], tuple[int, float]]:
    """Return a column for each value of each field, and its weight: the rarer the heavier."""
    known: dict[tuple[str, str], tuple[int, float]] = {}
    for name, held in texts.fields.items():
        values, counts = np.unique([value for value in held if value], return_counts=True)
        seldom: npt.NDArray[np.float64] = np.sqrt(np.log1p(len(texts) / counts))
        for value, weight in zip(values.tolist(), seldom.tolist(), strict=True):
            known[name, value] = (len(known), weight * options.field_weights[name])
    return known
