"""Titles for groups of tickets, no two alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from groundswell.analysis.discovery.grouping import TextGroups
from groundswell.analysis.discovery.options import DiscoveryOptions
from groundswell.analysis.discovery.source import Tickets
from groundswell.analysis.text.titles import Namer

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Named:
    """A title, and how many of the members read say it in these or other words."""

    title: str
    said: int
    read: int


def name_groups(
    tickets: Tickets,
    texts: TextGroups,
    groups: Sequence[tuple[int, Rows]],
    options: DiscoveryOptions,
) -> Iterator[tuple[Rows, Named]]:
    """Yield the members of each group with its title.

    Args:
        tickets: all tickets.
        texts: what the groups were made from.
        groups: number and members of each group; the first has first choice of a title.
        options: how many members are read.
    """
    namer = Namer(texts.reader, texts.vocabulary)
    typical = [_most_typical(rows, texts, options.read_for_title) for _, rows in groups]
    held = tickets.texts_of(np.concatenate(typical)) if typical else {}
    taken: set[str] = set()
    for (_, rows), some in zip(groups, typical, strict=True):
        members = [held[row] for row in some.tolist()]
        cleaned = [(title, texts.stripper.strip(title, body)) for title, body in members]
        found = namer.name(cleaned, taken=taken)
        taken.add(found.title.casefold())
        yield rows, Named(found.title, found.said, len(cleaned))


def _most_typical(rows: Rows, texts: TextGroups, most: int) -> Rows:
    order = np.argsort(-texts.near[rows], kind="stable")
    if len(rows) <= most:
        return rows[order]
    # The nearest alone would all be copies of one another: half nearest, half spread over the rest.
    half = most // 2
    spread = order[half:][np.linspace(0, len(rows) - half - 1, most - half).astype(np.int64)]
    return rows[np.concatenate((order[:half], spread))]
