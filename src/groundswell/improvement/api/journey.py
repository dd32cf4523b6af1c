"""The REST door of the way so far and of kept pages, to read."""

from datetime import date
from typing import Any

from django.utils import timezone
from ninja import Router, Schema

from groundswell.foundation.rest import ApiRequest, require
from groundswell.improvement.briefs import queries as pages
from groundswell.improvement.briefs.models import KeptBrief
from groundswell.improvement.queries import journey as queries

router = Router(tags=["journey"])


class MomentOut(Schema):
    """One thing that was done, decided, seen or measured; `number` is "" where it is no record."""

    day: date
    kind: str
    tone: str
    what: str
    title: str
    detail: str
    number: str


class StallOut(Schema):
    """Since when nothing moved, and the open record that waits longest."""

    weeks: int
    since: date
    blocked: str | None
    unblock: str


class SavedOut(Schema):
    """What was saved so far, in the money of the installation."""

    low: float
    likely: float
    high: float
    currency: str


class JourneyOut(Schema):
    """How far the whole effort is; `saved` is null where nothing is measured yet."""

    since: date | None
    months: int
    of_months: int
    gains: list[str]
    losses: int
    saved: SavedOut | None
    next_win: str | None
    stall: StallOut | None
    moments: list[MomentOut]


class KeptOut(Schema):
    """A kept page without its words; `waits` tells whether nobody has settled it."""

    number: str
    lens: str
    department: str
    written_on: date
    first_day: date | None
    last_day: date | None
    content_hash: str
    headline: str
    is_scheduled: bool
    waits: bool


class PageOut(KeptOut):
    """A kept page as it was, and what became of it as far as the caller may see."""

    content: dict[str, Any]
    contacts: list[dict[str, Any]]


@router.get("/journey", response=JourneyOut)
def get_journey(request: ApiRequest) -> JourneyOut:
    """Return what was done, decided and seen, the newest first, as far as the caller may see."""
    user, at = require(request, "findings.see"), timezone.now()
    today = timezone.localdate()
    every = queries.list_moments(seen_by=user, on=today)
    progress = queries.sum_up(every, seen_by=user, at=at, on=today)
    total, stall = progress.value.total, queries.find_stall(seen_by=user, at=at)
    return JourneyOut(
        since=progress.since,
        months=progress.months,
        of_months=progress.of_months,
        gains=list(progress.gains),
        losses=progress.losses,
        saved=SavedOut(
            low=total.low, likely=total.likely, high=total.high, currency=progress.value.currency
        )
        if total
        else None,
        next_win=str(progress.next_win["title"]) if progress.next_win else None,
        stall=StallOut(
            weeks=stall.weeks,
            since=stall.since,
            blocked=stall.blocked.number if stall.blocked else None,
            unblock=stall.unblock,
        )
        if stall
        else None,
        moments=[
            MomentOut(**{name: getattr(one, name) for name in MomentOut.model_fields})
            for one in every
        ],
    )


@router.get("/journey/quarters", response=dict[str, Any])
def get_quarters(request: ApiRequest) -> dict[str, Any]:
    """Return the few measures that move, quarter by quarter, and what of them changed."""
    user = require(request, "findings.see")
    table = queries.compare_quarters(seen_by=user, on=timezone.localdate())
    return {
        "quarters": list(table.quarters),
        "said": table.said,
        "not_known": list(table.not_known),
        "measures": [
            {
                "key": row.key,
                "title": row.title,
                "definition": row.definition,
                "verdict": row.verdict,
                "said": row.said,
                "cells": [
                    {"said": cell.said, "whole": cell.whole, "of": cell.of} if cell else None
                    for cell in cells
                ],
            }
            for row, cells in table.lines()
        ],
    }


@router.get("/briefs", response=list[KeptOut])
def list_briefs(request: ApiRequest) -> list[KeptOut]:
    """List the kept pages that the caller may see, the newest first."""
    user = require(request, "findings.see")
    return [KeptOut(**_kept(one)) for one in pages.list_kept(seen_by=user)[:200]]


@router.get("/briefs/{number}", response=PageOut)
def get_brief(request: ApiRequest, number: str) -> PageOut:
    """Return one kept page as it was; 404 when there is none or it is not the caller's to see."""
    user = require(request, "findings.see")
    kept = pages.get_kept(number, seen_by=user)
    contacts = [
        {"kind": one.kind, "on": one.happened_on.isoformat(), "with": one.stakeholder.name,
         "words": one.words}
        for one in pages.list_contacts(kept, seen_by=user)
    ]  # fmt: skip
    return PageOut(**_kept(kept), content=kept.content, contacts=contacts)


def _kept(one: KeptBrief) -> dict[str, Any]:
    plain = KeptOut.model_fields.keys() - {"is_scheduled", "waits"}
    return {
        **{name: getattr(one, name) for name in plain},
        "is_scheduled": one.drafted_by_id is None,
        "waits": pages.waits(one),
    }
