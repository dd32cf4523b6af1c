"""Figures with their honesty: the likely value large, the range under it, a word of source.

A quantity comes as a `Span` of `groundswell.analysis.results` or as its JSON; None is "not known"
and is said with its reason, never as zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template

from groundswell.foundation.templatetags.amounts import (
    count,
    number_of,
    per_cent,
    read_span,
    say_amount,
    say_range,
    say_share,
)

register = template.Library()

#: Width and height of the drawings in their own units; the page stretches them.
WIDE, TREND_HIGH = 100.0, 24.0


@register.inclusion_tag("components/figure.html")
def figure(
    span: Any,
    unit: str = "",
    source: str = "",
    *,
    reason: str = "",
    label: str = "",
    top: Any = None,
    opens: str = "",
) -> dict[str, object]:
    """Show an estimated figure with its range.

    `top` is the scale it shares with its neighbours, `reason` why it lacks, `opens` the address of
    what it was made of.
    """
    low, likely, high = read_span(span)
    shown = {"unit": unit, "source": source, "label": label, "reason": reason, "opens": opens}
    if likely is None:
        return {**shown, "known": False}
    return {
        **shown,
        "known": True,
        "likely": say_amount(likely),
        "range": say_range(low, high),
        "drawing": lay_out(low, likely, high, top=number_of(top) or high * 1.15),
    }


@register.inclusion_tag("components/figure.html")
def counted(value: Any, unit: str = "", **shown: str) -> dict[str, object]:
    """Show a figure that was counted, exact and without a range; `shown` as for `figure`."""
    number = number_of(value)
    known = {"known": number is not None, "likely": count(number), "unit": unit}
    return {**shown, **known, "source": "counted"}


@register.inclusion_tag("components/figure.html")
def percentage(value: Any, unit: str = "", source: str = "", **shown: str) -> dict[str, object]:
    """Show a share of one for which no range was reached; `shown` as for `figure`."""
    known = {"known": number_of(value) is not None, "likely": per_cent(value), "unit": unit}
    return {**shown, **known, "source": source}


@register.inclusion_tag("components/figure.html")
def share(
    part: Mapping[str, Any] | None, *, label: str = "", reason: str = "", reads: bool = False
) -> dict[str, object]:
    """Show a counted share with its range, its definition and, to those who may, examples.

    Args:
        part: cases, of, low, high, definition, examples as findings hold them; None: not known.
        label: what it is a share of.
        reason: why it is not known.
        reads: whether whoever looks may open tickets.
    """
    if not part or not part.get("of"):
        return {"known": False, "label": label, "reason": reason}
    likely = part["cases"] / part["of"]
    low, _, high = read_span({**part, "likely": likely})
    return {
        "known": True,
        "likely": per_cent(likely),
        "range": f"{say_share(low)}–{per_cent(high)}" if high > low else "",
        "drawing": lay_out(low, likely, high, top=1.0),
        "source": "counted",
        "label": label,
        "note": f"{count(part['cases'])} of {count(part['of'])}",
        "definition": part.get("definition", ""),
        "examples": part.get("examples", ()) if reads else (),
    }


@register.inclusion_tag("components/bar.html")
def bar(span: Any, top: Any) -> dict[str, object]:
    """Draw a ranked bar: its length is the likely value, its pale end reaches to the high one."""
    low, likely, high = read_span(span)
    if likely is None:
        return {"known": False}
    scale = max(number_of(top) or 0.0, high) or 1.0
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
