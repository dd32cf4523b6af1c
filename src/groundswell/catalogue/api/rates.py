"""The REST door of what an hour costs."""

from datetime import date

from django.conf import settings
from ninja import Router, Schema

from groundswell.catalogue import queries
from groundswell.foundation.rest import ApiRequest, require

router = Router(tags=["services and rates"])


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
