"""Addresses in templates: `url` is Django's, but each of them is looked up once.

A page names thirty to fifty of them, a sixth of what it took. Every template has it (settings).
"""

from collections.abc import Sequence

from django.template import Context, Library, Node
from django.template.base import FilterExpression, Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as look_up
from django.utils.html import conditional_escape

from groundswell.foundation.pages import address_of

register = Library()


class _Address(Node):
    """The address of a page, of a record where numbers or keys are given."""

    child_nodelists = ()

    def __init__(self, name: str, given: Sequence[FilterExpression]) -> None:
        self.name = name
        self.given = given

    def render(self, context: Context) -> str:
        given = [str(one.resolve(context)) for one in self.given]
        return conditional_escape(address_of(self.name, *given))


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """Return the address of a page, as Django's `url` does."""
    node: URLNode = look_up(parser, token)
    name = node.view_name.var
    is_plain = isinstance(name, str) and not node.view_name.filters
    if is_plain and not node.kwargs and node.asvar is None:
        return _Address(name, node.args)
    return node
