"""Puts the options of a case side by side for the figure."""

from groundswell.analysis.charts.figure import Figure
from groundswell.analysis.charts.options import OptionRow, option_bars
from groundswell.analysis.worth.simulation import Outcome, Simulation


def options_figure(simulation: Simulation, *, currency: str) -> Figure:
    """Return the figure of a case: cost once, yearly saving and chance of a gain of each option.

    Args:
        simulation: of the case.
        currency: ISO 4217 code.
    """
    best = simulation.best
    gains = best.expected > 0
    return option_bars(
        [_row(entry) for entry in simulation.outcomes],
        currency=currency,
        waiting=simulation.cost_per_year,
        best=best.option.name if gains else None,
    )


def _row(outcome: Outcome) -> OptionRow:
    nothing = outcome.payback is None
    return OptionRow(
        name=outcome.option.name,
        once=outcome.option.once,
        saving=None if nothing else outcome.saving,
        chance=None if nothing else outcome.chance_of_gain,
    )
