"""The indicators as data: read, checked, and set otherwise by people within what makes sense.

An expression is one select over the evidence tables; it is shipped and never edited. Cuts, weight
and whether an indicator counts may be set otherwise; what would make no sense is refused in a
sentence.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from groundswell.analysis.maturity.checks import check_indicator, check_whole
from groundswell.kernel.errors import BadInput

#: attributes of ISO/IEC 33020 that a cut speaks for where the indicator does not say otherwise
USUAL_ATTRIBUTES: Mapping[int, str] = {1: "1.1", 2: "2.1", 3: "3.2", 4: "4.1"}

Cut = float | str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator; `docs/reference/indicators.md` says what each part means."""

    id: str
    practice: str
    title: str
    means: str
    sql: str
    #: table, table.column or table=kind; alternatives are parted by "|"
    needs: tuple[str, ...]
    cuts: Mapping[int, Cut]
    statistic: str = "share"
    unit: str = "share"
    direction: str = "up"
    window_days: int = 90
    attributes: Mapping[int, str] = field(default_factory=dict)
    gate: bool = False
    #: values below zero mean something; elsewhere they are clocks that run backwards
    signed: bool = False
    n_min: int = 20
    weight: float = 1.0
    twin: str | None = None
    fitsm: tuple[str, ...] = ()
    source: str = "P"
    remark: str = ""
    on: bool = False

    def attribute(self, level: int) -> str:
        """Return the process attribute that the cut of a level speaks for."""
        return self.attributes.get(level, USUAL_ATTRIBUTES[level])

    @property
    def counted(self) -> str:
        """Return a short mark of what is counted and how; cuts, weight and switch leave it alone.

        Two values of different marks are no two values of the same thing.
        """
        parts = (self.sql, self.statistic, self.unit, self.window_days, self.signed)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]

    @property
    def version(self) -> str:
        """Return a short mark of the definition: another definition has another mark."""
        plain = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Settings:
    """How readings become levels; see `data/maturity.toml`."""

    least_records: int
    least_indicators: int
    shown_records: int
    zero_point: float
    rating_cuts: Mapping[str, float]
    baseline_months: int
    edge_share: float
    fix_chance: float
    reviews_for_control: int


@dataclass(frozen=True, slots=True)
class Book:
    """Every indicator, the views that their expressions share, and how readings become levels."""

    indicators: Mapping[str, Indicator]
    views: Mapping[str, str]
    settings: Settings

    def of(self, practice: str) -> tuple[Indicator, ...]:
        """Return the indicators of one practice, in the order of the catalogue."""
        return tuple(one for one in self.indicators.values() if one.practice == practice)


@cache
def load_book() -> Book:
    """Return the catalogue as it is shipped."""
    data = resources.files("groundswell.analysis").joinpath("data")
    general = tomllib.loads(data.joinpath("maturity.toml").read_text(encoding="utf-8"))
    found: dict[str, Indicator] = {}
    for file in sorted(data.joinpath("indicators").iterdir(), key=lambda one: one.name):
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["indicator"]:
            one = _read(entry)
            check_indicator(one)
            found[one.id] = one
    order = general["practices"]
    found = dict(sorted(found.items(), key=lambda pair: order.index(pair[1].practice)))
    check_whole(found, frozenset(order))
    return Book(found, general["views"], Settings(**general["settings"]))


def edit_book(book: Book, edits: Mapping[str, Mapping[str, Any]]) -> Book:
    """Return the catalogue with cuts, weights and switches as people set them.

    Args:
        book: what is edited.
        edits: by id of the indicator: any of `cuts` (by level), `weight`, `on`, `n_min`.

    Raises:
        BadInput: an indicator is not known, a part cannot be set, or the result makes no sense.
    """
    found = dict(book.indicators)
    for key, edit in edits.items():
        if key not in found:
            raise BadInput(f"There is no indicator {key}; INC-02 is one.")
        if other := set(edit) - {"cuts", "weight", "on", "n_min"}:
            raise BadInput(
                f"{key}: {', '.join(sorted(other))} cannot be set; cuts, weight, on and n_min can."
            )
        given = dict(edit)
        if "cuts" in given:
            given["cuts"] = dict(found[key].cuts) | _cuts(key, given["cuts"])
        found[key] = replace(found[key], **given)
        check_indicator(found[key])
    check_whole(found, frozenset(one.practice for one in book.indicators.values()))
    return replace(book, indicators=found)


def read_edits(path: Path) -> dict[str, dict[str, Any]]:
    """Read edits from a file, such as `[INC-03]` with `on = false`.

    Raises:
        BadInput: the file is no TOML, or holds something else than tables.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise BadInput(f"{path}: this is no TOML ({reason}).") from None
    for key, edit in data.items():
        if not isinstance(edit, dict):
            raise BadInput(f"{path}: {key} stands alone; write [INC-03] and below it on = false.")
    return data


def _read(entry: Mapping[str, Any]) -> Indicator:
    given = dict(entry)
    given["cuts"] = _cuts(given["id"], given["cuts"])
    given["attributes"] = {int(level): name for level, name in given.get("attributes", {}).items()}
    for name in ("needs", "fitsm"):
        given[name] = tuple(_list(given.get(name, ())))
    return Indicator(**given)


def _list(value: Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _cuts(key: str, cuts: Mapping[Any, Any]) -> dict[int, Cut]:
    try:
        return {int(level): cut for level, cut in cuts.items()}
    except (TypeError, ValueError, AttributeError):
        raise BadInput(f"{key}: cuts are written by level, such as 1 = 0.3.") from None
