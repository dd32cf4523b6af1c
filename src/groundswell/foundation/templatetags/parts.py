"""Parts of a page that come after it, all in one request (see `foundation/parts.py`)."""

from typing import Any
from urllib.parse import urlencode

from django.template import Context, Library

from groundswell.foundation.pages import address_of
from groundswell.foundation.parts import room_of

register = Library()


@register.simple_tag(takes_context=True)
def late_part(context: Context, address: str) -> str:
    """Note that what stands at an address is still to come; return the name of its room."""
    late = _late(context)
    late.append(address)
    return room_of(len(late))


@register.inclusion_tag("components/load_parts.html", takes_context=True)
def load_parts(context: Context) -> dict[str, str]:
    """Ask for the parts that were noted before it."""
    asked = urlencode([("of", address) for address in _late(context)])
    return {"address": f"{address_of('portal:parts')}?{asked}" if asked else ""}


def _late(context: Context) -> list[str]:
    # kept beside the request: an included template has a context of its own
    request: Any = context["request"]
    if not hasattr(request, "late_parts"):
        request.late_parts = []
    late: list[str] = request.late_parts
    return late
