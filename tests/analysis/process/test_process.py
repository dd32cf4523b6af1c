"""The process facts against a plain reading of the same events."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.process import ProcessFacts
from groundswell.analysis.process.facts import find_process
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown
from groundswell.kernel.statistics import wilson, z_of

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)

Event = tuple[str, str | None]
WORDS = ("New", "Assigned", "In Progress", "Awaiting User Info", "Resolved", "Closed", "Sundry")
HISTORIES = st.lists(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([None, "A", "B", "C"])), min_size=1),
    min_size=1,
    max_size=6,
)


def make_evidence(
    histories: list[list[Event]], *, hours: float = 1, tickets: pa.Table | None = None
) -> Evidence:
    rows = [
        {
            "ticket_id": f"INC{case:03}",
            "record_kind": "ticket",
            "seq": seq,
            "at": MONDAY + timedelta(hours=hours * seq),
            "activity": activity,
            "group": group,
        }
        for case, history in enumerate(histories)
        for seq, (activity, group) in enumerate(history)
    ]
    events = pa.Table.from_pylist(
        rows[::-1],
        schema=pa.schema(
            [
                ("ticket_id", pa.string()),
                ("record_kind", pa.string()),
                ("seq", pa.int32()),
                ("at", pa.timestamp("us", tz="UTC")),
                ("activity", pa.string()),
                ("group", pa.string()),
            ]
        ),
    )
    return Evidence({"events": events} | ({"tickets": tickets} if tickets is not None else {}))


def found(*histories: list[Event], hours: float = 1) -> ProcessFacts:
    return find_process(make_evidence(list(histories), hours=hours), as_of=LATER)


def path(*words: str) -> list[Event]:
    return [(word, None) for word in words]


def held(*groups: str | None) -> list[Event]:
    return [("In Progress", group) for group in groups]


class TestPaths:
    def test_the_same_steps_in_another_order_are_another_variant(self) -> None:
        result = found(
            path("New", "Assigned", "In Progress", "Closed"),
            path("New", "In Progress", "Assigned", "Closed"),
            path("New", "Assigned", "In Progress", "Closed"),
        )

        assert result.variants == 2
        assert result.top_variants is not None
        best = result.top_variants[0]
        assert best.path == ("New", "Assigned", "In Progress", "Closed")
        assert (best.cases, best.share) == (2, pytest.approx(2 / 3))

    def test_events_of_the_same_second_keep_their_sequence(self) -> None:
        result = found(path("New", "Resolved", "Closed"), hours=0)

        assert result.top_variants is not None
        assert result.top_variants[0].path == ("New", "Resolved", "Closed")

    def test_flows_carry_their_median_and_their_90th_percentile(self) -> None:
        result = found(path("New", "Closed"), path("New", "Closed"), hours=2)

        assert result.flows is not None
        (flow,) = result.flows
        assert (flow.source, flow.target, flow.count) == ("New", "Closed", 2)
        assert (flow.median, flow.p90) == (7200, 7200)

    def test_what_happens_later_than_the_findings_is_not_seen(self) -> None:
        evidence = make_evidence([path("New", "Resolved", "Closed")])

        result = find_process(evidence, as_of=MONDAY + timedelta(hours=1))

        assert result.events == 2


class TestGroups:
    def test_there_and_back_is_a_ping_pong(self) -> None:
        result = found(held("A", "A", "B", "B", "A"), held("A", "B", "C"), held("A", "A"))

        assert result.ping_pong is not None
        assert (result.ping_pong.cases, result.ping_pong.of) == (1, 3)
        assert result.ping_pong.examples == ("INC000",)
        assert result.bounces is not None
        assert result.bounces[0].groups == ("A", "B")

    def test_an_event_without_a_group_is_not_a_hand_over(self) -> None:
        result = found(held("A", None, "A", None, None, "B"), held("A", None, "A"))

        assert result.reassigned is not None
        assert (result.reassigned.cases, result.reassigned.examples) == (1, ("INC000",))

    def test_without_any_group_the_bouncing_is_not_known(self) -> None:
        result = found(path("New", "Closed"))

        assert result.ping_pong is None
        assert "group" in result.not_known["ping_pong"]
        assert result.reassigned is None


class TestReopened:
    def test_work_after_the_end_is_reopening(self) -> None:
        result = found(
            path("New", "Resolved", "In Progress", "Resolved", "Closed"),
            path("New", "Resolved", "Closed"),
        )

        assert result.reopened is not None
        assert (result.reopened.cases, result.reopened.examples) == (1, ("INC000",))

    def test_a_comment_after_the_end_is_not(self) -> None:
        result = found(path("New", "Closed", "Comment added", "Caused By CI"))

        assert result.reopened is not None
        assert result.reopened.cases == 0

    def test_a_comment_in_between_does_not_hide_it(self) -> None:
        result = found(path("New", "Closed", "Comment added", "In Progress"))

        assert result.reopened is not None
        assert result.reopened.cases == 1


class TestWaiting:
    def test_time_goes_to_the_state_after_the_event(self) -> None:
        result = found(path("New", "In Progress", "Awaiting User Info", "Closed"), hours=1)

        assert result.waiting is not None
        shares = {row.segment: (row.median, row.share) for row in result.waiting}
        assert shares == {
            "queue": (3600, pytest.approx(1 / 3)),
            "work": (3600, pytest.approx(1 / 3)),
            "caller": (3600, pytest.approx(1 / 3)),
        }

    def test_waiting_is_told_by_the_way_people_came_in(self) -> None:
        # In the queue for 1, 2 and 3 hours by phone; one by web, asked back for an hour, for none.
        histories = [
            path("New", *["Sundry"] * extra, "In Progress", "Closed") for extra in range(3)
        ]
        histories.append(path("In Progress", "Awaiting User Info", "Closed"))
        tickets = pa.table(
            {
                "ticket_id": ["INC000", "INC001", "INC002", "INC003"],
                "channel": ["Phone", "phone ", "Phone", "Web"],
            }
        )

        result = find_process(make_evidence(histories, hours=1, tickets=tickets), as_of=LATER)

        assert result.waiting_by_channel is not None
        told = [(one.channel, one.median, one.cases) for one in result.waiting_by_channel]
        assert told == [("Phone", 7200, 3), ("Web", 0, 1)]
        phone = result.waiting_by_channel[0]
        assert (phone.low, phone.high) == (3600, 10800)
        assert "says how it came in" in found(path("New")).not_known["waiting_by_channel"]

    def test_an_unknown_word_leaves_the_state_as_it_was(self) -> None:
        result = found(path("In Progress", "Sundry", "Closed"), hours=1)

        assert result.waiting is not None
        assert [(row.segment, row.median) for row in result.waiting] == [("work", 7200)]

    def test_words_that_nobody_knows_give_no_figure_but_a_reason(self) -> None:
        result = found(path("Xyzzy", "Plugh"))

        assert result.waiting is None
        assert '"Plugh"' in result.not_known["waiting"]


class TestRules:
    def test_who_breaks_a_rule_is_named(self) -> None:
        result = found(
            path("New", "Assigned", "Resolved", "Closed"),
            path("New", "Resolved", "Closed"),
            path("New", "Assigned", "Closed"),
            path("New", "Assigned"),
        )

        assert result.rules is not None
        rules = {rule.id: rule for rule in result.rules}
        worked = rules["worked-before-resolved"]
        assert (worked.kept, worked.broken, worked.examples) == (1, 1, ("INC001",))
        closed = rules["resolved-before-closed"]
        assert (closed.kept, closed.broken, closed.examples) == (2, 1, ("INC002",))
        assert worked.low < 0.5 < worked.high

    def test_a_rule_for_pressing_tickets_reads_the_priority_of_the_ticket(self) -> None:
        tickets = pa.table(
            {"ticket_id": ["INC000", "INC001"], "priority_rank": pa.array([1, 4], pa.int32())}
        )
        evidence = make_evidence(
            [path("New", "In Progress"), path("New", "In Progress")], hours=3, tickets=tickets
        )

        result = find_process(evidence, as_of=LATER)

        assert result.rules is not None
        pressing = {rule.id: rule for rule in result.rules}["pressing-first"]
        assert (pressing.of, pressing.broken, pressing.examples) == (1, 1, ("INC000",))

    def test_a_rule_that_applies_to_nobody_is_not_kept_by_everybody(self) -> None:
        result = found([("New", "A"), ("Assigned", "A")])

        assert result.rules is not None
        assert "resolved-before-closed" not in {rule.id for rule in result.rules}
        assert "resolved-before-closed" in result.rules_unjudged


class TestWithoutEvents:
    def test_the_counters_of_the_tickets_speak(self) -> None:
        tickets = pa.table(
            {
                "ticket_id": ["A", "B", "C"],
                "reassignments": pa.array([0, 2, None], pa.int32()),
                "target_met": [True, False, False],
            }
        )

        result = find_process(Evidence({"tickets": tickets}), as_of=LATER)

        assert (result.cases, result.events, result.variants) == (3, None, None)
        assert result.reassigned is not None
        assert (result.reassigned.cases, result.reassigned.of) == (1, 2)
        assert result.targets_missed is not None
        assert (result.targets_missed.cases, result.targets_missed.examples) == (2, ("B", "C"))
        assert "history" in result.not_known["waiting"]
        assert "reopens" in result.not_known["reopened"]

    def test_without_tickets_too_there_is_only_a_reason(self) -> None:
        with pytest.raises(NotKnown, match="no tickets"):
            find_process(Evidence({}), as_of=LATER)

    def test_events_of_problems_are_told_from_events_of_tickets(self) -> None:
        rows = make_evidence([path("New", "Closed")]).arrow("events")
        kinds = pa.array(["problem"] * rows.num_rows)
        column = rows.schema.get_field_index("record_kind")
        evidence = Evidence({"events": rows.set_column(column, "record_kind", kinds)})

        result = find_process(evidence, as_of=LATER)

        assert result.record_kind == "problem"


@settings(max_examples=12, deadline=None)
@given(HISTORIES)
def test_every_log_gives_what_a_plain_reading_gives(histories: list[list[Event]]) -> None:
    result = find_process(make_evidence(histories), as_of=LATER)

    paths = Counter(tuple(word for word, _ in history) for history in histories)
    flows = Counter(pair for route in paths.elements() for pair in pairwise(route))
    assert result.variants == len(paths)
    assert result.top_variants is not None
    assert {v.path: v.cases for v in result.top_variants} == dict(paths)
    assert result.flows is not None
    assert {(flow.source, flow.target): flow.count for flow in result.flows} == dict(flows)
    runs = [_runs(history) for history in histories]
    if result.reassigned is not None:
        assert result.reassigned.cases == sum(len(run) > 1 for run in runs)
    if result.ping_pong is not None:
        assert result.ping_pong.cases == sum(
            any(run[i] == run[i + 2] for i in range(len(run) - 2)) for run in runs
        )


def _runs(history: list[Event]) -> list[str]:
    groups = [group for _, group in history if group is not None]
    return [group for i, group in enumerate(groups) if i == 0 or group != groups[i - 1]]


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (1, 100, 0.0018, 0.0545), (0, 0, 0.0, 1.0)],
)
def test_the_interval_of_a_share_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    found = wilson(hits, of, z=z_of(0.95))

    assert found == pytest.approx((low, high), abs=5e-4)
