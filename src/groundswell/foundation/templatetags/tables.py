"""Tables whose heads are known only when they are drawn."""

from collections.abc import Iterable
from typing import Any

from django.template import Library

register = Library()


@register.filter
def headed(cells: Iterable[Any], heads: Iterable[str]) -> list[tuple[str, Any]]:
    """Return the cells of a row, each with the head of its column, which it says as a card."""
    return list(zip(heads, cells, strict=False))
