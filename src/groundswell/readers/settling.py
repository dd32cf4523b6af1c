"""What is settled about the columns of a file before its first row is read for good."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from groundswell.readers.columns import Read, reader_for, with_nulls
from groundswell.readers.fields import CANONICAL
from groundswell.readers.headers import key
from groundswell.readers.limits import limits
from groundswell.readers.matching import Match
from groundswell.readers.recognising import Product
from groundswell.readers.report import Tally
from groundswell.readers.spooling import Spool
from groundswell.readers.timeorder import TimeEvidence, decide
from groundswell.readers.times import Unreadable, time_reader
from groundswell.readers.vocabulary import LOST, NULLS

# Digits in groups that no way of writing numbers makes: `3,38,34,36,944`. A spreadsheet program took
# decimal signs for separators of thousands, and where the decimal sign stood is lost.
_DAMAGED = re.compile(r"\d{1,3}(?:,\d{2,3}){2,}")
_WHOLE_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+")
_LINKS = (
    "problem_id",
    "change_id",
    "caused_by_change",
    "parent_id",
    "known_error_id",
    "article_id",
)


@dataclass(frozen=True, slots=True)
class Settled:
    """How each column is read: the place of the column and its reader, by canonical field."""

    kind: str
    product: Product
    match: Match
    readers: Mapping[str, Read]


def settle(
    spooled: Spool,
    match: Match,
    kind: str,
    product: Product,
    *,
    name_person: Callable[[str], str],
    tally: Tally,
) -> Settled:
    """Look at every column once and return how it is read.

    A column that cannot be read with certainty leaves the match, with a remark that says why.
    """
    sample = spooled.sample()
    _note_unused(spooled, match, product, sample, tally)
    readers: dict[str, Read] = {}
    for name, place in list(match.places.items()):
        header, type_ = spooled.header[place], CANONICAL[kind][name].type
        if type_ in ("time", "person"):
            continue
        read = reader_for(type_, header, product.read.get(key(header)))
        if why := _unfit(name, type_, read, sample[header]):
            _drop(match, name, header, why, tally)
        else:
            readers[name] = read
    readers |= _time_readers(spooled, match, kind, sample, tally)
    for name in match.places:
        if CANONICAL[kind][name].type == "person":
            readers[name] = with_nulls(lambda cell: name_person(" ".join(cell.split())))
    for name, why in match.guessed.items():
        if name in match.places:
            label = CANONICAL[kind][name].label
            tally.remark(
                spooled.header[match.places[name]],
                f"Taken as “{label}” because {why}; its name says nothing.",
            )
    return Settled(kind, product, match, readers)


def _note_unused(
    spooled: Spool, match: Match, product: Product, sample: Mapping[str, list[str]], tally: Tally
) -> None:
    """Say why columns that look useful are not used."""
    by_place = {place: name for name, place in match.places.items()}
    for place, header in enumerate(spooled.header):
        cells = [cell for cell in sample[header] if cell]
        damaged = [c for c in cells if _DAMAGED.fullmatch(c) and not _WHOLE_GROUPS.fullmatch(c)]
        if damaged and len(damaged) * 2 > len(cells):
            why = (
                f"Its numbers, such as {damaged[0]}, have lost their decimal sign to a spreadsheet "
                "program; it cannot be recovered. Left unused."
            )
            if place in by_place:
                match.places.pop(by_place[place])
            tally.remark(header, why)
        elif (reason := product.unused.get(key(header))) and place not in by_place:
            tally.remark(header, f"It {reason}.")


def _unfit(name: str, type_: str, read: Read, cells: list[str]) -> str | None:
    """Return why a column does not hold what its name promises, None if it does."""
    held = [cell for cell in cells if cell.casefold() not in NULLS | LOST]
    if name in _LINKS and held and sum(len(cell.split()) for cell in held) > 4 * len(held):
        return "It holds sentences where numbers of records were expected. Left unused."
    if type_ not in ("count", "order", "yes_no", "effort", "rating") or not held:
        return None
    failures = [found.reason for cell in held if isinstance(found := read(cell), Unreadable)]
    if len(failures) <= (1 - limits("times")["readable_share"]) * len(held):
        return None
    return f"{len(failures)} of {len(held)} cells looked at {failures[0]}. Left unused."


def _drop(match: Match, name: str, header: str, why: str, tally: Tally) -> None:
    del match.places[name]
    match.guessed.pop(name, None)
    tally.remark(header, why)


def _time_readers(
    spooled: Spool, match: Match, kind: str, sample: Mapping[str, list[str]], tally: Tally
) -> dict[str, Read]:
    names = [name for name in match.places if CANONICAL[kind][name].type == "time"]
    seen = {name: TimeEvidence() for name in names}
    if names:
        for batch in spooled.batches([match.places[name] for name in names]):
            for name in names:
                cells = batch.column(f"c{match.places[name]}").unique().to_pylist()
                seen[name].look(bare for cell in cells if (bare := _bare(cell)))
    rows = {
        name: [_bare(cell) for cell in sample[spooled.header[match.places[name]]]] for name in names
    }
    readers: dict[str, Read] = {}
    for name, decision in decide(seen, rows).items():
        header = spooled.header[match.places[name]]
        if decision.plan is None:
            _drop(match, name, header, decision.sentence, tally)
            continue
        readers[name] = with_nulls(time_reader(decision.plan))
        if decision.sentence:
            tally.remark(header, decision.sentence)
    return readers


def _bare(cell: str | None) -> str | None:
    bare = (cell or "").strip()
    return bare if bare and bare.casefold() not in NULLS | LOST else None
