"""What is settled about the columns of a file before its first row is read for good."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from groundswell.readers.columns import Read, reader_for, with_nulls
from groundswell.readers.fields import CANONICAL, Field
from groundswell.readers.guessing import Match
from groundswell.readers.headers import key
from groundswell.readers.limits import limits
from groundswell.readers.pairing import cells_of
from groundswell.readers.recognising import Recognised
from groundswell.readers.report import Tally
from groundswell.readers.spooling import Spool
from groundswell.readers.timeevidence import TimeEvidence
from groundswell.readers.timeorder import decide
from groundswell.readers.times import Unreadable, time_reader
from groundswell.readers.vocabulary import says_nothing

# Digits in groups that hold no decimal sign any more: `3,38,34,36,944`. A spreadsheet program took
# it for a separator of thousands, and where it stood is lost.
_DAMAGED = re.compile(r"\d{1,3}(?:,\d{2,3}){2,}")
_WHOLE_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+")
_LINKS = frozenset(
    ("problem_id", "change_id", "caused_by_change", "parent_id", "known_error_id", "article_id")
)
_CHECKED = frozenset(("count", "order", "yes_no", "effort", "rating"))
_WORDS_OF_A_NUMBER = 4  # more words than this, in the mean, are a sentence and no number


@dataclass(frozen=True, slots=True)
class Settled:
    """How each column is read.

    Attributes:
        match: the place of the column, by canonical field.
        readers: the function that reads its cells, by canonical field.
        times: how its times are read, as a sentence, by name of the column.
    """

    recognised: Recognised
    match: Match
    readers: Mapping[str, Read]
    times: Mapping[str, str]

    @property
    def kind(self) -> str:
        """Return the kind of record that the file holds."""
        return self.recognised.kind


def settle(
    spooled: Spool,
    match: Match,
    recognised: Recognised,
    *,
    name_person: Callable[[str], str],
    tally: Tally,
) -> Settled:
    """Look at every column once and return how it is read.

    A column that cannot be read with certainty leaves the match, with a remark that says why.
    """
    settling = _Settling(spooled, match, recognised, tally)
    settling.note_unused()
    settling.tell_words_from_codes()
    settling.settle_plain()
    settling.settle_times()
    settling.settle_people(name_person)
    settling.note_guesses()
    return Settled(recognised, match, settling.readers, settling.times)


@dataclass(slots=True)
class _Settling:
    """The columns of one file while they are being looked at."""

    spooled: Spool
    match: Match
    recognised: Recognised
    tally: Tally
    readers: dict[str, Read] = field(default_factory=dict)
    times: dict[str, str] = field(default_factory=dict)
    sample: dict[str, list[str]] = field(init=False)
    fields: Mapping[str, Field] = field(init=False)

    def __post_init__(self) -> None:
        self.sample = self.spooled.sample()
        self.fields = CANONICAL[self.recognised.kind]

    def _header(self, name: str) -> str:
        return self.spooled.header[self.match.places[name]]

    def _drop(self, name: str, why: str) -> None:
        self.tally.remark(self._header(name), why)
        del self.match.places[name]
        self.match.clocks.pop(name, None)

    def note_unused(self) -> None:
        """Say why columns that look useful are not used, and drop damaged ones."""
        by_place = {place: name for name, place in self.match.places.items()}
        for place, header in enumerate(self.spooled.header):
            reason = self.recognised.product.unused.get(key(header))
            if damage := _damage([cell for cell in self.sample[header] if cell]):
                self.match.places.pop(by_place.get(place, ""), None)
                self.tally.remark(header, damage)
            elif reason and place not in by_place:
                self.tally.remark(header, f"It {reason}.")

    def tell_words_from_codes(self) -> None:
        """Take a column of closure codes that holds sentences for what was done."""
        if "closure_code" not in self.match.places or "resolution" in self.match.places:
            return
        cells = [c for c in self.sample[self._header("closure_code")] if not says_nothing(c)]
        if sum(len(cell.split()) for cell in cells) > _WORDS_OF_A_NUMBER * len(cells):
            self.match.places["resolution"] = self.match.places.pop("closure_code")

    def settle_plain(self) -> None:
        """Settle all but times and people."""
        for name in list(self.match.places):
            header, type_ = self._header(name), self.fields[name].type
            if type_ in ("time", "person"):
                continue
            read = reader_for(type_, header, self.recognised.product.read.get(key(header)))
            if why := _unfit(name, type_, read, self.sample[header]):
                self._drop(name, why)
            else:
                self.readers[name] = read

    def settle_times(self) -> None:
        """Settle the order of day and month from the whole of each column that holds times."""
        names = [name for name in self.match.places if self.fields[name].type == "time"]
        seen = {name: TimeEvidence() for name in names}
        places = [*(self.match.places[name] for name in names), *self.match.clocks.values()]
        for batch in self.spooled.batches(sorted(set(places))) if names else ():
            for name in names:
                seen[name].look(cells_of(batch, self.match, name))
        rows = {
            name: [None if says_nothing(cell) else cell for cell in self.sample[self._header(name)]]
            for name in names
        }
        for name, decision in decide(seen, rows).items():
            if decision.plan is None:
                self._drop(name, decision.sentence)
                continue
            self.readers[name] = with_nulls(time_reader(decision.plan), decision.plan.nothing)
            sentence = decision.sentence
            if name in self.match.clocks:
                clock = self.spooled.header[self.match.clocks[name]]
                sentence = f"Read together with the time of day in {clock}. {sentence}"
            if sentence:
                self.times[self._header(name)] = sentence
                self.tally.remark(self._header(name), sentence)

    def settle_people(self, name_person: Callable[[str], str]) -> None:
        """Settle the columns that name people."""
        for name in self.match.places:
            if self.fields[name].type == "person":
                self.readers[name] = with_nulls(lambda cell: name_person(" ".join(cell.split())))

    def note_guesses(self) -> None:
        """Say which columns were taken by their content."""
        for name, why in self.match.guessed.items():
            if name in self.match.places:
                label = self.fields[name].label
                self.tally.remark(self._header(name), f"Taken as “{label}”, because {why}.")


def _damage(cells: list[str]) -> str | None:
    """Return the sentence for a column whose numbers cannot be recovered."""
    damaged = [c for c in cells if _DAMAGED.fullmatch(c) and not _WHOLE_GROUPS.fullmatch(c)]
    if len(damaged) * 2 <= len(cells):
        return None
    return (
        f"Its numbers, such as {damaged[0]}, have lost their decimal sign to a spreadsheet "
        "program; it cannot be recovered. Left unused."
    )


def _unfit(name: str, type_: str, read: Read, cells: list[str]) -> str | None:
    """Return why a column does not hold what its name promises, None if it does."""
    held = [cell for cell in cells if not says_nothing(cell)]
    if name in _LINKS and sum(len(cell.split()) for cell in held) > _WORDS_OF_A_NUMBER * len(held):
        return "It holds sentences where numbers of records were expected. Left unused."
    if type_ not in _CHECKED:
        return None
    failures = [found.reason for cell in held if isinstance(found := read(cell), Unreadable)]
    if len(failures) <= (1 - limits("times")["readable_share"]) * len(held):
        return None
    return f"In {len(failures)} of {len(held)} cells looked at, it {failures[0]}. Left unused."
