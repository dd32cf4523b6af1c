"""Which card prices which ticket, where services or departments have rates of their own."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from groundswell.analysis.cost.members import Rows, TicketFacts
from groundswell.analysis.cost.rates import Output, RateCard

Codes = npt.NDArray[np.int64]


class Cards:
    """The cards that the tickets of one analysis need: one where nothing particular holds."""

    def __init__(self, facts: TicketFacts, rates: RateCard) -> None:
        self._outputs = rates.outputs
        self._services = facts.names["service"]
        services, named = _groups(facts, "service", lambda name: _of_service(rates, name))
        units, headed = _groups(facts, "department", lambda name: _of_department(rates, name))
        both = services * len(headed) + units
        present = np.flatnonzero(np.bincount(both, minlength=len(named) * len(headed)))
        self._place = np.searchsorted(present, both)
        self._cards = [
            rates.of(service=named[pair // len(headed)], department=headed[pair % len(headed)])
            for pair in present
        ]

    def __getitem__(self, place: int) -> RateCard:
        return self._cards[place]

    def split(self, rows: Rows) -> list[tuple[int, Rows]]:
        """Return these tickets by the place of their card, those of the first card first."""
        if len(self._cards) == 1:
            return [(0, rows)]
        places = self._place[rows]
        return [(int(place), rows[places == place]) for place in np.unique(places)]

    def left_out(self, rows: Rows) -> tuple[Output, ...]:
        """Return the outputs of the services of these tickets that do not count."""
        if not self._outputs:
            return ()
        codes = np.unique(np.asarray(self._services.indices.fill_null(-1))[rows])
        names = [str(self._services.dictionary[int(code)]) for code in codes if code >= 0]
        found = [self._outputs[name] for name in names if name in self._outputs]
        return tuple(output for output in found if output.per_person is None)


def list_unused(rates: RateCard, facts: TicketFacts) -> tuple[str, ...]:
    """Return for whom the card has particular values while no ticket names them."""
    used: set[str] = set()
    every: set[str] = set()
    for column, tables in (("service", rates.by_service), ("department", rates.by_department)):
        seen = set(facts.names[column].dictionary.to_pylist())
        for name, table in tables.items():
            scopes = {entry.scope for entry in table.values()}
            every |= scopes
            used |= scopes if name in seen else set()
    return tuple(sorted(every - used))


def _groups(
    facts: TicketFacts, column: str, same: Callable[[str], object]
) -> tuple[Codes, list[str | None]]:
    """Return for each ticket the group of its name, and one name for each group.

    Group 0 is of everyone without anything particular; names with the same answer of `same` are
    one group.
    """
    names = facts.names[column]
    found: dict[object, int] = {None: 0}
    standing: list[str | None] = [None]
    group_of = np.zeros(len(names.dictionary) + 1, dtype=np.int64)
    for code, name in enumerate(str(known) for known in names.dictionary.to_pylist()):
        particular = same(name)
        if particular not in found:
            found[particular] = len(standing)
            standing.append(name)
        group_of[code] = found[particular]
    return group_of[np.asarray(names.indices.fill_null(len(names.dictionary)))], standing


def _of_service(rates: RateCard, name: str) -> object:
    output = rates.outputs.get(name)
    counts = output is not None and output.per_person is not None
    return name if counts or rates.by_service.get(name) else None


def _of_department(rates: RateCard, name: str) -> object:
    """Return what tells departments apart: those under one head may share its rates."""
    return tuple(rates.by_department.get(name, {}).items()) or None
