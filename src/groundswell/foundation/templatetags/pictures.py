"""Icons from the one sprite, and charts with their words and their table."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Protocol

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from groundswell.analysis.charts.theme import theme_config
from groundswell.foundation.richtext import fill_in, join_markup

register = template.Library()

#: tables of figures, as most stay as they are for a week
_TABLES_KEPT = 128


class Drawn(Protocol):
    """What a page needs of a figure of `groundswell.analysis.charts`."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def alt(self) -> str: ...
    @property
    def header(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Sequence[str]]: ...
    @property
    def spec(self) -> Mapping[str, Any]: ...


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of the sprite; it only repeats what the word beside it says."""
    return _icon(name)


@cache
def _icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" width="18" height="18"><use href="{}#{}"/></svg>',
        static("dist/icons.svg"),
        name,
    )


@register.inclusion_tag("components/chart.html")
def chart(figure: Drawn) -> dict[str, object]:
    """Show a figure: its message as the title, the picture, and its numbers as a table.

    The look for a dark page travels with the definition; the browser knows which one it shows.
    """
    spec = {**figure.spec, "usermeta": {"dark": theme_config("dark")}}
    rows = _write_rows(tuple(map(tuple, figure.rows)))
    return {"figure": figure, "rows": rows, "spec": spec, "data_id": f"chart-{figure.name}"}


@lru_cache(maxsize=_TABLES_KEPT)
def _write_rows(rows: tuple[tuple[str, ...], ...]) -> SafeString:
    # written in one go: a year of weeks has fifty rows, and a dashboard some charts
    return join_markup(fill_in("<tr>{cells}</tr>", cells=_cells(row)) for row in rows)


def _cells(row: Sequence[str]) -> SafeString:
    return join_markup(fill_in("<td>{cell}</td>", cell=cell) for cell in row)
