"""The only place that may call text safe: what people and mails write, made harmless."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from html import escape
from typing import Any

import nh3
from django.http import HttpResponse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251 (this is the place)
from markdown_it import MarkdownIt
from markdown_it.token import Token

ALLOWED = {"p", "br", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "a"}
_ALLOWED_IN_MARKDOWN = ALLOWED | {
    *("h2", "h3", "h4", "h5", "h6", "hr", "s"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_BLOCKS = {
    *("paragraph_open", "heading_open", "list_item_open", "blockquote_open", "th_open", "td_open"),
}


def fill_in(markup: str, **parts: object) -> SafeString:
    """Return markup of our own with its places filled in, as `format_html` does, in a fifth of it.

    For what a list writes fifty times. Every part is escaped but those that are markup already.
    """
    harmless = {name: _harmless(part) for name, part in parts.items()}
    return SafeString(markup.format(**harmless))  # each part was escaped in the line before


def _harmless(part: object) -> str:
    # as Django's `conditional_escape`, which asks three times as long whether the words are lazy
    return part if isinstance(part, SafeString) else escape(str(part))


def join_markup(parts: Iterable[str], *, between: str = "\n") -> SafeString:
    """Return pieces as one piece of markup; words among them are escaped."""
    return SafeString(_harmless(between).join(_harmless(part) for part in parts))


def markup_of(answer: HttpResponse) -> SafeString:
    """Return the markup of an answer of ours; what others wrote was escaped when it was written."""
    return SafeString(answer.text)


def plain_paragraphs(text: str) -> SafeString:
    """Return plain text as escaped paragraphs."""
    return mark_safe(nh3.clean(linebreaks(text, autoescape=True), tags=ALLOWED))  # noqa: S308


@lru_cache(maxsize=128)
def markdown(text: str) -> SafeString:
    """Return Markdown (CommonMark, with tables) as harmless HTML.

    HTML in it is shown as text. A picture becomes a link to it: nothing is loaded from elsewhere
    when somebody reads. Headings begin below that of the page; each block is read in the direction
    of its own letters.
    """
    parser = _parser()
    tokens = parser.parse(text)
    # whoever begins with ## gets the same steps as whoever begins with #
    begins = min((int(one.tag[1]) for one in tokens if one.type == "heading_open"), default=1)
    for token in tokens:
        if token.type in _BLOCKS:
            token.attrSet("dir", "auto")
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) - begins + 2, 6)}"
    written = parser.renderer.render(tokens, parser.options, {})
    harmless = nh3.clean(
        written,
        tags=_ALLOWED_IN_MARKDOWN,
        attributes={"*": {"dir"}, "a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(harmless)  # noqa: S308 (cleaned in the line before)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(
        ["table", "strikethrough"]
    )
    parser.add_render_rule("image", _link_to_picture)
    return parser


def _link_to_picture(
    renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    """Write a picture as a link with its words."""
    token = tokens[at]
    words = renderer.renderInlineAsText(token.children or [], options, env) or "picture"
    link = Token("link_open", "a", 1, attrs={"href": str(token.attrGet("src") or "")})
    text = Token("text", "", 0, content=f"Picture: {words}")
    return str(renderer.renderInline([link, text, Token("link_close", "a", -1)], options, env))
