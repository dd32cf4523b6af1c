"""Addresses in templates: `url` is Django's, but each of them is looked up once.

A page names thirty to fifty of them, a sixth of what it took. Every template has it (settings).
"""

from collections.abc import Sequence

from django.template import Context, Library, Node
from django.template.base import FilterExpression, Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as look_up
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from groundswell.foundation.pages import address_of

register = Library()


class _Address(Node):
    """The address of a page, of a record where numbers or keys are given."""

    child_nodelists = ()

    def __init__(self, name: str, given: Sequence[FilterExpression], kept_as: str | None) -> None:
        self.name = name
        self.given = given
        self.kept_as = kept_as

    def render(self, context: Context) -> str:
        given = [str(one.resolve(context)) for one in self.given]
        if self.kept_as is None:
            return conditional_escape(address_of(self.name, *given))
        try:
            context[self.kept_as] = address_of(self.name, *given)
        except NoReverseMatch:  # as Django has it: who asks so looks whether there is one
            context[self.kept_as] = ""
        return ""


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """Return the address of a page, as Django's `url` does."""
    node: URLNode = look_up(parser, token)
    name = node.view_name.var
    is_plain = isinstance(name, str) and not node.view_name.filters
    if is_plain and not node.kwargs:
        return _Address(name, node.args, node.asvar)
    return node
