"""Markdown on a page."""

from django import template
from django.utils.safestring import SafeString

from groundswell.foundation import richtext

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Return what somebody wrote in Markdown as harmless HTML."""
    return richtext.markdown(text)
