"""The REST door of measurement: read access to findings."""

from typing import Any

from ninja import Router, Schema

from groundswell.foundation.rest import ApiRequest, require
from groundswell.measurement import queries
from groundswell.measurement.gaps import list_gaps

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


class GapOut(Schema):
    """A group of tickets that no article answers; what is not known is null."""

    key: str
    title: str
    closed: int
    cost: dict[str, Any] | None
    minutes_per_year: dict[str, Any] | None
    nearest: str | None


@router.get("/knowledge-gaps", response=list[GapOut])
def get_gaps(request: ApiRequest) -> list[GapOut]:
    """Return the groups of the newest run that no article answers, the dearest first."""
    user = require(request, "knowledge.work")
    run = queries.latest_run()
    return [
        GapOut(
            key=gap.finding.key,
            title=gap.finding.title,
            closed=gap.closed,
            cost=dict(gap.cost) if gap.cost else None,
            minutes_per_year=dict(gap.minutes) if gap.minutes else None,
            nearest=gap.nearest.article.number if gap.nearest else None,
        )
        for gap in (list_gaps(run, seen_by=user) if run else [])
    ]
