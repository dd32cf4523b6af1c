"""What became of each of many tickets on which one act was tried."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """The numbers of those that went, and why the others did not."""

    done: Sequence[str] = ()
    refused: Sequence[tuple[str, str]] = field(default=())
