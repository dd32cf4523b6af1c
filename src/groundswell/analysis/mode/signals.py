"""One thing that speaks for a mode, with what it rests on."""

from dataclasses import dataclass

from groundswell.analysis.mode.book import SignalKind


@dataclass(frozen=True, slots=True)
class Signal:
    """Something seen or said, scored 0 to 1 for one mode."""

    id: str
    mode: str
    score: float
    #: what was measured or asked, in words
    words: str
    #: what came out, in words: "12 of 40 tickets"
    found: str
    weight: float = 1.0
    value: float | None = None
    #: how many records or people it rests on
    of: int | None = None
    records: tuple[str, ...] = ()
    #: records or people
    source: str = "records"
    #: what has to be known before it is relied on
    caution: str = ""


def score_records(
    kind: SignalKind,
    value: float,
    *,
    found: str,
    of: int,
    weight: float,
    records: tuple[str, ...] = (),
) -> Signal:
    """Return a signal of the records, scored as its kind says."""
    return Signal(
        id=kind.id,
        mode=kind.mode,
        score=kind.score(value),
        words=kind.words,
        found=found,
        weight=weight,
        value=value,
        of=of,
        records=records,
    )
