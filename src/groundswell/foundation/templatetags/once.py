"""The frame around every page: written once while nothing in it changes."""

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from groundswell.foundation.accounts.policy import rights_of
from groundswell.foundation.shell import Entry

register = template.Library()

#: parts of the frame: few differ, as those who have the same rights share them
_KEPT = 256


@register.simple_tag(takes_context=True)
def frame(context: Context, part: str) -> SafeString:
    """Return a part of the frame, as somebody has it on the page that is shown.

    Args:
        context: of the page.
        part: the name of its template among the components; it is given `places` and `rights`.
    """
    rights = rights_of(context.get("user"))
    return _write(part, tuple(context["places"]), rights, get_language())


@lru_cache(maxsize=_KEPT)
def _write(
    part: str, places: Sequence[Entry], rights: frozenset[str], _language: str | None
) -> SafeString:
    shown = {"places": places, "rights": rights}
    return render_to_string(f"components/{part}.html", shown)
