"""Keeping the priority matrix of the house."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.priorities.matrix import forget_matrix
from groundswell.foundation.priorities.models import KeptMatrix
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.kernel.priority import load_matrix, read_matrix

#: a word in a narrow column
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixWords:
    """The words by rank, and the priority of each pair by impact and urgency."""

    impacts: Mapping[int, str]
    urgencies: Mapping[int, str]
    priorities: Mapping[int, str]
    cells: Mapping[tuple[int, int], int]


@needs("desk.keep")
def keep_matrix(*, by: User, at: datetime, said: MatrixWords) -> KeptMatrix:
    """Put a matrix in place of the one that holds now; tickets keep the priority that they have.

    Raises:
        BadInput: a word or a cell is missing, two words are the same, or more harm would be less
            pressing.
    """
    data = _data(said)
    with transaction.atomic():
        transaction.on_commit(forget_matrix)
        kept = KeptMatrix.objects.select_for_update().first()
        if kept is None:
            return trail.begin(KeptMatrix(data=data), "matrix.set", by=by, at=at)
        with trail.change(kept, "matrix.set", by=by, at=at) as fresh:
            fresh.data = data
    return fresh


@needs("desk.keep")
def drop_matrix(*, by: User, at: datetime) -> None:
    """Go back to the matrix that is shipped.

    Raises:
        Refusal: it holds already.
    """
    kept = KeptMatrix.objects.first()
    if kept is None:
        raise Refusal("The shipped matrix holds already.")
    with transaction.atomic():
        transaction.on_commit(forget_matrix)
        trail.remove(kept, "matrix.set_back", by=by, at=at)


def _data(said: MatrixWords) -> dict[str, Any]:
    shipped = load_matrix()
    data: dict[str, Any] = {
        "impact": _words("impact", said.impacts, shipped.impacts),
        "urgency": _words("urgency", said.urgencies, shipped.urgencies),
        "priority": _words("priority", said.priorities, shipped.priorities),
        "matrix": {
            str(impact): [
                said.cells.get((impact, urgency), 0) for urgency in sorted(shipped.urgencies)
            ]
            for impact in sorted(shipped.impacts)
        },
    }
    read_matrix(data, "This matrix")
    _check_order(data["matrix"], data["impact"])
    return data


def _words(part: str, said: Mapping[int, str], shipped: Mapping[int, str]) -> dict[str, str]:
    words = {str(rank): said.get(rank, "").strip()[:_LONGEST] for rank in shipped}
    for rank, word in words.items():
        if not word:
            raise BadInput(f"The word for {part} {rank} is empty; give it one.")
    if len({word.casefold() for word in words.values()}) < len(words):
        raise BadInput(f"Two words for {part} are the same; nobody could tell them apart.")
    return words


def _check_order(rows: Mapping[str, Sequence[int]], impacts: Mapping[str, str]) -> None:
    """See that more people, or more haste, never make a ticket less pressing."""
    ordered = [rows[rank] for rank in sorted(rows)]
    for place, row in enumerate(ordered):
        name = impacts[sorted(rows)[place]]
        if list(row) != sorted(row):
            raise BadInput(
                f"In the row {name} something that can wait comes before something that cannot; "
                "the numbers have to rise from left to right."
            )
        if place and any(
            upper > lower for upper, lower in zip(ordered[place - 1], row, strict=True)
        ):
            raise BadInput(
                f"In the row {name} fewer people come before more; the numbers have to rise "
                "from the top down."
            )
