"""The brief as a document, before it is paper, a page or a mail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from groundswell.analysis.charts.figure import Figure

BlockName = Literal[
    "line", "cost", "done", "see", "work", "options", "ask", "level", "unknown",
    # of the report for a department
    "finished", "troubles", "services", "waiting", "coming",
]  # fmt: skip

#: the order is part of the method: the conclusion first, what went wrong in the first half
ORDER: tuple[BlockName, ...] = ("line", "cost", "done", "see", "work", "options", "ask", "level")


@dataclass(frozen=True, slots=True)
class Table:
    """At most five rows; every column but the first holds numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: key of the problem behind each row
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One of the eight parts of the page, or the ninth: what is not known.

    `known` is False where the records could not fill it; its text then says what would. `source`
    stands in the margin: where the numbers of this block come from, beginning with a source word.
    """

    name: BlockName
    heading: str
    text: tuple[str, ...]
    source: str = ""
    known: bool = True
    #: pairs of a short term and a sentence: the options
    points: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    figure: Figure | None = None
    #: the kind of record behind the numbers of each text, and of the points
    opens: tuple[str, ...] = ()
    points_open: str = ""

    def words(self) -> Iterator[str]:
        """Yield every text of this block that the page shows."""
        yield from (self.heading, *self.text, self.source)
        for term, said in self.points:
            yield from (term, said)
        if self.table and self.figure:
            yield from (self.figure.title, self.figure.legend, *self.table.header)
            for row in self.table.rows:
                yield from row


@dataclass(frozen=True, slots=True)
class Brief:
    """One page: what is lost, what is proposed, what is needed, and how one can check it."""

    #: for whom and of which day
    title: str
    lens: str
    written_on: date
    #: eight blocks in the fixed order; the first is the headline
    blocks: tuple[Block, ...]
    #: what the records cannot say, with the reasons
    unknown: Block
    #: period, sample, files, where the records are
    foot: tuple[str, ...]
    #: the first twelve digits of the SHA-256 over all numbers: the same for every reader
    content_hash: str
    #: kind of record → which one: the problem of the headline, the case
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def headline(self) -> str:
        """Return the one sentence."""
        return self.blocks[0].text[0]

    def words(self) -> int:
        """Return how many words the page holds, counted as they stand between blanks."""
        texts = [self.title, *self.foot]
        for block in (*self.blocks, self.unknown):
            texts += block.words()
        return sum(len(text.split()) for text in texts)
