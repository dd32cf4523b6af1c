"""What matching returns."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TicketMatch:
    """A ticket like the one asked about."""

    id: str
    #: 0 to 1; two tickets of one trouble seldom reach more than half in different words
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TicketMatches:
    """A ticket with those like it, best first."""

    id: str
    matches: tuple[TicketMatch, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `match --json` writes."""
        return {
            "id": self.id,
            "matches": [
                {"id": match.id, "score": match.score, "why": list(match.why)}
                for match in self.matches
            ],
        }
