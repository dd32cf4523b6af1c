"""Figures: one definition each, shown by the browser, the brief and the mail alike."""

from groundswell.analysis.charts.figure import Figure, svg
from groundswell.analysis.charts.lines import adoption_steps, support_curve
from groundswell.analysis.charts.months import tickets_per_month
from groundswell.analysis.charts.natural import natural_chart, say_change
from groundswell.analysis.charts.options import OptionRow, option_bars
from groundswell.analysis.charts.pareto import cost_pareto
from groundswell.analysis.charts.problems import bars_alone, problem_bars, problem_trend
from groundswell.analysis.charts.theme import Theme, dress, theme_config
from groundswell.analysis.charts.tiles import GroupTile, draw_troubles
from groundswell.analysis.charts.treemap import Rect, squarify
from groundswell.analysis.charts.troubles import Troubles, gather_troubles, say_map
from groundswell.analysis.charts.waiting import waiting_segments

__all__ = [
    "Figure",
    "GroupTile",
    "OptionRow",
    "Rect",
    "Theme",
    "Troubles",
    "adoption_steps",
    "bars_alone",
    "cost_pareto",
    "draw_troubles",
    "dress",
    "gather_troubles",
    "natural_chart",
    "option_bars",
    "problem_bars",
    "problem_trend",
    "say_change",
    "say_map",
    "squarify",
    "support_curve",
    "svg",
    "theme_config",
    "tickets_per_month",
    "waiting_segments",
]
