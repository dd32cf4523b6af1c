"""A block while it is being written, and how a page that is too long gets shorter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from groundswell.analysis.brief.model import Block, BlockName, Table
from groundswell.analysis.brief.sentences import Sentence, phrases
from groundswell.analysis.charts.figure import Figure


@dataclass(frozen=True, slots=True)
class Draft:
    """A block whose sentences still bear their rank."""

    name: BlockName
    sentences: tuple[Sentence, ...]
    source: str = ""
    known: bool = True
    points: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    figure: Figure | None = None

    def block(self) -> Block:
        """Return the block as it will be read."""
        return Block(
            name=self.name,
            heading=phrases()["headings"][self.name],
            text=tuple(sentence.text for sentence in self.sentences),
            source=self.source,
            known=self.known,
            points=self.points,
            table=self.table,
            figure=self.figure,
            opens=tuple(one.opens or phrases()["opens"][self.name] for one in self.sentences),
            points_open=phrases()["opens"][self.name],
        )


def count_words(drafts: Sequence[Draft]) -> int:
    """Return how many words the blocks show, counted as they stand between blanks."""
    return sum(len(text.split()) for draft in drafts for text in draft.block().words())


def shorten_page(drafts: Sequence[Draft], *, words: int, keep: int) -> tuple[Draft, ...]:
    """Leave sentences out, whole and one by one, until the blocks hold at most so many words.

    The highest rank goes first, and within a rank what stands last on the page. Sentences up to
    the rank `keep` stay, so the result may still be too long.
    """
    kept = list(drafts)
    while count_words(kept) > words:
        rank = max((s.rank for draft in kept for s in draft.sentences), default=0)
        if rank <= keep:
            break
        place = max(i for i, d in enumerate(kept) if any(s.rank == rank for s in d.sentences))
        sentences = list(kept[place].sentences)
        del sentences[max(i for i, s in enumerate(sentences) if s.rank == rank)]
        kept[place] = replace(kept[place], sentences=tuple(sentences))
    return tuple(kept)
