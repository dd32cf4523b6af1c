"""Cutting long sequences into pieces that a database takes at once."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of at most `size`; the standard library has this from 3.12."""
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece
