"""Numbers and what they mean, in words; what is not known is said, never zero."""

import tomllib
from collections.abc import Mapping
from functools import cache
from math import floor, log10
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings

from groundswell.analysis.charts.amounts import price
from groundswell.kernel.units import with_unit

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
    return "not known" if number is None else with_unit(say_share(number), "%")


@register.filter
def share_of_one(value: Any) -> str:
    """Return a part of one in two decimals: 0.5 → "0.50"."""
    number = number_of(value)
    return "not known" if number is None else f"{number:.2f}"


@register.filter
def money(currency: str) -> str:
    """Return the sign of a currency: "EUR" → "€"; one without a sign keeps its code."""
    signs: Mapping[str, str] = load_words()["signs"]
    return signs.get(currency, currency)


@register.filter
def unit(words: str, value: Any = None) -> str:
    """Return the unit of a value as people say it: "EUR/h" → "€ an hour", 1 "people" → "person".

    Any other as it is.
    """
    currency, per, _ = words.partition("/h")
    if per:
        return f"{money(currency)} an hour"
    singular: Mapping[str, str] = load_words()["one"]
    return singular.get(words, words) if number_of(value) == 1 else words


@register.filter
def in_money(value: Any) -> str:
    """Return an amount as somebody named it, in the currency of this installation: "5,000 €"."""
    number = number_of(value)
    return "not known" if number is None else price(number, settings.CURRENCY)


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
def asked(key: str) -> str:
    """Return what is asked where a key of the findings says that it is not known."""
    words: Mapping[str, str] = load_words()["asked"]
    return words.get(key) or named(key.rpartition(".")[2])


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
def in_hours(span: Any) -> dict[str, float] | None:
    """Return a span of minutes as one of hours; None stays None."""
    low, middle, high = read_span(span)
    return None if middle is None else {"low": low / 60, "likely": middle / 60, "high": high / 60}


@register.filter
def ranged(span: Any) -> str:
    """Return the range of a span as "1,200–2,600"; nothing where it has none."""
    low, middle, high = read_span(span)
    return "" if middle is None else say_range(low, high)


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


def say_share(share: float) -> str:
    """Return a share of one in hundredths, without their sign: 0.034 → "3", 0.004 → "0.4"."""
    hundredths = 100 * share
    return f"{hundredths:.1f}" if 0 < abs(hundredths) < 0.95 else f"{hundredths:.0f}"


def say_range(low: float, high: float) -> str:
    """Return a range in two digits; nothing where low and high are the same in words."""
    first, last = say_amount(low), say_amount(high)
    return f"{first}–{last}" if first != last else ""


def number_of(value: Any) -> float | None:
    """Return a number that stands in a document, or None where there is none."""
    if value is None or isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
