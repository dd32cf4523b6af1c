"""Numbers as a person reads them: two digits that matter, and never without their range.

An estimate that is written "2,913.47 €" claims a precision that no ticket export holds; two
significant digits say what is known. Counts are exact and stay exact.
"""

import tomllib
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from importlib.resources import files
from typing import Any

from groundswell.analysis.results import Span

_WORDS: Mapping[str, Any] = tomllib.loads(
    files("groundswell.analysis.charts").joinpath("amounts.toml").read_text("utf-8")
)


def rounded(value: float) -> str:
    """Return a number with two significant digits and its thousands grouped: 2913.4 is "2,900"."""
    exact = Decimal(str(value))
    if not exact:
        return "0"
    step = Decimal(1).scaleb(exact.adjusted() - 1)
    # 9.96 rounds up to 10: quantising twice keeps two digits there as well.
    once = exact.quantize(step, ROUND_HALF_UP)
    near = once.quantize(Decimal(1).scaleb(once.adjusted() - 1), ROUND_HALF_UP)
    if abs(near) >= 10**6:
        return f"{(near / 10**6).normalize():,f}\u00a0million"
    return f"{near.normalize():,f}"


def counted(value: float) -> str:
    """Return an exact count with its thousands grouped."""
    return f"{value:,.0f}"


def money(value: float, currency: str) -> str:
    """Return an amount of money with two significant digits: "2,900 €", "$2,900", "2,900 HUF"."""
    return _in_currency(rounded(value), currency)


def price(value: float, currency: str) -> str:
    """Return an amount as somebody named it, with cents only where it has any: "1,250 €"."""
    exact = f"{value:,.2f}".removesuffix(".00")
    return _in_currency(exact, currency)


def _in_currency(amount: str, currency: str) -> str:
    pattern: str = _WORDS["money"].get(currency, "{amount}\u00a0" + currency)
    return pattern.format(amount=amount)


def span_of(value: object) -> Span | None:
    """Return a span from a span or from a mapping with low, likely and high; else None."""
    if isinstance(value, Span):
        return value
    if isinstance(value, Mapping) and all(
        isinstance(value.get(key), int | float) for key in ("low", "likely", "high")
    ):
        return Span(value["low"], value["likely"], value["high"])
    return None


def between(span: Span) -> str:
    """Return the range alone: "1,400 to 5,100"."""
    return f"{rounded(span.low)} to {rounded(span.high)}"


def money_between(span: Span, currency: str) -> str:
    """Return likely amount and range: "2,900 € (1,400 to 5,100)"."""
    return f"{money(span.likely, currency)} ({between(span)})"


def number_between(span: Span) -> str:
    """Return likely number and range: "84 (70 to 99)"."""
    return f"{rounded(span.likely)} ({between(span)})"


def elapsed(seconds: float) -> str:
    """Return an elapsed time in the unit that suits it: 5400 is "90 minutes", 7200 "2 hours"."""
    for unit in _WORDS["time"]:
        if seconds >= 1.5 * unit["seconds"]:
            return f"{rounded(seconds / unit['seconds'])}\u00a0{unit['name']}"
    return f"{rounded(seconds)}\u00a0seconds"


def effort(minutes: float) -> str:
    """Return working time as one says it: "40 minutes", "1 hour", "2 hours", "about 3 days".

    A working day is taken as eight hours; from a day on, halves of a day are close enough.
    """
    if minutes < 60:
        return f"{minutes:.0f}\u00a0minutes"
    hours = round(minutes / 60 * 2) / 2
    if hours < 8:
        return f"{hours:g}\u00a0hour" + ("s" if hours != 1 else "")
    days = round(hours / 8 * 2) / 2
    return f"{days:g}\u00a0working\u00a0day" + ("s" if days != 1 else "")
