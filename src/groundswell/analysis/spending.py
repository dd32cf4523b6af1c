"""Money that was written down as spent on tickets: a record, and no estimate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent in all, and on how many tickets somebody wrote it down.

    Of the other tickets it is not known, so the amount is the least that was spent.
    """

    amount: float
    tickets: int
