"""What a page may offer to the person before it."""

from django import template

from groundswell.foundation.accounts.policy import may as is_allowed

register = template.Library()


@register.filter
def may(user: object, right: str) -> bool:
    """Tell whether this person holds a right, so that a page offers no door that is shut."""
    return is_allowed(user, right)
