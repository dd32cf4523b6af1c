"""What was done for one department, and what was not, as plain values handed in."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

#: ended: a trouble that is fixed; brought: an improvement that kept its promise, whole or in part;
#: taken_over: a way of working; came_back and fell_short are misses; under_way is not finished
DeedKind = Literal["ended", "brought", "taken_over", "came_back", "fell_short", "under_way"]

MISSES: tuple[DeedKind, ...] = ("came_back", "fell_short")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done, tried or begun for this department."""

    kind: DeedKind
    title: str
    #: when it was done; of what is under way, when it is due; None where nobody said
    on: date | None = None
    #: tickets of this department that it is about
    tickets: int = 0
