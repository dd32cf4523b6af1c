"""The REST door of the catalogue: services, and what an hour costs."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.catalogue import actions, queries
from groundswell.catalogue.models import Service
from groundswell.foundation.rest import ApiRequest, require

router = Router(tags=["services and rates"])


class ServiceOut(Schema):
    """One service with what the business knows of it; null where nobody has said it."""

    number: str
    name: str
    other_names: list[str]
    state: str
    description: str
    owner: str | None
    business_owner: str | None
    users: int | None
    critical_hours: str | None


class ServiceIn(Schema):
    """A service to write down."""

    name: str = Field(max_length=120)
    users: int | None = Field(None, ge=0, le=2_000_000_000)
    critical_hours: str = Field("", max_length=120)


@router.get("/services", response=list[ServiceOut])
def get_services(request: ApiRequest) -> list[ServiceOut]:
    """Return every service by name."""
    require(request, "register.see")
    services = queries.list_services().prefetch_related("other_names")
    return [_service_out(service) for service in services]


@router.post("/services", response={201: ServiceOut})
def post_service(request: ApiRequest, given: ServiceIn) -> Status[ServiceOut]:
    """Write down a service."""
    by = require(request, "register.keep")
    service = actions.add_service(
        by=by,
        at=timezone.now(),
        name=given.name,
        users=given.users,
        critical_hours=given.critical_hours,
    )
    return Status(201, _service_out(service))


def _service_out(service: Service) -> ServiceOut:
    return ServiceOut(
        number=service.number,
        name=service.name,
        other_names=sorted(other.name for other in service.other_names.all()),
        state=service.state,
        description=service.description,
        owner=str(service.owner) if service.owner else None,
        business_owner=service.business_owner or None,
        users=service.users,
        critical_hours=service.critical_hours or None,
    )


class RateOut(Schema):
    """One input of the cost model, as it holds for everyone, a service or a department."""

    key: str
    name: str
    meaning: str
    unit: str
    low: float
    likely: float
    high: float
    source: str
    is_default: bool
    said_on: date | None
    service: str | None
    department: str | None
    #: of an output: it counts instead of the pay of the people who use the service
    counts: bool


class RateCardOut(Schema):
    """Every input with its source."""

    currency: str
    rates: list[RateOut]


@router.get("/rates", response=RateCardOut)
def get_rates(request: ApiRequest) -> RateCardOut:
    """Return what an hour costs and what is assumed, each input with its source and day."""
    require(request, "register.see")
    everyone = [line for part in queries.list_inputs() for line in part.lines]
    return RateCardOut(
        currency=settings.CURRENCY,
        rates=[_out(line) for line in (*everyone, *queries.list_particular())],
    )


def _out(line: queries.RateLine) -> RateOut:
    entry, rate = line.entry, line.rate
    return RateOut(
        key=line.key,
        name=entry.name,
        meaning=entry.meaning,
        unit=entry.unit,
        low=entry.low,
        likely=entry.value,
        high=entry.high,
        source=entry.source,
        is_default=entry.is_default,
        said_on=entry.on,
        service=rate.service.name if rate and rate.service else None,
        department=rate.department.name if rate and rate.department else None,
        counts=rate.counts if rate else False,
    )
