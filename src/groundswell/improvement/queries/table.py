"""The options of a case side by side: a row for each figure, each with its formula and inputs."""

from dataclasses import dataclass, replace

from groundswell.analysis.charts.amounts import money, price, rounded
from groundswell.analysis.results import Span
from groundswell.analysis.worth import Appraisal, BenefitLines, Quantity
from groundswell.analysis.worth.sentence import tell_time
from groundswell.improvement.queries.cases import Case
from groundswell.kernel.units import with_unit


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of one option: its words, its range, and how it is reached."""

    words: str
    foot: str = ""
    formula: str = ""
    parts: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a figure for each option."""

    name: str
    cells: tuple[Cell, ...]


def lay_out_table(case: Case) -> list[Row]:
    """Return a row for each figure, a cell for each option, do nothing first."""
    years = f"{case.terms.years} year{'s' if case.terms.years > 1 else ''}"
    hurdle = case.terms.hurdle
    asked = f"; {hurdle.set_by} asks for {hurdle.ratio.value:g} times" if hurdle else ""
    rows = {
        "Cost once": _once,
        "Cost a year": _running,
        "Saves a year": _saving,
        f"Net value over {years}": _worth,
        "Pays back": _payback,
        f"Value within the year{asked}": _ratio,
        "Chance of a gain": _chance,
        "Worth it if it happens at least": _often,
    }
    return [
        Row(name, tuple(make(appraisal, case) for appraisal in case.appraisals))
        for name, make in rows.items()
    ]


def lay_out_lines(case: Case) -> list[Row]:
    """Return the yearly benefit of each option as cash, capacity and risk, each on its own."""
    names = {
        "cash": "Cash: invoices and revenue",
        "capacity": "Capacity: hours set free",
        "risk": "Risk: the big outage avoided",
    }
    return [
        Row(name, tuple(_line(lines, field, case) for lines in case.lines[1:]))
        for field, name in names.items()
    ]


def show_cost(case: Case) -> Cell:
    """Return what a year of doing nothing costs, with its range."""
    return _span(case.cost, case.simulation.cost_per_year if case.simulation else None, case)


def show_waiting(case: Case) -> Cell:
    """Return what doing nothing costs over the horizon, with the range of a year's cost."""
    runs, year = case.simulation, case.cost.value
    if runs is None or not year or case.waiting.value is None:
        return explain(case.waiting, case)
    span, times = runs.cost_per_year, case.waiting.value / year
    scaled = Span(span.low * times, span.likely * times, span.high * times)
    return _span(case.waiting, scaled, case)


def explain(quantity: Quantity, case: Case, *, words: str = "", foot: str = "") -> Cell:
    """Return a figure with its formula and what went into it; one not known with its reason."""
    parts = tuple(tell_part(part, case.currency) for part in quantity.inputs)
    if quantity.value is None:
        return Cell("not known", str(quantity.not_known), quantity.formula, parts, known=False)
    said = words or money(quantity.value, case.currency)
    notes = "; ".join(note for note in (foot, quantity.remark) if note)
    return Cell(said, notes, quantity.formula, parts)


def tell_part(part: object, currency: str) -> str:
    """Return an input or a figure that went into another one, with unit and source."""
    if isinstance(part, Quantity):
        value = "not known" if part.value is None else f"{rounded(part.value)} {part.unit}"
        return f"{part.name} {value}".replace("money", currency)
    return str(part).replace(" money", f" {currency}")


def _once(appraisal: Appraisal, case: Case) -> Cell:
    return _price(appraisal.cost_once, case)


def _running(appraisal: Appraisal, case: Case) -> Cell:
    return _price(appraisal.cost_running, case)


def _price(quantity: Quantity, case: Case) -> Cell:
    return explain(quantity, case, words=price(round(quantity.known, 2), case.currency))


def _saving(appraisal: Appraisal, case: Case) -> Cell:
    outcome = case.outcome(appraisal)
    if appraisal.option.is_nothing:
        return explain(appraisal.benefit, case, words="nothing")
    return _span(appraisal.benefit, outcome.saving if outcome else None, case)


def _worth(appraisal: Appraisal, case: Case) -> Cell:
    outcome = case.outcome(appraisal)
    span = outcome.net_present_value if outcome else None
    cell = _span(appraisal.net_present_value, span, case)
    if outcome is None or appraisal.option.is_nothing:
        return cell
    expected = money(outcome.expected, case.currency)
    return replace(cell, foot=f"{cell.foot}, on average {expected}")


def _span(quantity: Quantity, span: Span | None, case: Case) -> Cell:
    if span is None:
        return explain(quantity, case)
    foot = f"{rounded(span.low)} to {rounded(span.high)}" if span.high > span.low else ""
    cell = explain(quantity, case, words=money(span.likely, case.currency), foot=foot)
    likely = f"with the likely value of every input: {money(quantity.known, case.currency)}"
    return replace(cell, parts=(*cell.parts, likely))


def _payback(appraisal: Appraisal, case: Case) -> Cell:
    if appraisal.option.is_nothing:
        return replace(explain(appraisal.payback, case), words="–", foot="", known=True)
    outcome = case.outcome(appraisal)
    months = outcome.payback if outcome else None
    if months is None:
        return explain(appraisal.payback, case)
    if months.likely is None:
        cell = explain(appraisal.payback, case)
        return replace(cell, words="more often not", foot="within its life", known=True)
    slow = tell_time(months.high) if months.high is not None else "not at all"
    return explain(
        appraisal.payback, case, words=f"in {tell_time(months.likely)}", foot=f"at worst {slow}"
    )


def _ratio(appraisal: Appraisal, case: Case) -> Cell:
    quantity = appraisal.in_year_ratio
    if appraisal.option.is_nothing:
        return replace(explain(quantity, case), words="–", foot="", known=True)
    if quantity.value is None:
        return explain(quantity, case)
    verdict = {True: "passes", False: "does not pass", None: ""}[appraisal.passes]
    outcome = case.outcome(appraisal)
    chance = outcome.chance_of_hurdle if outcome else None
    foot = (
        f"{verdict}, in {100 * chance:.0f} % of the runs"
        if verdict and chance is not None
        else verdict
    )
    return replace(
        explain(quantity, case, words=f"{rounded(quantity.value)} times its cost"), foot=foot
    )


def _chance(appraisal: Appraisal, case: Case) -> Cell:
    outcome = case.outcome(appraisal)
    if appraisal.option.is_nothing:
        return Cell("–")
    if outcome is None or case.simulation is None:
        return Cell("not known", str(case.not_known), known=False)
    runs = f"{case.simulation.runs:,} runs with seed {case.seed}"
    formula = "runs in which the net value is more than nothing ÷ all runs"
    return Cell(_per_cent(outcome.chance_of_gain), formula=formula, parts=(runs,))


def _often(appraisal: Appraisal, case: Case) -> Cell:
    quantity = appraisal.break_even_frequency
    if appraisal.option.is_nothing:
        return replace(explain(quantity, case), words="–", foot="", known=True)
    if quantity.value is None:
        return explain(quantity, case)
    share = appraisal.break_even_effectiveness.value
    foot = f"or if it ends {100 * share:.0f} % of it" if share is not None else ""
    return explain(quantity, case, words=f"{_times(quantity.value)} a year", foot=foot)


def _line(lines: BenefitLines, field: str, case: Case) -> Cell:
    quantity: Quantity = getattr(lines, field)
    hours = lines.hours.value
    foot = f"{rounded(hours)} hours" if field == "capacity" and hours else ""
    return explain(quantity, case, foot=foot)


def _per_cent(share: float) -> str:
    if 0.99 < share < 1:
        return f"more than {with_unit(99, '%')}"
    return with_unit(f"{100 * share:.0f}", "%")


def _times(count: float) -> str:
    return f"{count:.2f} times" if count < 1 else f"{rounded(count)} times"
