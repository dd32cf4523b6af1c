"""Measures of the quarter view that come from the registers: levels, promises, support."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from groundswell.analysis.journey import name_quarter
from groundswell.analysis.journey.quarters import end_of, order_of
from groundswell.analysis.maturity import load_practices
from groundswell.analysis.support import stage_on
from groundswell.analysis.support.standing import INTERESTED
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.improvement.queries.journey.cells import Cell, QuarterRow, is_sure, span_of
from groundswell.improvement.queries.ledger import LedgerLine, list_ledger
from groundswell.improvement.queries.people import StakeholderLine, list_stakeholders
from groundswell.measurement.levels.models import LevelMark
from groundswell.measurement.levels.queries import list_quarters


def list_rows(*, seen_by: User, on: date) -> list[QuarterRow]:
    """Return the rows that this person may see."""
    rows = list(_of_levels())
    if may(seen_by, "problems.see"):
        rows += _of_promises(list_ledger(seen_by=seen_by))
    if may(seen_by, "support.keep"):
        rows += _of_support(list_stakeholders(seen_by=seen_by, on=on), on)
    return rows


def _of_levels() -> Iterator[QuarterRow]:
    """Yield one row for each practice of which a quarter says another level than the one before.

    Where none does, one row says that of all of them.
    """
    quarters = list_quarters()
    places = {quarter.snapshot.pk: quarter.name for quarter in quarters}
    marks: dict[str, dict[str, LevelMark]] = {}
    for mark in LevelMark.objects.filter(snapshot__in=list(places), level__isnull=False):
        marks.setdefault(mark.practice, {})[places[mark.snapshot_id]] = mark
    if not marks:
        return
    moved = {key: held for key, held in marks.items() if len({m.level for m in held.values()}) > 1}
    for practice, held in moved.items():
        yield _of_level(practice, held)
    if not moved:
        cells = {
            quarter.name: Cell(f"{sum(quarter.name in held for held in marks.values())} judged")
            for quarter in quarters
        }
        said = (
            f"No change yet: {len(marks)} practices stand at the levels of {quarters[0].name}."
            if len(quarters) > 1
            else "Not known yet: only one quarter has a snapshot."
        )
        yield QuarterRow(
            "levels", "How mature", "The level of each practice in the last snapshot of a quarter.",
            cells, "same" if len(quarters) > 1 else "unknown", said, "measurement:levels:profile",
        )  # fmt: skip


def _of_level(practice: str, held: Mapping[str, LevelMark]) -> QuarterRow:
    names = sorted(held, key=order_of)
    first, last = held[names[0]], held[names[-1]]
    words = load_practices()[practice].name
    before, after = first.level or 0, last.level or 0
    if before == after:
        verdict, said = "same", f"No change: level {after} as in {names[0]}."
    elif not is_sure(first, last):
        verdict = "same"
        said = (
            f"No change that is sure yet: level {before}, then {after}, "
            "but the ranges of the two overlap."
        )
    else:
        verdict = "better" if after > before else "worse"
        said = f"Level {before} in {names[0]}, level {after} in {names[-1]}."
    cells = {name: Cell(str(one.level), of=_say_range(one)) for name, one in held.items()}
    return QuarterRow(
        f"level-{practice}", f"How mature: {words}",
        "The level in the last snapshot of a quarter, as the records show it.",
        cells, verdict, said, "measurement:levels:profile",
    )  # fmt: skip


def _say_range(mark: LevelMark) -> str:
    low, high = span_of(mark)
    return "firm" if low == high else f"may be {low} to {high}"


def _of_promises(lines: Sequence[LedgerLine]) -> Iterator[QuarterRow]:
    """Yield the promises of which it is known what came of them, by the quarter that showed it."""
    told: dict[str, list[str]] = {}
    for line in lines:
        if line.result != "too early":
            day = line.check.checked_at if line.check else line.fixed_at
            told.setdefault(name_quarter(day.date()), []).append(line.result)
    if not told:
        return
    cells = {
        name: Cell(f"{results.count('kept')} of {len(results)}") for name, results in told.items()
    }
    count = sum(len(results) for results in told.values())
    kept = sum(results.count("kept") for results in told.values())
    yield QuarterRow(
        "promises", "Promises kept",
        "Fixes of which the tickets say whether they brought what was promised.",
        cells, "unknown", f"{kept} of {count} kept in all; too few to call it a course.",
        "improvement:ledger",
    )  # fmt: skip


def _of_support(lines: Sequence[StakeholderLine], on: date) -> Iterator[QuarterRow]:
    """Yield how many of those in the register are interested or more at each quarter's end."""
    days = sorted({item.on for line in lines for item in line.evidence})
    if not days:
        return
    cells: dict[str, Cell] = {}
    counts: list[tuple[str, int]] = []
    for name in _quarters(days[0], on):
        day = min(end_of(name), on)
        stages = [stage_on(line.place.moves, day) for line in lines]
        interested = sum(stage >= INTERESTED for stage in stages)
        cells[name] = Cell(f"{interested} of {len(stages)}", day < on)
        counts.append((name, interested))
    (first, before), (last, after) = counts[0], counts[-1]
    verdict = "same" if before == after else "better" if after > before else "worse"
    said = f"{after} in {last}, {before} in {first}; each step has its dated evidence."
    if verdict == "same":
        said = f"No change: {after} as in {first}."
    yield QuarterRow(
        "support", "People interested or more",
        "People who decide, at the stage that the evidence shows at the end of the quarter.",
        cells, verdict, said, "improvement:stakeholders",
    )  # fmt: skip


def _quarters(first: date, last: date) -> list[str]:
    names, day = [], first
    while day <= last:
        names.append(name_quarter(day))
        day = end_of(names[-1]) + timedelta(days=1)
    return names
