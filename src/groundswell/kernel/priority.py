"""Priority is read from a matrix of impact and urgency that is kept as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from groundswell.kernel.errors import BadInput

DEFAULT = Path(__file__).parent / "data" / "priority.toml"


@dataclass(frozen=True, slots=True)
class PriorityMatrix:
    """The words for impact, urgency and priority, and the priority of each pair."""

    impacts: Mapping[int, str]
    urgencies: Mapping[int, str]
    priorities: Mapping[int, str]
    cells: Mapping[tuple[int, int], int]

    def priority(self, *, impact: int, urgency: int) -> int:
        """Return the priority, 1 first.

        Raises:
            BadInput: the matrix has no such impact or urgency.
        """
        try:
            return self.cells[impact, urgency]
        except KeyError:
            raise BadInput(
                f"The priority matrix has no cell for impact {impact} and urgency {urgency}; "
                f"impact is one of {_listed(self.impacts)}, "
                f"urgency one of {_listed(self.urgencies)}."
            ) from None


@cache
def load_matrix(path: Path = DEFAULT) -> PriorityMatrix:
    """Read a priority matrix from a TOML file; see the shipped file for its shape.

    Raises:
        BadInput: a cell is missing or names a priority without a word.
    """
    return read_matrix(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def read_matrix(data: Mapping[str, Any], name: str) -> PriorityMatrix:
    """Read a priority matrix from data in the shape of the shipped file.

    Args:
        data: words by rank under impact, urgency and priority, rows by impact under matrix.
        name: where it comes from, for the refusal.

    Raises:
        BadInput: a cell is missing or names a priority without a word.
    """
    impacts, urgencies, priorities = (
        {int(rank): word for rank, word in data[part].items()}
        for part in ("impact", "urgency", "priority")
    )
    cells = {
        (int(impact), urgency): priority
        for impact, row in data["matrix"].items()
        for urgency, priority in zip(sorted(urgencies), row, strict=False)
    }
    missing = [pair for pair in _pairs(impacts, urgencies) if cells.get(pair) not in priorities]
    if missing:
        raise BadInput(
            f"{name} gives no known priority for impact and urgency {missing[0]}; "
            f"fill every cell of [matrix] with one of {_listed(priorities)}."
        )
    return PriorityMatrix(impacts, urgencies, priorities, cells)


def _pairs(impacts: Mapping[int, str], urgencies: Mapping[int, str]) -> list[tuple[int, int]]:
    return [(impact, urgency) for impact in impacts for urgency in urgencies]


def _listed(words: Mapping[int, str]) -> str:
    return ", ".join(f"{rank} ({word})" for rank, word in words.items())
