"""Parts of pages that are written once while nothing in them changes.

The frame around every page, its tabs and what one chooses from come with each list and each ticket;
through the template language they took a third of the time that a page takes.
"""

from collections.abc import Hashable, Sequence
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from groundswell.foundation.accounts.policy import rights_of

register = template.Library()

#: so many parts: few differ, as those who have the same rights share them
_KEPT = 512


@register.simple_tag(takes_context=True)
def once(context: Context, part: str, **given: Hashable) -> SafeString:
    """Return a part of a page as somebody with these rights has it.

    Args:
        context: of the page.
        part: its template. It sees `rights` and what is given, and nothing else of the page: no
            request, and so no forms that are sent.
        given: numbers, words and tuples of them.
    """
    known = tuple((name, _known(value)) for name, value in given.items())
    return _write(part, rights_of(context.get("user")), get_language(), known)


def _known(value: Hashable) -> Hashable:
    """Return what is compared with what was given before, looked up where it waited to be."""
    return tuple(value) if isinstance(value, SimpleLazyObject) else value


@lru_cache(maxsize=_KEPT)
def _write(
    part: str,
    rights: frozenset[str],
    _language: str | None,
    given: Sequence[tuple[str, Hashable]],
) -> SafeString:
    return render_to_string(part, {"rights": rights} | dict(given))
