"""Addresses in templates: `url` is Django's, but what leads to no record is looked up once.

A page names twenty to thirty of them, a tenth of what it took. Every template has it (settings).
"""

from django.template import Context, Library, Node
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as look_up
from django.utils.html import conditional_escape

from groundswell.foundation.pages import address_of

register = Library()


class _Address(Node):
    """The address of a page without a record."""

    child_nodelists = ()

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: Context) -> str:  # noqa: ARG002 (as Django calls it)
        return conditional_escape(address_of(self.name))


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """Return the address of a page, as Django's `url` does."""
    node: URLNode = look_up(parser, token)
    name = node.view_name.var
    is_plain = isinstance(name, str) and not node.view_name.filters
    if is_plain and not node.args and not node.kwargs and node.asvar is None:
        return _Address(name)
    return node
