"""The REST door of major incidents: declare, tell, end, and say that one has it too."""

from datetime import datetime

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.rest import ApiRequest, require
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.major import actions, queries
from groundswell.servicedesk.major.models import MajorIncident

router = Router(tags=["major incidents"])


class MajorOut(Schema):
    """A major incident, as programs see it."""

    number: str
    state: str
    title: str
    affects: str
    workaround: str
    ticket: str
    service: str | None
    began_at: datetime
    declared_at: datetime
    announced_at: datetime | None
    next_update_at: datetime | None
    ended_at: datetime | None


class UpdateOut(Schema):
    """A message to everybody; `unread` tickets have a caller who left, or none."""

    kind: str
    text: str
    written_at: datetime
    due_at: datetime | None
    next_at: datetime | None
    told: int
    unread: int


class MajorCostOut(Schema):
    """What it has cost up to now; `likely` is null where it is not known, with the reason."""

    people: int | None
    minutes: int
    low: float | None
    likely: float | None
    high: float | None
    currency: str | None
    source: str | None
    formula: list[str]
    reason: str


class MajorDetail(MajorOut):
    """One major incident with what everybody was told and what it has cost."""

    reason: str
    updates: list[UpdateOut]
    cost: MajorCostOut


class DeclarationIn(Schema):
    """A major incident to declare, from a ticket or from a surge."""

    ticket: str = ""
    surge: str = ""
    reason: str = Field(max_length=500)
    title: str = Field("", max_length=250)
    affects: str = ""
    workaround: str = ""
    impact: int = 1
    urgency: int | None = None


class NewsIn(Schema):
    """A message to everybody, and in how many minutes the next one comes."""

    text: str = Field(max_length=5000)
    minutes: int | None = None


class LastWordIn(Schema):
    """What everybody is told at the end; a reason only where it is stood down."""

    text: str = Field(max_length=5000)
    reason: str = Field("", max_length=300)


class MeTooIn(Schema):
    """What is different with one; nothing is enough."""

    text: str = Field("", max_length=LONGEST)


class KnownOut(Schema):
    """A trouble that everybody may read of, as the caller sees it."""

    number: str
    title: str
    service: str
    affects: str
    workaround: str
    news: str
    news_at: datetime | None
    began_at: datetime
    next_at: datetime | None
    is_late: bool
    is_over: bool
    people: int | None
    said: bool
    ticket: str


@router.get("/majors", response=list[MajorOut])
def list_majors(request: ApiRequest) -> list[MajorOut]:
    """List the major incidents, those that go on first; the newest hundred."""
    user = require(request, "desk.see")
    return [_out(major) for major in queries.list_majors(seen_by=user)[:100]]


@router.post("/majors", response={201: MajorDetail})
def declare_major(request: ApiRequest, given: DeclarationIn) -> Status[MajorDetail]:
    """Declare a ticket a major incident; a surge is joined in the same act."""
    user = require(request, "desk.work")
    if bool(given.ticket) == bool(given.surge):
        raise BadInput('Give the number of a "ticket" or of a "surge", one of the two.')
    new = actions.Declaration(**given.dict(exclude={"ticket", "surge"}))
    at = timezone.now()
    if given.surge:
        surge = desk.get_surge(given.surge, seen_by=user)
        chosen = desk.read_joining(surge, "", [], seen_by=user)
        major = actions.declare_surge(surge, by=user, at=at, new=new, **chosen)
    else:
        ticket = desk.get_ticket(given.ticket, seen_by=user)
        major = actions.declare_major(ticket, by=user, at=at, new=new)
    return Status(201, _detail(major))


@router.get("/majors/{number}", response=MajorDetail)
def get_major(request: ApiRequest, number: str) -> MajorDetail:
    """Return one major incident; 404 when there is none or it is not the caller's to see."""
    return _detail(queries.get_major(number, seen_by=require(request, "desk.see")))


@router.post("/majors/{number}/updates", response={201: MajorDetail})
def tell_everyone(request: ApiRequest, number: str, given: NewsIn) -> Status[MajorDetail]:
    """Tell everybody how it stands, once each, and promise the next message."""
    user = require(request, "desk.work")
    major = queries.get_major(number, seen_by=user)
    actions.tell_everyone(major, by=user, at=timezone.now(), text=given.text, minutes=given.minutes)
    return Status(201, _detail(queries.get_major(number, seen_by=user)))


@router.post("/majors/{number}/restoration", response=MajorDetail)
def restore_major(request: ApiRequest, number: str, given: LastWordIn) -> MajorDetail:
    """Say that service is back; every joined ticket ends with it."""
    user = require(request, "desk.work")
    major = queries.get_major(number, seen_by=user)
    return _detail(actions.restore_major(major, by=user, at=timezone.now(), text=given.text))


@router.post("/majors/{number}/standing-down", response=MajorDetail)
def stand_down(request: ApiRequest, number: str, given: LastWordIn) -> MajorDetail:
    """Say that it is no major incident after all; its ticket is as pressing as before again."""
    user = require(request, "desk.work")
    major = queries.get_major(number, seen_by=user)
    return _detail(
        actions.stand_down(major, by=user, at=timezone.now(), reason=given.reason, text=given.text)
    )


@router.get("/known-now", response=list[KnownOut])
def list_known_now(request: ApiRequest) -> list[KnownOut]:
    """List the troubles that everybody may read of, and whether the caller has them too."""
    found = queries.known_now(request.auth, at=timezone.now())
    return [KnownOut(**{name: getattr(one, name) for name in _KNOWN}) for one in found]


_KNOWN = tuple(KnownOut.model_fields)


@router.post("/known-now/{number}/me-too", response={201: list[KnownOut]})
def say_me_too(request: ApiRequest, number: str, given: MeTooIn) -> Status[list[KnownOut]]:
    """Say that one has it too: counted once; with words it makes a ticket that is joined."""
    major = queries.get_known(number, seen_by=request.auth)
    actions.me_too(major, by=request.auth, at=timezone.now(), text=given.text)
    return Status(201, list_known_now(request))


@router.delete("/known-now/{number}/me-too", response=list[KnownOut])
def withdraw_me_too(request: ApiRequest, number: str) -> list[KnownOut]:
    """Say that one does not have it after all."""
    known = queries.get_known(number, seen_by=request.auth)
    actions.withdraw_me_too(known, by=request.auth, at=timezone.now())
    return list_known_now(request)


_PLAIN = ("number", "state", "title", "affects", "workaround", "began_at", "declared_at",
          "announced_at", "next_update_at", "ended_at")  # fmt: skip


def _out(major: MajorIncident) -> MajorOut:
    head = major.parent
    return MajorOut(
        **{name: getattr(major, name) for name in _PLAIN},
        ticket=head.number,
        service=head.service.name if head.service else None,
    )


def _detail(major: MajorIncident) -> MajorDetail:
    running = desk.cost_of_ticket(major.parent, at=timezone.now(), since=major.began_at)
    so_far = running.so_far
    return MajorDetail(
        **_out(major).dict(),
        reason=major.reason,
        updates=[
            UpdateOut(
                kind=update.kind,
                text=update.text,
                written_at=update.written_at,
                due_at=update.due_at,
                next_at=update.next_at,
                told=update.people,
                unread=update.unread,
            )
            for update in queries.list_updates(major)
        ],
        cost=MajorCostOut(
            people=running.people,
            minutes=running.minutes,
            low=so_far.cost.low if so_far else None,
            likely=so_far.cost.likely if so_far else None,
            high=so_far.cost.high if so_far else None,
            currency=so_far.currency if so_far else None,
            source=so_far.source if so_far else None,
            formula=list(so_far.formula) if so_far else [],
            reason=running.reason,
        ),
    )
