"""Departments that got another name, or became one: told from those that came and went."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from groundswell.analysis.mode.quarters import with_quarter
from groundswell.evidence import Evidence

#: so many of its people who are seen at both times are found under one other name
_TOGETHER = 0.8
#: people seen at both times; of fewer nothing can be said
_LEAST_PEOPLE = 3


def find_renamed(
    evidence: Evidence, changed: Collection[str], first: datetime, latest: datetime
) -> frozenset[str]:
    """Return those of some departments whose people were, or are, together under another name.

    A list of departments that somebody tidied up is no reorganisation: whoever vanished goes on
    elsewhere as one, and who appears was there before. Only people who call tell that.

    Args:
        evidence: tickets with `caller` and `department`.
        changed: departments that are seen in one of the two quarters and not in the other.
        first: start of the first quarter.
        latest: start of the latest quarter.
    """
    if not changed or not evidence.has("tickets", "caller"):
        return frozenset()
    before, after = (_find_homes(evidence, quarter) for quarter in (first, latest))
    both = before.keys() & after.keys()
    gone = {name: Counter(after[who] for who in both if before[who] == name) for name in changed}
    came = {name: Counter(before[who] for who in both if after[who] == name) for name in changed}
    together = {name: _find_main(homes) for name, homes in gone.items()}
    renamed = {name for name, home in together.items() if home}
    renamed |= {name for name, homes in came.items() if _find_main(homes)}
    # Several that became one: its people come from each of them, and from nowhere else.
    renamed |= {
        name
        for name, homes in came.items()
        if homes and _share(homes, (old for old, home in together.items() if home == name)) >= 1
    }
    return frozenset(renamed)


def _find_homes(evidence: Evidence, quarter: datetime) -> Mapping[str, str]:
    """Return the department under which each person mostly called in a quarter."""
    rows = with_quarter(evidence)
    rows = rows.filter(
        (rows.quarter == quarter) & rows.caller.notnull() & rows.department.notnull()
    )
    counted = rows.group_by("caller", "department").agg(count=rows.count())
    best: dict[str, tuple[int, str]] = {}
    for row in counted.to_pyarrow().to_pylist():
        one = (row["count"], row["department"])
        best[row["caller"]] = max(one, best.get(row["caller"], (0, "")))
    return {who: name for who, (_, name) in best.items()}


def _find_main(homes: Counter[str]) -> str | None:
    """Return the one name under which nearly all are found; None where they are spread, or few."""
    if homes.total() < _LEAST_PEOPLE:
        return None
    name, count = min(homes.items(), key=lambda one: (-one[1], one[0]))
    return name if count >= _TOGETHER * homes.total() else None


def _share(homes: Counter[str], among: Iterable[str]) -> float:
    return sum(homes[name] for name in among) / homes.total()
