"""The REST door of people who decide. Private notes have no door here, and never will."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, require
from groundswell.improvement import actions
from groundswell.improvement.queries import people as queries

router = Router(tags=["people who decide"])


class MoveOut(Schema):
    """One change of stage, with what caused it; `because` is null where it was silence."""

    on: date
    before: int
    after: int
    because: str | None


class StakeholderOut(Schema):
    """Somebody who decides; the stage follows from the evidence, -1 opposing to 5 leading."""

    number: str
    name: str
    position: str
    department: str | None
    goals: str
    watches: str
    form: str
    limit: Decimal | None
    power: int
    stage: int
    stage_name: str
    desired: int
    next_move: str
    attention: str
    commitments: list[str]
    moves: list[MoveOut]


class StakeholderIn(Schema):
    """Facts about somebody who decides."""

    name: str = Field(min_length=1, max_length=150)
    position: str = Field(default="", max_length=150)
    goals: str = ""
    watches: str = ""
    power: int = Field(default=2, ge=1, le=3)
    desired: int = Field(default=2, ge=-1, le=5)


class SignalIn(Schema):
    """Something that was seen, with where it can be looked up."""

    kind: str = Field(min_length=1, max_length=20)
    seen_on: date
    source: str = Field(min_length=1, max_length=250)


@router.get("/stakeholders", response=list[StakeholderOut])
def list_stakeholders(request: ApiRequest) -> list[StakeholderOut]:
    """List who decides, with where each stands by the evidence."""
    user = require(request, "support.keep")
    lines = queries.list_stakeholders(seen_by=user, on=timezone.localdate())
    return [_line(line) for line in lines]


@router.post("/stakeholders", response={201: StakeholderOut})
def add_stakeholder(request: ApiRequest, given: StakeholderIn) -> Status[StakeholderOut]:
    """Take somebody into the register."""
    user = require(request, "support.keep")
    about = actions.About(**given.model_dump())
    kept = actions.add_stakeholder(by=user, at=timezone.now(), about=about)
    return Status(201, _line(queries.stand(kept, on=timezone.localdate())))


@router.get("/stakeholders/{number}", response=StakeholderOut)
def get_stakeholder(request: ApiRequest, number: str) -> StakeholderOut:
    """Return one of them; 404 when there is none or it is the caller."""
    user = require(request, "support.keep")
    found = queries.get_stakeholder(number, seen_by=user)
    return _line(queries.stand(found, on=timezone.localdate()))


@router.post("/stakeholders/{number}/signals", response={201: StakeholderOut})
def take_signal(request: ApiRequest, number: str, given: SignalIn) -> Status[StakeholderOut]:
    """Write down something that was seen; the stage is reckoned anew."""
    user = require(request, "support.keep")
    found = queries.get_stakeholder(number, seen_by=user)
    actions.take_signal(found, by=user, at=timezone.now(), **given.model_dump())
    return Status(201, _line(queries.stand(found, on=timezone.localdate())))


@router.delete("/stakeholders/{number}", response={204: None})
def remove_stakeholder(request: ApiRequest, number: str) -> Status[None]:
    """Take somebody out for good; what was asked of them stays, without the name."""
    user = require(request, "support.keep")
    found = queries.get_stakeholder(number, seen_by=user)
    actions.remove_stakeholder(found, by=user, at=timezone.now())
    return Status(204, None)


def _line(line: queries.StakeholderLine) -> StakeholderOut:
    record = line.record
    plain = ("number", "name", "position", "goals", "watches", "form", "limit", "power", "desired")
    return StakeholderOut(
        **{name: getattr(record, name) for name in plain},
        department=str(record.department) if record.department else None,
        stage=line.place.stage,
        stage_name=line.stage.name,
        next_move=line.next_move,
        attention=line.grid,
        commitments=sorted(line.place.commitments),
        moves=[
            MoveOut(
                on=move.on,
                before=move.before,
                after=move.after,
                because=move.because.source if move.because else None,
            )
            for move in line.place.moves
        ],
    )
