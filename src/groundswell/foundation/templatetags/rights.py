"""What a page may offer to the person before it."""

from collections.abc import Sequence

from django import template

from groundswell.foundation.accounts.policy import may as is_allowed
from groundswell.foundation.pages import Page, list_pages, list_pages_with

register = template.Library()


@register.filter
def may(user: object, right: str) -> bool:
    """Tell whether this person holds a right, so that a page offers no door that is shut."""
    return is_allowed(user, right)


@register.simple_tag
def pages_of(user: object) -> Sequence[Page]:
    """Return the pages that this person has, as the palette, the tabs and the set-up list them."""
    return list_pages(user)


@register.simple_tag
def pages_with(rights: frozenset[str]) -> Sequence[Page]:
    """Return the pages that whoever holds these rights has, for a part that is written once."""
    return list_pages_with(rights)
