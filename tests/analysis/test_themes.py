"""What a trouble is like: counted by hand, and never more than its sample."""

from datetime import UTC, datetime, timedelta
from statistics import median

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.cost.members import load_tickets
from groundswell.analysis.results import ThemeFigures
from groundswell.analysis.themes import describe_theme, read_source
from groundswell.evidence import Evidence

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def make_evidence(events: list[tuple[str, str]] | None = None, **columns: list[object]) -> Evidence:
    count = len(next(iter(columns.values())))
    tickets = pa.table({"ticket_id": [f"T{i}" for i in range(count)], **columns})
    tables: dict[str, pa.Table] = {"tickets": tickets}
    if events is not None:
        tables["events"] = pa.Table.from_pylist(
            [
                {"ticket_id": ticket, "seq": seq, "at": MONDAY + timedelta(hours=seq),
                 "group": group, "activity": "Assigned"}
                for seq, (ticket, group) in enumerate(events)
            ]
        )  # fmt: skip
    return Evidence(tables)


def figures_of(evidence: Evidence, *tickets: str) -> ThemeFigures:
    facts = load_tickets(evidence)
    return describe_theme(read_source(evidence, facts), facts.rows(tickets))


def test_time_to_restore_is_the_middle_of_those_that_ended() -> None:
    opened = [MONDAY] * 4
    ended = [MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=5), None, MONDAY]

    restore = figures_of(make_evidence(opened_at=opened, resolved_at=ended), "T0", "T1", "T2", "T3")

    assert restore.restore is not None
    assert (restore.restore.median, restore.restore.of) == (3 * 3600, 2)


def test_missed_promises_are_counted_among_those_that_say_so() -> None:
    evidence = make_evidence(target_met=[True, False, False, None, False])

    missed = figures_of(evidence, "T0", "T1", "T2", "T3").targets_missed

    assert missed is not None
    assert (missed.cases, missed.of, missed.examples) == (2, 3, ("T1", "T2"))
    assert missed.low < 2 / 3 < missed.high


def test_changes_of_group_come_from_the_history_where_there_is_one() -> None:
    events = [("T0", "Desk"), ("T0", "Network"), ("T1", "Desk"), ("T1", "Desk")]
    evidence = make_evidence(events, reassignments=[0, 7, 7])

    moved = figures_of(evidence, "T0", "T1", "T2").reassigned

    assert moved is not None
    assert (moved.cases, moved.of) == (1, 2)


def test_changes_of_group_come_from_the_counter_where_there_is_no_history() -> None:
    moved = figures_of(make_evidence(reassignments=[0, 2, None]), "T0", "T1", "T2").reassigned

    assert moved is not None
    assert (moved.cases, moved.of) == (1, 2)
    assert "source counts" in moved.definition


def test_the_departments_hit_most_come_first() -> None:
    names = ["Sales", "Stock", "Stock", None, "Sales", "Stock", "Law"]

    found = figures_of(make_evidence(department=names), "T0", "T1", "T2", "T3", "T4", "T5")

    assert found.departments == (("Stock", 3), ("Sales", 2))


def test_what_the_source_does_not_say_is_not_known_with_its_reason() -> None:
    found = figures_of(make_evidence(title=["Printer", "Printer"]), "T0", "T1")

    assert found.restore is found.targets_missed is found.reassigned is found.departments is None
    assert set(found.not_known) == {"restore", "targets_missed", "reassigned", "departments"}
    assert all(len(reason) > 20 for reason in found.not_known.values())


ENTRY = st.tuples(
    st.one_of(st.none(), st.integers(1, 5000)),
    st.one_of(st.none(), st.booleans()),
    st.one_of(st.none(), st.integers(0, 9)),
    st.one_of(st.none(), st.sampled_from("ABCDEFGH")),
)


@settings(deadline=None, max_examples=40)
@given(entries=st.lists(ENTRY, min_size=1, max_size=20), data=st.data())
def test_every_figure_agrees_with_counting_by_hand(
    entries: list[tuple[int | None, bool | None, int | None, str | None]], data: st.DataObject
) -> None:
    minutes, met, moves, departments = map(list, zip(*entries, strict=True))
    ended = [MONDAY + timedelta(minutes=m) if m else None for m in minutes]
    chosen = data.draw(st.sets(st.integers(0, len(entries) - 1), min_size=1))
    evidence = make_evidence(
        opened_at=[MONDAY] * len(entries), resolved_at=ended, target_met=met, reassignments=moves,
        department=departments,
    )  # fmt: skip

    found = figures_of(evidence, *(f"T{i}" for i in sorted(chosen)))

    times = [m for i in chosen if (m := minutes[i])]
    verdicts = [met[i] for i in chosen if met[i] is not None]
    counted = [n for i in chosen if (n := moves[i]) is not None]
    named = [departments[i] for i in chosen if departments[i]]
    assert found.restore is None if not times else found.restore is not None
    if found.restore:
        assert np.isclose(found.restore.median, median(times) * 60, atol=1)
    assert _pair(found.targets_missed) == (
        (verdicts.count(False), len(verdicts)) if verdicts else None
    )
    assert _pair(found.reassigned) == (
        (sum(n > 0 for n in counted), len(counted)) if counted else None
    )
    assert dict(found.departments or ()).items() <= {(n, named.count(n)) for n in named}
    assert len(found.departments or ()) == min(5, len(set(named)))


def _pair(found: object) -> tuple[int, int] | None:
    return (found.cases, found.of) if found is not None else None  # type: ignore[attr-defined]
