"""The only place that may call text safe: what people and mails write, made harmless."""

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 (this is the place)

ALLOWED = {"p", "br", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "a"}


def plain_paragraphs(text: str) -> SafeString:
    """Return plain text as escaped paragraphs."""
    return mark_safe(nh3.clean(linebreaks(text, autoescape=True), tags=ALLOWED))  # noqa: S308
