"""What people may say of priorities."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.servicedesk.rules.actions.matrix import MatrixWords


class MatrixForm(forms.Form):
    """A word for each rank, and a priority for each pair."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.matrix = current_matrix()
        for part, words in self._parts():
            for rank, word in sorted(words.items()):
                self.fields[f"{part}_{rank}"] = forms.CharField(
                    max_length=40, initial=word, label=f"{part.capitalize()} {rank}"
                )
        choices = [(rank, rank) for rank in sorted(self.matrix.priorities)]
        for (impact, urgency), priority in sorted(self.matrix.cells.items()):
            self.fields[f"cell_{impact}_{urgency}"] = forms.TypedChoiceField(
                coerce=int,
                choices=choices,
                initial=priority,
                label=f"{self.matrix.impacts[impact]}, {self.matrix.urgencies[urgency]}",
            )

    def _parts(self) -> list[tuple[str, Any]]:
        held = self.matrix
        return [
            ("impact", held.impacts),
            ("urgency", held.urgencies),
            ("priority", held.priorities),
        ]

    def words_of(self, part: str) -> list[BoundField]:
        """Return the boxes for the words of impact, urgency or priority."""
        return [self[name] for name in self.fields if name.startswith(f"{part}_")]

    @property
    def urgencies(self) -> list[BoundField]:
        """Return the heads of the columns."""
        return self.words_of("urgency")

    @property
    def priorities(self) -> list[BoundField]:
        """Return the boxes for the words of priorities."""
        return self.words_of("priority")

    @property
    def rows(self) -> Iterator[tuple[BoundField, list[tuple[str, BoundField]]]]:
        """Return the rows: the word of an impact, and its cells, each with its urgency."""
        urgencies = sorted(self.matrix.urgencies.items())
        for impact in sorted(self.matrix.impacts):
            cells = [(word, self[f"cell_{impact}_{rank}"]) for rank, word in urgencies]
            yield self[f"impact_{impact}"], cells

    def words(self) -> MatrixWords:
        """Return what the form says, for the verb."""
        said, held = self.cleaned_data, self.matrix
        return MatrixWords(
            impacts={rank: said[f"impact_{rank}"] for rank in held.impacts},
            urgencies={rank: said[f"urgency_{rank}"] for rank in held.urgencies},
            priorities={rank: said[f"priority_{rank}"] for rank in held.priorities},
            cells={pair: said[f"cell_{pair[0]}_{pair[1]}"] for pair in held.cells},
        )
