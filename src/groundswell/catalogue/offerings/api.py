"""The REST door of the catalogue: what people can ask for, and what it asks them."""

from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field as Limits

from groundswell.catalogue.offerings import queries
from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.rest import ApiRequest

router = Router(tags=["catalogue"])


class OfferingOut(Schema):
    """Something that the caller may ask for."""

    number: str
    name: str
    service: str
    what: str
    days: int | None
    price: str


class OfferingDetail(OfferingOut):
    """An offering with the questions of its form."""

    questions: list[dict[str, Any]]


class Words(Schema):
    """What somebody is typing; empty: everything."""

    q: str = Limits("", max_length=2000)


@router.get("/offerings", response=list[OfferingOut])
def list_offerings(request: ApiRequest, words: Query[Words]) -> list[OfferingOut]:
    """Return what the caller may ask for; with `q` what fits these words, best first."""
    if words.q.strip():
        lines = queries.fitting(words.q, seen_by=request.auth, limit=20)
        return [OfferingOut(**_facts(line, line.service)) for line in lines]
    groups = queries.list_by_service(seen_by=request.auth)
    return [
        OfferingOut(**_facts(one, service.name))
        for service, offerings in groups
        for one in offerings
    ]


@router.get("/offerings/{number}", response=OfferingDetail)
def get_offering(request: ApiRequest, number: str) -> OfferingDetail:
    """Return one offering with its questions; 404 when the caller may not ask for it."""
    one = queries.get_open_offering(number, seen_by=request.auth)
    return OfferingDetail(
        **_facts(one, one.service.name),
        questions=[
            {
                "key": field.key,
                "label": field.label,
                "kind": str(field.kind),
                "help": field.help,
                "required": field.required,
                "options": list(field.options),
                "default": field.default,
                "only_if": field.only_if,
                "only_values": list(field.only_values),
            }
            for field in queries.list_fields(one)
        ],
    )


def _facts(one: Offering | queries.OfferingLine, service: str) -> dict[str, Any]:
    plain = ("number", "name", "what", "days", "price")
    return {name: getattr(one, name) for name in plain} | {"service": service}
