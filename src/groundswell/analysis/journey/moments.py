"""What happened on one day of the journey."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

#: a step on the way, something gained, something lost
Tone = Literal["step", "gain", "loss"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that was done, decided, seen or measured, with the record that says so."""

    day: date
    #: a kind of data/journey.toml
    kind: str
    tone: Tone
    #: what happened, in a few words
    what: str
    #: what it was about
    title: str
    #: what it brought, or why
    detail: str = ""
    #: name of the page that shows the record, and its number; "" where there is none
    page: str = ""
    number: str = ""

    @property
    def mark(self) -> str:
        """Return the sign of its tone, so that colour is not alone."""
        return {"step": "●", "gain": "✓", "loss": "✕"}[self.tone]
