"""The moment when a trouble meets somebody."""

from dataclasses import dataclass
from datetime import datetime

from groundswell.cli.demo.records import Person


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, to whom, and on which thing if that is already known."""

    at: datetime
    caller: Person
    ci: str | None = None
