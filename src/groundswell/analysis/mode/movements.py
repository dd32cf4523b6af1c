"""What appears, vanishes or changes hands between the first and the latest whole quarter."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from groundswell.analysis.mode.book import ModeBook
from groundswell.analysis.mode.quarters import Quarter, with_quarter
from groundswell.analysis.mode.renamed import find_renamed
from groundswell.analysis.mode.signals import Signal, score_records
from groundswell.evidence import Evidence
from groundswell.kernel.statistics import wilson

#: a department or service with fewer tickets in a quarter says nothing by being absent
_LEAST = 5


def find_movements(
    evidence: Evidence, quarters: Sequence[Quarter], book: ModeBook
) -> Iterator[Signal]:
    """Yield how much of the house is not what it was."""
    if len(quarters) < book.rules.quarters:
        return
    first, latest = quarters[0].start, quarters[-1].start
    yield from _departments(evidence, first, latest, book)
    yield from _hands(evidence, first, latest, book)


def _departments(
    evidence: Evidence, first: datetime, latest: datetime, book: ModeBook
) -> Iterator[Signal]:
    if not evidence.has("tickets", "department"):
        return
    counts = _counts(evidence, "department", first, latest)
    large = [name for name, seen in counts.items() if max(seen.values()) >= _LEAST]
    if len(large) < 2:
        return
    changed = [name for name in large if not (counts[name].get(first) and counts[name].get(latest))]
    renamed = find_renamed(evidence, changed, first, latest)
    moved = sorted(str(name) for name in changed if name not in renamed)
    shown = f" ({', '.join(moved[:3])})" if moved else ""
    names = f"; {len(renamed)} with the same people under another name" if renamed else ""
    yield score_records(
        book.signals["departments"],
        len(moved) / len(large),
        found=f"{len(moved)} of {len(large)} departments{shown}{names}",
        of=len(large),
        weight=book.rules.record_weight,
    )


def _hands(
    evidence: Evidence, first: datetime, latest: datetime, book: ModeBook
) -> Iterator[Signal]:
    if not (evidence.has("tickets", "service") and evidence.has("tickets", "group")):
        return
    rows = with_quarter(evidence)
    rows = rows.filter(
        rows.quarter.isin([first, latest]) & rows.service.notnull() & rows.group.notnull()
    )
    counted = rows.group_by("service", "quarter", "group").agg(count=rows.count())
    held: dict[str, dict[datetime, Counter[str]]] = {}
    for row in counted.to_pyarrow().to_pylist():
        seen = held.setdefault(row["service"], {first: Counter(), latest: Counter()})
        seen[row["quarter"]][row["group"]] = row["count"]
    both = {
        name: (seen[first], seen[latest])
        for name, seen in held.items()
        if min(max(groups.values(), default=0) for groups in seen.values()) >= _LEAST
    }
    if len(both) < 2:
        return
    moved = sorted(name for name, (before, after) in both.items() if _changed_hands(before, after))
    shown = f" ({', '.join(moved[:3])})" if moved else ""
    yield score_records(
        book.signals["suppliers"],
        len(moved) / len(both),
        found=f"{len(moved)} of {len(both)} services{shown}",
        of=len(both),
        weight=book.rules.record_weight,
    )


def _changed_hands(before: Counter[str], after: Counter[str]) -> bool:
    """Tell whether another group holds most tickets now, by more than chance explains.

    Of two groups that share a service evenly, now one and now the other has a few more.
    """
    old, new = (
        max(groups.items(), key=lambda one: (one[1], one[0]))[0] for groups in (before, after)
    )
    if old == new:
        return False
    low, _ = wilson(before[old], before.total())
    _, high = wilson(after[old], after.total())
    return high < low


def _counts(
    evidence: Evidence, column: str, first: datetime, latest: datetime
) -> Mapping[str, Mapping[datetime, int]]:
    rows = with_quarter(evidence)
    rows = rows.filter(rows.quarter.isin([first, latest]) & rows[column].notnull())
    counted = rows.group_by(column, "quarter").agg(count=rows.count())
    found: dict[str, dict[datetime, int]] = {}
    for row in counted.to_pyarrow().to_pylist():
        found.setdefault(row[column], {})[row["quarter"]] = row["count"]
    return found
