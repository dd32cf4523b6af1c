"""How well the fields are filled that the findings rest on, and what a gap weakens."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from groundswell.analysis.results import FieldQuality
from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES

FILE = Path(__file__).parent / "data" / "quality.toml"


@dataclass(frozen=True, slots=True)
class WatchedField:
    """One field that carries conclusions; see quality.toml."""

    table: str
    column: str
    name: str
    #: what a person would call it, with its article
    words: str
    enough: float
    costs: tuple[str, ...]
    instead: tuple[str, ...] = ()
    #: whether filling it in is a step worth proposing, and what that builds
    steps: bool = False
    builds: str = ""


@cache
def load_fields(path: Path = FILE) -> tuple[WatchedField, ...]:
    """Read the watched fields, in the order in which they are shown."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(WatchedField(**_frozen(entry)) for entry in data["field"])


def assess_quality(evidence: Evidence) -> tuple[FieldQuality, ...]:
    """Return for each watched field of a present table the share that is filled, 0 to 1.

    `costs` names the conclusions that the gap weakens; it is empty where the field is filled
    enough or another field tells the same.
    """
    filled = {
        table: _filled(evidence, table)
        for table in {field.table for field in load_fields()}
        if evidence.has(table)
    }
    return tuple(
        FieldQuality(field.name, shares[field.column], _weakened(field, shares))
        for field in load_fields()
        if (shares := filled.get(field.table)) is not None
    )


def _filled(evidence: Evidence, table: str) -> dict[str, float]:
    rows = evidence.table(table)
    names = [column.name for column in TABLES[table].columns]
    counts = rows.agg(
        **{f"{name}_": rows[name].count() for name in names}, rows_=rows.count()
    ).to_pyarrow()
    total = counts.column("rows_")[0].as_py()
    return {name: counts.column(f"{name}_")[0].as_py() / total if total else 0.0 for name in names}


def _weakened(field: WatchedField, shares: dict[str, float]) -> tuple[str, ...]:
    if shares[field.column] >= field.enough:
        return ()
    if any(shares[other] >= field.enough for other in field.instead):
        return ()
    return field.costs


def _frozen(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
