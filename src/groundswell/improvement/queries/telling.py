"""A case in words and places on a page: which option to take and why, and what it depends on."""

from dataclasses import dataclass

from groundswell.analysis.charts.amounts import money, rounded
from groundswell.analysis.charts.figure import Figure
from groundswell.analysis.worth import (
    Move,
    Outcome,
    options_figure,
    tell_option,
    tell_what_to_measure,
)
from groundswell.improvement.queries.cases import Case
from groundswell.improvement.queries.options import NOTHING

#: bars of the drawing of what an answer depends on
_BARS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """What the worth is when one input is low and when it is high, as places from 0 to 100."""

    name: str
    at_low: float
    at_high: float
    start: str
    width: str
    zero: str | None


def tell_case(case: Case) -> str:
    """Return the one sentence on top."""
    if case.simulation is None:
        return case.not_known or "Its worth is not known."
    name = case.best.option.name if case.best else NOTHING
    return tell_option(case.simulation, name, currency=case.currency)


def tell_verdict(case: Case) -> str:
    """Return which option to take, in a few words."""
    if case.simulation is None:
        return "Not known yet"
    if case.best is None:
        return "Do nothing for now" if len(case.appraisals) > 1 else "No option has a price yet"
    return f"Take “{case.best.option.name}”"


def tell_reasons(case: Case) -> list[str]:
    """Return why, step by step from the cheapest to the dearest, and what the hurdle says."""
    if case.choice is None:
        return []
    said = [_tell_move(move, case) for move in case.choice.moves] + _hurdle(case)
    best = case.simulation.best.option.name if case.simulation else ""
    if case.best and best not in {case.best.option.name, NOTHING}:
        said.append(
            f"Over all that could happen, “{best}” is worth a little more; the two are close."
        )
    return said


def tell_measure(case: Case) -> str:
    """Return what to count next, and what knowing it is worth; empty where there is no choice."""
    if case.simulation is None or len(case.appraisals) < 2:
        return ""
    return tell_what_to_measure(case.simulation, currency=case.currency)


def draw_options(case: Case) -> Figure | None:
    """Return the figure of the options; None before there is one with a price."""
    if case.simulation is None or len(case.appraisals) < 2:
        return None
    return options_figure(case.simulation, currency=case.currency)


def list_bars(case: Case) -> list[Bar]:
    """Return what the worth of the best option depends on, the strongest first."""
    outcome = _telling(case)
    if outcome is None:
        return []
    found = outcome.influences[:_BARS]
    ends = [end for one in found for end in (one.at_low, one.at_high)] or [0.0]
    low, high = min([*ends, 0.0]), max([*ends, 0.0])
    reach = (high - low) or 1.0

    def place(value: float) -> float:
        return 100 * (value - low) / reach

    zero = f"{place(0):.2f}" if low < 0 else None
    return [
        Bar(
            one.rule.name,
            one.at_low,
            one.at_high,
            f"{place(min(one.at_low, one.at_high)):.2f}",
            f"{max(abs(place(one.at_high) - place(one.at_low)), 0.6):.2f}",
            zero,
        )
        for one in found
    ]


def _tell_move(move: Move, case: Case) -> str:
    """Return what the next dearer option adds, as the table shows it where both agree."""
    adds, runs = move.adds, case.simulation
    if runs is not None:
        to, other = (runs.of(name).net_present_value.likely for name in (move.to, move.instead_of))
        adds = to - other if (to > other) == move.taken else move.adds
    worth = money(abs(adds), case.currency)
    if move.taken:
        return f"“{move.to}” instead of “{move.instead_of}” adds {worth}: worth it."
    return f"“{move.to}” instead of “{move.instead_of}” would lose {worth}: not worth it."


def _hurdle(case: Case) -> list[str]:
    """Return whether the option to take brings what the one who decides asks for."""
    hurdle, best = case.terms.hurdle, case.best
    if hurdle is None or best is None or best.in_year_ratio.value is None:
        return []
    brings = f"Within the year it brings {rounded(best.in_year_ratio.value)} times its cost"
    asked = f"{hurdle.set_by} asks for {hurdle.ratio.value:g}"
    if best.passes:
        return [f"{brings}; {asked}: it passes."]
    passing = [a.option.name for a in case.appraisals if a.passes]
    other = f" “{passing[0]}” would pass." if passing else ""
    return [f"{brings}; {asked}: it does not pass.{other}"]


def _telling(case: Case) -> Outcome | None:
    """Return the runs of the option to take, or of the best of the others."""
    if case.simulation is None:
        return None
    if case.best:
        return case.outcome(case.best)
    doing = [one for one in case.simulation.outcomes if one.influences]
    return max(doing, key=lambda one: one.expected, default=None)
