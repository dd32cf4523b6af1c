"""The REST door of maturity: read access to levels, indicators and snapshots."""

from typing import Any

from ninja import Router

from groundswell.analysis.maturity import Indicator
from groundswell.foundation.rest import ApiRequest, require
from groundswell.kernel.errors import NotKnown
from groundswell.measurement.levels import queries

router = Router(tags=["maturity"])


@router.get("/maturity", response=dict[str, Any])
def get_maturity(request: ApiRequest) -> dict[str, Any]:
    """Return the newest snapshot, in the shape of `groundswell assess --json`."""
    require(request, "findings.see")
    return queries.latest_document()


@router.get("/maturity/indicators", response=list[dict[str, Any]])
def list_indicators(request: ApiRequest) -> list[dict[str, Any]]:
    """Return the definition of every indicator, as it is set here."""
    require(request, "findings.see")
    return [_define(one) for one in queries.current_book().indicators.values()]


@router.get("/maturity/indicators/{key}", response=dict[str, Any])
def get_indicator(request: ApiRequest, key: str) -> dict[str, Any]:
    """Return one indicator with its definition, its formula and what each snapshot saw."""
    require(request, "findings.see")
    one = queries.current_book().indicators.get(key)
    if one is None:
        raise NotKnown(f"There is no indicator {key}.")
    seen = [
        {
            "snapshot": mark.snapshot.number,
            "as_of": mark.snapshot.as_of.isoformat(),
            "definition": mark.definition,
            "status": mark.status,
            "value": mark.value,
            "low": mark.low,
            "high": mark.high,
            "n": mark.count,
        }
        for mark in queries.list_values(key)
    ]
    return {**_define(one), "sql": one.sql.strip(), "seen": seen}


@router.get("/maturity/snapshots", response=list[dict[str, Any]])
def list_snapshots(request: ApiRequest) -> list[dict[str, Any]]:
    """Return every snapshot with its moment and the SHA-256 of its content, newest first."""
    require(request, "findings.see")
    return [
        {"number": one.number, "as_of": one.as_of.isoformat(), "sha256": one.digest}
        for one in queries.list_snapshots()
    ]


@router.get("/maturity/snapshots/{number}", response=dict[str, Any])
def get_snapshot(request: ApiRequest, number: str) -> dict[str, Any]:
    """Return one snapshot as it was kept."""
    require(request, "findings.see")
    return queries.get_snapshot(number).document


def _define(one: Indicator) -> dict[str, Any]:
    return {
        "id": one.id,
        "definition": one.version,
        "practice": one.practice,
        "title": one.title,
        "means": one.means,
        "on": one.on,
        "weight": one.weight,
        "n_min": one.n_min,
        "cuts": {str(level): cut for level, cut in sorted(one.cuts.items())},
        "unit": one.unit,
        "direction": one.direction,
        "window_days": one.window_days,
        "gate": one.gate,
        "twin": one.twin,
    }
