"""Runs the expression of an indicator: one row for each record that it judges."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from groundswell.analysis.maturity.book import Book, Indicator
from groundswell.analysis.maturity.checks import parts
from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES
from groundswell.kernel.errors import NotKnown

#: how far back an expression is asked; more than a year, so that twelve whole months are in it
HISTORY = timedelta(days=400)

#: columns that an expression may give beside `record` and `at`
NUMBERS = ("value", "ratio", "weight", "before", "days_before", "after", "days_after")


@dataclass(frozen=True, slots=True)
class Judged:
    """The records that an indicator judged, in the order of their ids; arrays of one length.

    `at` is NaT where a record has no time; the columns that the expression does not give are None.
    """

    record: npt.NDArray[np.object_]
    at: npt.NDArray[np.datetime64]
    hit: npt.NDArray[np.bool_] | None
    numbers: Mapping[str, npt.NDArray[np.float64]]

    def __len__(self) -> int:
        return len(self.record)

    def only(self, kept: npt.NDArray[np.bool_]) -> "Judged":
        """Return some of the records."""
        return replace(
            self,
            record=self.record[kept],
            at=self.at[kept],
            hit=None if self.hit is None else self.hit[kept],
            numbers={name: column[kept] for name, column in self.numbers.items()},
        )


def judge(
    evidence: Evidence,
    book: Book,
    indicator: Indicator,
    *,
    as_of: datetime,
    kept: Collection[str] = frozenset(),
) -> Judged:
    """Return every record of the last 400 days that the indicator judges, at any window.

    Args:
        evidence: the tables.
        book: holds the views that expressions name.
        indicator: what is asked.
        as_of: with offset; nothing later is seen.
        kept: `table` or `table.column` that the source keeps even where nothing is in it yet.

    Raises:
        NotKnown: these records cannot show it; the message says what would be needed.
    """
    for need in indicator.needs:
        _check_need(evidence, need, kept)
    found = evidence.select(compose(book, indicator, as_of=as_of))
    if "at" in found.columns:
        since, until = _literal(as_of - HISTORY), _literal(as_of)
        found = found.filter(f'"at" is null or ("at" > {since} and "at" <= {until})')
    return _as_arrays(found.order("record").to_arrow_table())


def compose(book: Book, indicator: Indicator, *, as_of: datetime) -> str:
    """Return the whole select of an indicator, with the views that it names and its times."""
    views = _views_in(indicator.sql, book.views)
    own = indicator.sql.strip()
    parts = [f"{name} as ({book.views[name].strip()})" for name in views]
    if own.startswith("with "):
        own = own.removeprefix("with ")
        text = f"with {', '.join([*parts, own])}"
    else:
        text = f"with {', '.join(parts)} {own}" if parts else own
    since = as_of - timedelta(days=indicator.window_days)
    return text.replace(":as_of", _literal(as_of)).replace(":since", _literal(since))


def _views_in(text: str, views: Mapping[str, str]) -> list[str]:
    """Return the views that a select names, and those that these name, each before its users."""
    words = set(re.findall(r"\w+", text))
    found: list[str] = []
    for name, body in views.items():
        if name in words:
            found += [one for one in _views_in(body, views) if one not in found]
            if name not in found:
                found.append(name)
    return found


def _literal(moment: datetime) -> str:
    return f"TIMESTAMPTZ '{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}+00:00'"


def _check_need(evidence: Evidence, need: str, kept: Collection[str]) -> None:
    ways = need.split("|")
    if not any(_is_there(evidence, way, kept) for way in ways):
        raise NotKnown(_why_not(evidence, ways))


def _is_there(evidence: Evidence, way: str, kept: Collection[str]) -> bool:
    table, column, kind = parts(way)
    if way in kept:
        return True
    if kind:
        return evidence.has(table) and kind in evidence.arrow(table, [column])[column].to_pylist()
    return evidence.has(table, column) if column else evidence.has(table)


def _why_not(evidence: Evidence, ways: list[str]) -> str:
    """Return what is missing and would make it seen, in words."""
    tables = sorted({parts(way)[0] for way in ways})
    if not any(evidence.has(table) for table in tables):
        meanings = ", or ".join(_lower(TABLES[table].meaning) for table in tables)
        return f"these records hold nothing of this kind: {meanings}"
    said = []
    for way in ways:
        table, column, kind = parts(way)
        if kind:
            said.append(f"{_lower(TABLES[table].meaning)} (of the kind {kind.replace('_', ' ')})")
            continue
        meaning = next((one.meaning for one in TABLES[table].columns if one.name == column), "")
        said.append(_lower(meaning or TABLES[table].meaning))
    return f"these records do not say: {', or '.join(said[:3])}"


def _lower(sentence: str) -> str:
    plain = sentence.rstrip(".").replace(" (pseudonym)", "")
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() else plain


def _as_arrays(rows: Any) -> Judged:
    count = rows.num_rows
    names = set(rows.column_names)
    at = (
        rows.column("at").to_numpy().astype("datetime64[us]")
        if "at" in names
        else np.full(count, np.datetime64("NaT", "us"))
    )
    hit = None
    if "hit" in names:
        hit = rows.column("hit").fill_null(False).to_numpy().astype(np.bool_)  # noqa: FBT003 (Arrow's signature)
    numbers = {
        name: rows.column(name).cast("float64").to_numpy().astype(np.float64)
        for name in NUMBERS
        if name in names
    }
    return Judged(rows.column("record").to_numpy().astype(np.object_), at, hit, numbers)
