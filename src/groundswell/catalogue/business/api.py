"""The REST door of what the business knows of services."""

from datetime import date
from decimal import Decimal

from ninja import Router, Schema

from groundswell.catalogue.business import queries
from groundswell.catalogue.queries import get_service
from groundswell.foundation.rest import ApiRequest, require

router = Router(tags=["services and rates"])


class KnownFact(Schema):
    """One business fact with its source and day."""

    kind: str
    text: str
    number: Decimal | None
    unit: str
    source: str
    said_on: date


class BusinessOut(Schema):
    """Who uses a service, when it matters, what the business knows of it."""

    departments: list[str]
    people: int
    critical_windows: list[str]
    facts: list[KnownFact]


@router.get("/services/{number}/business", response=BusinessOut)
def get_known(request: ApiRequest, number: str) -> BusinessOut:
    """Return who uses a service, when it matters, and what the business knows of it."""
    require(request, "register.see")
    service = get_service(number)
    uses = list(queries.list_uses(service))
    return BusinessOut(
        departments=[use.department.name for use in uses if use.department],
        people=sum(use.person is not None for use in uses),
        critical_windows=[str(window) for window in queries.list_windows(service)],
        facts=[
            KnownFact(
                kind=fact.kind,
                text=fact.text,
                number=fact.number,
                unit=fact.unit,
                source=fact.source,
                said_on=fact.said_on,
            )
            for fact in queries.list_business_facts(service)
        ],
    )
