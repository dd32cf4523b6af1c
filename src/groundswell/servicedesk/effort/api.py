"""The REST door of the work on tickets."""

from datetime import datetime

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, read_key, require
from groundswell.servicedesk.effort import actions, queries
from groundswell.servicedesk.effort.models import MOST, Effort, Running
from groundswell.servicedesk.queries import get_ticket

router = Router(tags=["effort"])


class EffortOut(Schema):
    """Somebody worked on a ticket."""

    id: int
    worker: str
    minutes: int
    what: str
    written_at: datetime


class EffortIn(Schema):
    """So many minutes, and on what."""

    minutes: int = Field(ge=1, le=MOST)
    what: str = Field("", max_length=200)


class CorrectionIn(Schema):
    """How long it really was; 0 takes the entry out."""

    minutes: int = Field(ge=0, le=MOST)
    what: str = Field("", max_length=200)


@router.get("/tickets/{number}/effort", response=list[EffortOut])
def list_effort(request: ApiRequest, number: str) -> list[EffortOut]:
    """Return who worked how long on a ticket, newest first."""
    by = require(request, "desk.see")
    worked = queries.read_effort(get_ticket(number, seen_by=by), seen_by=by)
    return [_out(entry) for entry in worked.entries]


@router.post("/tickets/{number}/effort", response={201: EffortOut})
def post_effort(request: ApiRequest, number: str, given: EffortIn) -> Status[EffortOut]:
    """Write down that one worked on a ticket."""
    by = require(request, "desk.work")
    entry = actions.log_effort(
        get_ticket(number, seen_by=by), by=by, at=timezone.now(), **given.dict()
    )
    return Status(201, _out(entry))


@router.post("/effort/{key}/correction", response={200: EffortOut, 204: None})
def post_correction(
    request: ApiRequest, key: str, given: CorrectionIn
) -> Status[EffortOut] | Status[None]:
    """Say that it was longer or shorter; only whoever worked may."""
    by = require(request, "desk.work")
    entry = queries.get_effort(read_key(key), seen_by=by)
    kept = actions.correct_effort(entry, by=by, at=timezone.now(), **given.dict())
    return Status(204, None) if kept is None else Status(200, _out(kept))


class ClockOut(Schema):
    """A clock that counts minutes, and on which ticket."""

    ticket: str
    started_at: datetime


class StopIn(Schema):
    """What was done while it ran, and how long it really was where the clock is wrong."""

    what: str = Field("", max_length=200)
    minutes: int | None = Field(None, ge=1, le=MOST)


@router.get("/clock", response=ClockOut | None)
def get_clock(request: ApiRequest) -> ClockOut | None:
    """Return one's own clock and where it runs; null where it stands."""
    running = queries.find_clock(require(request, "desk.work"))
    return _clock(running) if running else None


@router.post("/tickets/{number}/clock/started", response={201: ClockOut})
def post_started(request: ApiRequest, number: str) -> Status[ClockOut]:
    """Begin to count the minutes on a ticket."""
    by = require(request, "desk.work")
    running = actions.start_clock(get_ticket(number, seen_by=by), by=by, at=timezone.now())
    return Status(201, _clock(running))


@router.post("/tickets/{number}/clock/stopped", response={201: EffortOut})
def post_stopped(request: ApiRequest, number: str, given: StopIn) -> Status[EffortOut]:
    """Stop one's clock on a ticket and write its minutes down."""
    by = require(request, "desk.work")
    entry = actions.stop_clock(
        get_ticket(number, seen_by=by), by=by, at=timezone.now(), **given.dict()
    )
    return Status(201, _out(entry))


def _clock(running: Running) -> ClockOut:
    return ClockOut(ticket=running.ticket.number, started_at=running.started_at)


def _out(entry: Effort) -> EffortOut:
    return EffortOut(
        id=entry.pk,
        worker=str(entry.worker),
        minutes=entry.minutes,
        what=entry.what,
        written_at=entry.written_at,
    )
