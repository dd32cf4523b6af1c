"""The look of figures: a Vega-Lite config for light pages, dark pages and paper.

Definitions name what a mark means (likely, pale, label, value); only the config knows colours and
type. So the same definition is re-dressed for another page without being built again.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Theme = Literal["light", "dark", "print"]


@cache
def theme_config(theme: Theme) -> dict[str, Any]:
    """Return the Vega-Lite config of one theme."""
    look = _look()
    colours = {"category": look["category"], **look[theme]}
    text = {"font": look["font"], "baseline": "middle"}
    return {
        "background": None,
        "font": look["font"],
        "padding": 0,
        "view": {"stroke": None},
        "text": {"color": colours["ink"], "font": look["font"]},
        "title": {"anchor": "start", "color": colours["ink"], "fontSize": 14, "offset": 12},
        "range": {"category": colours["category"]},
        "axis": {
            "domain": False,
            "ticks": False,
            "grid": True,
            "gridColor": colours["grid"],
            "labelColor": colours["muted"],
            "labelFontSize": 11,
            "labelPadding": 6,
            # of labels that overlap some are left out; those that nearly touch read as one
            "labelSeparation": 8,
            "tickCount": 3,
            "title": None,
        },
        "axisX": {"grid": False},
        "style": {
            "likely": {"color": colours["likely"]},
            "cost": {"color": colours["muted"]},
            "pale": {"color": colours["pale"], "opacity": colours["pale_opacity"]},
            "label": {**text, "fontSize": 13, "fontWeight": 600},
            # Quieter by being lighter, not by another colour: right on any page.
            "value": {**text, "fontSize": 12, "opacity": 0.75},
        },
    }


def dress(spec: Mapping[str, Any], theme: Theme) -> dict[str, Any]:
    """Return the definition with the config of a theme; the definition itself is left alone."""
    return {**spec, "config": theme_config(theme)}


@cache
def _look() -> Mapping[str, Any]:
    text = files("groundswell.analysis.charts").joinpath("theme.toml").read_text("utf-8")
    return tomllib.loads(text)
