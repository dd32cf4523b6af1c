"""The REST door of services."""

import re
from datetime import datetime, time
from typing import Annotated, Any, Literal

from django.db import transaction
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from groundswell.catalogue import actions, queries
from groundswell.catalogue.business.actions import NewWindow, say_windows
from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.callers import find_person
from groundswell.foundation.accounts.models import User
from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.rest import ApiRequest, require

router = Router(tags=["services and rates"])
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?", re.ASCII)


def _need_clock(said: Any) -> Any:
    # a number counts as seconds of UTC, and hours of another zone say nothing here
    if isinstance(said, time) or (isinstance(said, str) and _CLOCK.fullmatch(said)):
        return said
    raise PydanticCustomError("time_type", "a time of day")


Clock = Annotated[time, BeforeValidator(_need_clock)]


class HoursIn(Schema, extra="forbid"):
    """Hours in which a service matters most, as the form of the page takes them."""

    days: Literal["workdays", "every_day", "weekend", "month_end"]
    begins: Clock
    ends: Clock
    why: str = Field("", max_length=120, description="What happens then.")


def _need_hours(said: Any) -> Any:
    if isinstance(said, list) and all(isinstance(one, dict | HoursIn) for one in said):
        return said
    raise PydanticCustomError("hours_type", "days and hours")


class HoursOut(Schema):
    """Hours in which a service matters most, also in words."""

    days: str
    begins: time
    ends: time
    why: str
    words: str


class ServiceOut(Schema):
    """One service with what the business knows of it; null where nobody has said it.

    `critical_words` is what was once said without days and hours, and holds where there are none.
    """

    number: str
    name: str
    other_names: list[str]
    state: str
    description: str
    owner: str | None
    business_owner: str | None
    users: int | None
    critical_hours: list[HoursOut]
    critical_words: str | None


class ServiceChange(Schema):
    """What is said anew of a service; what is left out stays."""

    name: str = Field("", min_length=1, max_length=120)
    other_names: list[str] = Field(
        default_factory=list, max_length=100, description="What else people call it."
    )
    description: str = Field("", max_length=LONGEST)
    owner: str = Field("", max_length=200, description="Who answers for it in IT: name or e-mail.")
    business_owner: str = Field("", max_length=120)
    users: int | None = Field(None, ge=0, le=2_000_000_000)
    critical_hours: Annotated[list[HoursIn], BeforeValidator(_need_hours)] = Field(
        default_factory=list, max_length=50
    )


class ServiceIn(ServiceChange):
    """A service to write down."""

    name: str = Field(min_length=1, max_length=120)


@router.get("/services", response=list[ServiceOut])
def get_services(request: ApiRequest) -> list[ServiceOut]:
    """Return every service by name."""
    require(request, "register.see")
    services = queries.list_services().prefetch_related("other_names", "windows")
    return [_out(service) for service in services]


@router.post("/services", response={201: ServiceOut})
def post_service(request: ApiRequest, given: ServiceIn) -> Status[ServiceOut]:
    """Write down a service."""
    by, at = require(request, "register.keep"), timezone.now()
    with transaction.atomic():  # nothing is written down of one that is refused
        service = actions.add_service(by=by, at=at, name=given.name, users=given.users)
        _say(service, given, by=by, at=at)
    return Status(201, _out(queries.get_service(service.number)))


@router.patch("/services/{number}", response=ServiceOut)
def patch_service(request: ApiRequest, number: str, given: ServiceChange) -> ServiceOut:
    """Say anew what is known of a service; what is left out stays as it is."""
    by, service = require(request, "register.keep"), queries.get_service(number)
    with transaction.atomic():
        _say(service, given, by=by, at=timezone.now())
    return _out(queries.get_service(number))


def _say(service: Service, given: ServiceChange, *, by: User, at: datetime) -> None:
    said = given.dict(exclude_unset=True)
    hours = said.pop("critical_hours", None)
    if "owner" in said:
        said["owner"] = find_person(said["owner"])
    about = ("name", "description", "owner", "business_owner", "users", "critical_hours")
    facts = {name: getattr(service, name) for name in about} | said
    actions.describe_service(service, by=by, at=at, facts=actions.ServiceFacts(**facts))
    if hours is not None:
        say_windows(service, by=by, at=at, windows=[NewWindow(**one) for one in hours])


def _out(service: Service) -> ServiceOut:
    return ServiceOut(
        number=service.number,
        name=service.name,
        other_names=sorted(other.name for other in service.other_names.all()),
        state=service.state,
        description=service.description,
        owner=str(service.owner) if service.owner else None,
        business_owner=service.business_owner or None,
        users=service.users,
        critical_hours=[
            HoursOut(days=one.days, begins=one.begins, ends=one.ends, why=one.why, words=str(one))
            for one in service.windows.all()
        ],
        critical_words=service.critical_hours or None,
    )
