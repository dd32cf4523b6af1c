"""An assessment as plain data: the `maturity` key of the findings, and a snapshot for keeping."""

import json
from collections.abc import Iterable
from typing import Any

from groundswell.analysis.maturity.assessment import Assessment
from groundswell.analysis.maturity.book import Settings, load_book
from groundswell.analysis.maturity.levels import PracticeLevel, tell_value
from groundswell.analysis.maturity.moves import Move
from groundswell.analysis.maturity.rating import refine
from groundswell.analysis.maturity.readings import Reading

#: digits that mean something; more would differ between machines
_DIGITS = 6


def as_findings(assessment: Assessment, settings: Settings | None = None) -> list[dict[str, Any]]:
    """Return the `maturity` key of the findings: one entry for each practice."""
    settings = settings or load_book().settings
    return [_practice(one, settings) for one in assessment.practices]


def as_document(
    assessment: Assessment, *, version: str, settings: Settings | None = None
) -> dict[str, Any]:
    """Return the whole assessment, with every reading, counted or not."""
    return {
        "groundswell": version,
        "as_of": assessment.as_of.isoformat(),
        "practices": as_findings(assessment, settings),
        "readings": {key: _reading(one) for key, one in sorted(assessment.readings.items())},
    }


def write_snapshot(document: Any) -> bytes:
    """Return a document as canonical JSON: the same content is the same bytes."""
    text = json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8", "replace") + b"\n"


def _practice(one: PracticeLevel, settings: Settings) -> dict[str, Any]:
    return {
        "practice": one.practice.key,
        "name": one.practice.name,
        "level": one.level,
        "fitsm": one.fitsm,
        "firm": one.status == "firm",
        "status": one.status,
        "range": None if one.lowest is None else [one.lowest, one.highest],
        "sentence": one.sentence or None,
        "reason": one.reason or None,
        "attributes": {
            name: {
                "achievement": _round(attribute.achievement),
                "rating": attribute.rating,
                "refined": refine(attribute, settings),
                "gate": attribute.gate,
            }
            for name, attribute in one.attributes.items()
        },
        "evidence": [_reading(reading) for reading in one.readings if reading.value],
        "beside": [_reading(reading) for reading in one.beside],
        "not_seen": _not_seen(one.unseen),
        "to_next": one.to_next,
        "moves": [_move(move) for move in one.moves],
        "frameworks": dict(one.practice.frameworks),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    value, indicator = reading.value, reading.indicator
    return {
        "indicator": indicator.id,
        "definition": indicator.version,
        "counted": indicator.counted,
        "title": indicator.title,
        "means": indicator.means,
        "status": reading.status,
        "reason": reading.reason or None,
        "said": tell_value(reading),
        "value": _round(value.value) if value else None,
        "low": _round(value.low) if value else None,
        "high": _round(value.high) if value else None,
        "n": value.n if value else 0,
        "numerator": _round(value.numerator) if value else None,
        "denominator": _round(value.denominator) if value else None,
        "unit": indicator.unit,
        "direction": indicator.direction,
        "window_days": indicator.window_days,
        "cuts": {str(level): cut for level, cut in indicator.cuts.items()},
        "achieved": {str(part.level): _round(part.likely) for part in reading.achievements},
        "gate": indicator.gate,
        "twin": indicator.twin,
        "records": list(reading.records),
        "failing": reading.failing,
        "months": [[one.month, _round(one.value), one.n] for one in reading.course.months],
        "jump": reading.is_jump,
        "remarks": list(reading.remarks),
    }


def _not_seen(readings: Iterable[Reading]) -> list[dict[str, str]]:
    return [
        {"indicator": one.indicator.id, "title": one.indicator.title, "reason": one.reason}
        for one in readings
    ]


def _move(move: Move) -> dict[str, Any]:
    return {
        "indicator": move.indicator,
        "title": move.title,
        "attribute": move.attribute,
        "level": move.level,
        "value": _round(move.value),
        "cut": move.cut,
        "said": move.said,
        "missing": move.missing,
        "records": list(move.records),
        "unseen": move.unseen or None,
    }


def _round(value: float | None) -> float | None:
    """Return a number with six digits that mean something."""
    return None if value is None else float(f"{value:.{_DIGITS}g}")
