"""Priority as a word with its shape."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from groundswell.foundation.priorities.matrix import current_matrix

register = template.Library()


@register.simple_tag
def rank(priority: int) -> SafeString:
    """Return a priority as the word of the matrix; the look adds a shape of its own to each."""
    return _rank(priority, current_matrix().priorities.get(priority, str(priority)))


@cache
def _rank(priority: int, word: str) -> SafeString:
    return format_html('<span class="rank rank-{}">{}</span>', priority, word)
