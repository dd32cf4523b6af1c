"""Figures: one definition each, shown by the browser, the brief and the mail alike."""

from groundswell.analysis.charts.figure import Figure, svg
from groundswell.analysis.charts.months import tickets_per_month
from groundswell.analysis.charts.options import OptionRow, option_bars
from groundswell.analysis.charts.problems import bars_alone, problem_bars, problem_trend
from groundswell.analysis.charts.theme import Theme, dress, theme_config
from groundswell.analysis.charts.waiting import waiting_segments

__all__ = [
    "Figure",
    "OptionRow",
    "Theme",
    "bars_alone",
    "dress",
    "option_bars",
    "problem_bars",
    "problem_trend",
    "svg",
    "theme_config",
    "tickets_per_month",
    "waiting_segments",
]
