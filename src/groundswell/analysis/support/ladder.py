"""The stage of one person, from -1 to 5, as a pure function of dated evidence.

Nobody sets a stage. It follows from what was seen, item by item in the order of the days, so it
can be reckoned again for any day and always comes out the same:

- without evidence everybody is at 0, unaware;
- each item of hers lifts by one stage, and no further than the stage that it is evidence of;
- the second touch of ours that brought no reaction shows that she knows: stage 1;
- stage 3 and above need time, mandate or money on record;
- something against it lowers by one stage, from 1 or 0 to -1;
- 120 days without a signal lower by one stage, and by one more for each 120 days after that, but
  never below 1: who knows of it does not stop knowing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.analysis.support.book import SupportBook, load_book
from groundswell.kernel.errors import BadInput

#: our own contact with her; every other kind is something that she did
TOUCH = "touch"


@dataclass(frozen=True, slots=True, order=True)
class SupportEvidence:
    """One dated item: what was seen, and where it can be looked up."""

    on: date
    kind: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One change of stage, with the item that caused it; None: it was silence."""

    on: date
    before: int
    after: int
    because: SupportEvidence | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands on a day, and every step of the way there."""

    stage: int
    since: date | None
    moves: tuple[Move, ...]
    #: time, mandate, money: what is on record
    commitments: frozenset[str]
    last_signal: date | None
    #: the day on which silence will lower the stage, None where it cannot
    falls_on: date | None


class _Climb:
    """The walk through the evidence."""

    def __init__(self, book: SupportBook) -> None:
        self.book = book
        self.stage = 0
        self.touches = 0
        self.moves: list[Move] = []
        self.commitments: set[str] = set()
        self.last_signal: date | None = None
        self.quiet_since: date | None = None

    @property
    def falls_on(self) -> date | None:
        if self.quiet_since is None or self.stage <= self.book.silence_floor:
            return None
        return self.quiet_since + timedelta(days=self.book.silence_days)

    def fall_silent(self, until: date) -> None:
        """Lower the stage for each whole span of silence that ends before or on this day."""
        while (day := self.falls_on) is not None and day <= until:
            self._go(self.stage - 1, day, None)
            self.quiet_since = day

    def take(self, item: SupportEvidence) -> None:
        """Take one item in; the days before it were silent."""
        self.fall_silent(item.on)
        if item.kind == TOUCH:
            self.touches += 1
            if self.touches >= self.book.touches and self.stage == 0:
                self._go(1, item.on, item)
            return
        kind = self.book.kinds[item.kind]
        self.last_signal = self.quiet_since = item.on
        if kind.commits:
            self.commitments.add(kind.commits)
        if kind.shows is None:
            self._go(self.stage - 1 if self.stage > 1 else -1, item.on, item)
        elif self.stage < self._highest(kind.shows):
            self._go(self.stage + 1, item.on, item)

    def _highest(self, shows: int) -> int:
        """Return the stage that an item can lead to with what is on record."""
        return shows if self.commitments else min(shows, self.book.needs_commitment - 1)

    def _go(self, stage: int, on: date, because: SupportEvidence | None) -> None:
        if stage != self.stage:
            self.moves.append(Move(on, self.stage, stage, because))
            self.stage = stage


def climb(
    evidence: Iterable[SupportEvidence], *, on: date, book: SupportBook | None = None
) -> Place:
    """Return where somebody stands on a day; what is dated later does not count.

    Args:
        evidence: in any order.
        on: the day that is asked for.
        book: the rules, by default those of data/support.toml.

    Raises:
        BadInput: an item is of a kind that the rules do not know.
    """
    book = book or load_book()
    items = sorted(item for item in evidence if item.on <= on)
    for item in items:
        if item.kind != TOUCH and item.kind not in book.kinds:
            known = ", ".join((TOUCH, *book.kinds))
            raise BadInput(f'"{item.kind}" is no kind of evidence; use one of: {known}.')
    walk = _Climb(book)
    for item in items:
        walk.take(item)
    walk.fall_silent(on)
    return Place(
        stage=walk.stage,
        since=walk.moves[-1].on if walk.moves else None,
        moves=tuple(walk.moves),
        commitments=frozenset(walk.commitments),
        last_signal=walk.last_signal,
        falls_on=walk.falls_on,
    )


def stage_on(moves: Sequence[Move], day: date) -> int:
    """Return the stage on a day from the moves of a place; before the first it is 0."""
    return next((move.after for move in reversed(moves) if move.on <= day), 0)
