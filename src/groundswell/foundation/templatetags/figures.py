"""Figures with their honesty: the likely value large, the range under it, a word of source.

A quantity comes as a `Span` of `groundswell.analysis.results` or as its JSON; None is "not known"
and is said with its reason, never as zero.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import floor, log10
from pathlib import Path
from typing import Any

from django import template

register = template.Library()

#: Width and height of the drawings in their own units; the page stretches them.
WIDE, TREND_HIGH = 100.0, 24.0


@cache
def load_words() -> Mapping[str, Any]:
    """Return how figures are said, from figures.toml."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@register.inclusion_tag("components/figure.html")
def figure(
    span: Any,
    unit: str = "",
    source: str = "",
    *,
    reason: str = "",
    label: str = "",
    top: Any = None,
) -> dict[str, object]:
    """Show one figure; `top` is the scale it shares with its neighbours, `reason` why it lacks."""
    low, likely, high = read_span(span)
    shown = {"unit": unit, "source": source, "label": label, "reason": reason}
    if likely is None:
        return {**shown, "known": False}
    return {
        **shown,
        "known": True,
        "likely": say_amount(likely),
        "range": f"{say_amount(low)}–{say_amount(high)}" if high > low else "",
        "drawing": lay_out(low, likely, high, top=_number(top) or high * 1.15),
    }


@register.inclusion_tag("components/bar.html")
def bar(span: Any, top: Any) -> dict[str, object]:
    """Draw a ranked bar: its length is the likely value, its pale end reaches to the high one."""
    low, likely, high = read_span(span)
    if likely is None:
        return {"known": False}
    scale = max(_number(top) or 0.0, high) or 1.0
    return {"known": True, "drawing": lay_out(low, likely, high, top=scale)}


@register.inclusion_tag("components/spark.html")
def spark(trend: Sequence[Sequence[Any]] | None) -> dict[str, object]:
    """Draw tickets a month as small columns, the newest last; says in words what they show."""
    months = [(str(month), float(count)) for month, count in trend or ()]
    if len(months) < 2:
        return {"known": False}
    top = max(count for _, count in months) or 1.0
    step = WIDE / len(months)
    columns = [
        {
            "x": f"{index * step:.2f}",
            "y": f"{TREND_HIGH - _tall(count, top):.2f}",
            "width": f"{step * 0.7:.2f}",
            "height": f"{_tall(count, top):.2f}",
            "is_last": index == len(months) - 1,
        }
        for index, (_, count) in enumerate(months)
    ]
    (first, before), (last, now) = months[0], months[-1]
    words = f"{before:g} in {first}, {now:g} in {last}, at most {top:g} a month"
    return {"known": True, "columns": columns, "words": words}


@register.filter
def amount(value: Any) -> str:
    """Return a number rounded to what is known of it, with separators: 2912.4 → "2,900"."""
    number = _number(value)
    return "not known" if number is None else say_amount(number)


@register.filter
def count(value: Any) -> str:
    """Return a counted number as it is, with separators: 29124 → "29,124"."""
    number = _number(value)
    return "not known" if number is None else f"{number:,.0f}"


@register.filter
def per_cent(value: Any) -> str:
    """Return a share of one as a percentage: 0.034 → "3 %", 0.004 → "0.4 %"."""
    number = _number(value)
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
    number = _number(confidence)
    if number is None or number < 0:
        return "not known how sure"
    words: str = next(step["words"] for step in load_words()["sureness"] if number >= step["from"])
    return words


@register.filter
def mandate(rank: Any) -> str:
    """Return whose word a step needs."""
    words: list[str] = load_words()["mandates"]
    number = _number(rank)
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


@register.simple_tag
def scale(findings: Iterable[Any]) -> dict[str, object]:
    """Return what the bars of a ranked list are measured by, and the most that any reaches.

    Cost where at least one of them has a cost, else how many tickets come in a year.
    """
    details = [finding.detail for finding in findings]
    priced = any(detail.get("cost_per_year") for detail in details)
    key = "cost_per_year" if priced else "per_year"
    return {
        "key": key,
        "top": max((read_span(detail.get(key))[2] for detail in details), default=0),
    }


@register.filter
def by(detail: Mapping[str, Any], measure: str) -> Any:
    """Return one part of a finding by its name."""
    return detail.get(measure)


@register.filter
def plain_number(value: Any) -> str:
    """Return an input as it was given, without digits that say nothing: 45.0 → "45"."""
    number = _number(value)
    return "not known" if number is None else f"{number:g}"


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


@register.inclusion_tag("components/range.html")
def range_of(low: Any, middle: Any, high: Any) -> dict[str, object]:
    """Draw the range of a share on a line from nothing to all."""
    lower, likely_value, upper = read_span({"low": low, "likely": middle, "high": high})
    if likely_value is None:
        return {"drawing": None}
    return {"drawing": lay_out(lower, likely_value, upper, top=1.0)}


@register.filter
def likely(span: Any) -> float | None:
    """Return the likely value of a span, or None."""
    return read_span(span)[1]


def read_span(span: Any) -> tuple[float, float | None, float]:
    """Return low, likely and high of a span, its JSON, or a number; no likely value: not known."""
    if isinstance(span, Mapping):
        middle = _number(span.get("likely"))
        low, high = _number(span.get("low")), _number(span.get("high"))
    elif span is not None and hasattr(span, "likely"):
        middle, low, high = _number(span.likely), _number(span.low), _number(span.high)
    else:
        middle = low = high = _number(span)
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


def lay_out(low: float, likely: float, high: float, *, top: float) -> dict[str, str]:
    """Return where a range and its likely value lie on a line from 0 to `top`, in `WIDE` units."""

    def at(value: float) -> float:
        return WIDE * min(max(value / top, 0.0), 1.0) if top else 0.0

    return {
        "likely": f"{at(likely):.2f}",
        "low": f"{at(low):.2f}",
        "reach": f"{max(at(high) - at(low), 0.5):.2f}",
        "beyond": f"{max(at(high) - at(likely), 0.0):.2f}",
    }


def _tall(count: float, top: float) -> float:
    return max(TREND_HIGH * count / top, 1.0) if count else 0.0


def _number(value: Any) -> float | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
