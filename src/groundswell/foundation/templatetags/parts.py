"""Parts of a page that come after it, all in one request (see `foundation/parts.py`)."""

from typing import Any
from urllib.parse import urlencode

from django.template import Context, Library
from django.utils.safestring import SafeString

from groundswell.foundation.pages import address_of
from groundswell.foundation.parts import room_of
from groundswell.foundation.richtext import fill_in

register = Library()

_CARD = """\
<section id="{room}" class="sheet {look}" aria-label="{title}">
  <p class="sheet-body quiet">{words} …</p>
  <noscript><p class="sheet-body"><a href="{address}">{title}</a></p></noscript>
</section>"""


@register.simple_tag(takes_context=True)
def late_part(context: Context, address: str) -> str:
    """Note that what stands at an address is still to come; return the name of its room."""
    late = _late(context)
    late.append(address)
    return room_of(len(late))


@register.simple_tag(takes_context=True)
def late_card(
    context: Context, page: str, number: str, *, title: str, words: str, lines: str = ""
) -> SafeString:
    """Write the room of a card that comes with `load_parts` at the end of the page.

    A ticket has eight of them: written in one go, they take a fifth of what a template takes.

    Args:
        context: of the page.
        page: the name of the one that holds the content.
        number: of its record.
        title: what the card holds.
        words: what is said while it is looked for.
        lines: one or two, where an empty card needs no more room.
    """
    address = address_of(page, number)
    return fill_in(
        _CARD,
        room=late_part(context, address),
        look=f"late-room late-room-{lines}" if lines else "late-room",
        address=address,
        title=title,
        words=words,
    )


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
