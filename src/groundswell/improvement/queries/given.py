"""Numbers that people gave, as the inputs that the analysis of a case knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from groundswell.analysis.worth import Hurdle, Input, Source, Terms, make_hurdle, make_terms
from groundswell.kernel.errors import BadInput
from groundswell.problems.models import CaseInput
from groundswell.problems.models.options import Source as Origin

#: the numbers of a problem that belong to the terms of its case
OF_TERMS = ("horizon", "discount", "growth")


@dataclass(frozen=True, slots=True)
class Given:
    """What people said about one problem or option, and what of it cannot be used and why."""

    by_key: Mapping[str, Input]
    refused: tuple[str, ...] = ()

    def __contains__(self, key: str) -> bool:
        return key in self.by_key

    def __getitem__(self, key: str) -> Input:
        return self.by_key[key]

    def get(self, key: str) -> Input | None:
        """Return the number of that name, None where nobody gave it."""
        return self.by_key.get(key)

    def some(self, *keys: str) -> tuple[Input, ...]:
        """Return those of these numbers that somebody gave."""
        return tuple(self.by_key[key] for key in keys if key in self.by_key)


def read_given(records: Iterable[CaseInput]) -> Given:
    """Return the numbers by name; one outside its bounds is left out and told, never used."""
    found: dict[str, Input] = {}
    refused = []
    for record in records:
        try:
            found[record.name] = as_input(record)
        except BadInput as reason:
            refused.append(f"{reason} Until then it is not used.")
    return Given(found, tuple(refused))


def as_input(record: CaseInput) -> Input:
    """Return one number as an input.

    Raises:
        BadInput: its name is not known, or it lies outside its bounds.
    """
    return Input(
        record.name, record.likely, record.low, record.high, _source(record), record.said_on
    )


def make_case_terms(given: Given, hit_rate: Input) -> Terms:
    """Return the terms of a case: what people gave, and the defaults for the rest."""
    return make_terms(*given.some(*OF_TERMS), hit_rate, hurdle=_hurdle(given))


def _hurdle(given: Given) -> Hurdle | None:
    ratio = given.get("hurdle")
    if ratio is None:
        return None
    return make_hurdle(
        ratio, ratio.source.by or "nobody named", months_left=given.get("months_left")
    )


def _source(record: CaseInput) -> Source:
    who = record.said_by or (str(record.written_by) if record.written_by else "nobody named")
    if record.source == Origin.QUOTED:
        return Source("estimated", by=who, note=f"quoted by {who}")
    if record.source == Origin.GIVEN:
        return Source("given", by=who)
    if record.source == Origin.ESTIMATED:
        return Source("estimated", by=who)
    if record.source == Origin.MEASURED:
        return Source("measured", by=who, note=f"measured by {who}")
    return Source("counted", by=who, note=f"counted by {who}")
