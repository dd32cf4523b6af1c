"""The REST door of measurement: read access to findings."""

from typing import Any

from ninja import Router

from groundswell.foundation.rest import ApiRequest, require
from groundswell.measurement import queries

router = Router(tags=["findings"])


@router.get("/findings", response=dict[str, Any])
def get_findings(request: ApiRequest) -> dict[str, Any]:
    """Return the newest findings, in the shape of `groundswell analyse --json`."""
    require(request, "findings.see")
    return queries.latest_findings()


@router.get("/findings/{key}", response=dict[str, Any])
def get_problem(request: ApiRequest, key: str) -> dict[str, Any]:
    """Return one recurring problem of the newest findings."""
    require(request, "findings.see")
    detail: dict[str, Any] = queries.get_problem(key).detail
    return detail
