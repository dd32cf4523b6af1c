"""The numbers that a case rests on, each with its range, source and date."""

from dataclasses import dataclass
from datetime import date

from groundswell.analysis.numbers import say_number
from groundswell.analysis.worth import Input, Option, Sample
from groundswell.foundation.templatetags.amounts import unit
from groundswell.improvement.queries.cases import Case


@dataclass(frozen=True, slots=True)
class InputLine:
    """One number of a case: whose it is, its words, and whether the one who decides gave it."""

    of: str
    name: str
    value: str
    range: str
    source: str
    on: date | None = None
    is_given: bool = False


def list_inputs(case: Case) -> list[InputLine]:
    """Return every number that the case rests on: of the trouble, the terms, each option."""
    pain = [_input("The trouble", entry, case) for entry in case.costing.pain.inputs()]
    terms = case.terms
    asked = (terms.hurdle.ratio, terms.hurdle.months_left) if terms.hurdle else ()
    rest = [
        _input("The terms", entry, case)
        for entry in (terms.horizon, terms.discount, terms.growth, terms.hit_rate, *asked)
    ]
    options = [
        _input(f"“{appraisal.option.name}”", entry, case)
        for appraisal in case.appraisals
        if not appraisal.option.is_nothing
        for entry in _inputs_of(appraisal.option)
    ]
    return [*pain, *rest, *options]


def _inputs_of(option: Option) -> list[Input]:
    keys = ("cash", "hours", "running_cash", "running_hours", "success", "effectiveness",
            "lead_months", "life_years", "share")  # fmt: skip
    found: list[Input] = [getattr(option, key) for key in keys]
    found = [entry for entry in found if entry.high or entry.key in {"success", "effectiveness"}]
    return [*found, option.hour_rate] if option.own or option.running_hours.high else found


def _input(of: str, entry: Input | Sample, case: Case) -> InputLine:
    measured = unit(entry.unit.replace("money", case.currency), entry.value)
    if isinstance(entry, Sample):
        source = f"{entry.source} on {len(entry.values)} incidents"
        return InputLine(of, entry.name, f"{say_number(entry.value)} {measured}", "", source)
    reach = "" if entry.is_certain else f"{say_number(entry.low)} to {say_number(entry.high)}"
    return InputLine(
        of,
        entry.name,
        f"{say_number(entry.value)} {measured}",
        reach,
        str(entry.source),
        on=entry.on,
        is_given=entry.source.kind == "given" and not entry.source.note,
    )
