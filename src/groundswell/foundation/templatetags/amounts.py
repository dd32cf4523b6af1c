"""Numbers and what they mean, in words; what is not known is said, never zero."""

import tomllib
from collections.abc import Mapping
from functools import cache
from math import floor, log10
from pathlib import Path
from typing import Any

from django import template

register = template.Library()


@cache
def load_words() -> Mapping[str, Any]:
    """Return how figures are said, from amounts.toml."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@register.filter
def amount(value: Any) -> str:
    """Return a number rounded to what is known of it, with separators: 2912.4 → "2,900"."""
    number = number_of(value)
    return "not known" if number is None else say_amount(number)


@register.filter
def count(value: Any) -> str:
    """Return a counted number as it is, with separators: 29124 → "29,124"."""
    number = number_of(value)
    return "not known" if number is None else f"{number:,.0f}"


@register.filter
def per_cent(value: Any) -> str:
    """Return a share of one as a percentage: 0.034 → "3 %", 0.004 → "0.4 %"."""
    number = number_of(value)
    if number is None:
        return "not known"
    share = 100 * number
    return f"{share:.1f} %" if 0 < abs(share) < 1 else f"{share:.0f} %"


@register.filter
def money(currency: str) -> str:
    """Return the sign of a currency: "EUR" → "€"; one without a sign keeps its code."""
    signs: Mapping[str, str] = load_words()["signs"]
    return signs.get(currency, currency)


@register.filter
def sureness(confidence: Any) -> str:
    """Return how sure a finding is, in words."""
    number = number_of(confidence)
    if number is None or number < 0:
        return "not known how sure"
    words: str = next(step["words"] for step in load_words()["sureness"] if number >= step["from"])
    return words


@register.filter
def mandate(rank: Any) -> str:
    """Return whose word a step needs."""
    words: list[str] = load_words()["mandates"]
    number = number_of(rank)
    return "" if number is None else words[min(int(number), len(words) - 1)]


@register.filter
def unit_words(unit: str) -> str:
    """Return the unit of an effect in words: "EUR/year" → "€ a year"."""
    first, slash, rest = unit.partition("/")
    return f"{money(first)} a {rest}" if slash else money(unit)


@register.filter
def role(name: str) -> str:
    """Return what a first step is for."""
    words: Mapping[str, str] = load_words()["roles"]
    return words.get(name, name)


@register.filter
def by(detail: Mapping[str, Any] | None, name: str) -> Any:
    """Return one part of a document by a name that may hold a dot."""
    return detail.get(name) if detail else None


@register.filter
def plain_number(value: Any) -> str:
    """Return an input as it was given, without digits that say nothing: 45.0 → "45"."""
    number = number_of(value)
    return "not known" if number is None else f"{number:g}"


@register.filter
def exactly(value: Any) -> str:
    """Return a number as it was given, with separators: 2600.0 → "2,600", 0.25 → "0.25"."""
    number = number_of(value)
    return "not known" if number is None else f"{number:,.10g}"


@register.filter
def exact_share(part: Mapping[str, Any]) -> float | None:
    """Return cases by all of them; None where there are none to count among."""
    return part["cases"] / part["of"] if part.get("of") else None


@register.filter
def share_of(part: Mapping[str, Any]) -> str:
    """Return cases by all of them, as a percentage."""
    return per_cent(exact_share(part))


@register.filter
def named(key: str) -> str:
    """Return the name of a field or figure as words: "root_cause" → "Root cause"."""
    words = key.replace(".", ": ").replace("_", " ")
    return words[:1].upper() + words[1:]


@register.filter
def likely(span: Any) -> float | None:
    """Return the likely value of a span, or None."""
    return read_span(span)[1]


def read_span(span: Any) -> tuple[float, float | None, float]:
    """Return low, likely and high of a span, its JSON, or a number; no likely value: not known."""
    if isinstance(span, Mapping):
        middle = number_of(span.get("likely"))
        low, high = number_of(span.get("low")), number_of(span.get("high"))
    elif span is not None and hasattr(span, "likely"):
        middle, low, high = number_of(span.likely), number_of(span.low), number_of(span.high)
    else:
        middle = low = high = number_of(span)
    if middle is None:
        return 0.0, None, 0.0
    return middle if low is None else low, middle, middle if high is None else high


def say_amount(value: float) -> str:
    """Return an estimated number in two digits and with separators; below ten in one decimal."""
    if not value:
        return "0"
    digits = load_words()["digits"] - 1 - floor(log10(abs(value)))
    rounded = round(value, digits)
    return f"{rounded:,.0f}" if abs(rounded) >= 10 or rounded == int(rounded) else f"{rounded:.1f}"


def number_of(value: Any) -> float | None:
    """Return a number that stands in a document, or None where there is none."""
    if value is None or isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
