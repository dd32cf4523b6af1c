"""What an assessment says: never a wrong level, always a reason, the same bytes for the same."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from evidence_rows import AS_OF, Row, Tables, make_evidence, times

from groundswell.analysis.maturity import (
    PracticeLevel,
    as_document,
    assess,
    edit_book,
    load_book,
    load_practices,
    write_snapshot,
)
from groundswell.kernel.errors import BadInput, NotKnown

ON_OTHERS = {"INC-01": {"on": False}, "INC-18": {"on": False}}


def judge(tables: Tables, practice: str, **given: object) -> PracticeLevel:
    return assess(make_evidence(tables), as_of=AS_OF, **given).practice(practice)  # type: ignore[arg-type]


def troubles(covered: int, of: int) -> Tables:
    """Return so many recurring troubles of three tickets in three days, some with a problem."""
    rows = [(f"c{number}", day) for number in range(of) for day in (1, 2, 3)]
    return {
        "tickets": [
            {
                "ticket_id": f"{cluster}-{day}",
                "opened_at": day,
                "problem_id": "P1" if int(cluster[1:]) < covered else None,
            }
            for cluster, day in rows
        ],
        "clusters": [{"cluster_id": f"c{number}"} for number in range(of)],
        "cluster_members": [
            {"cluster_id": cluster, "ticket_id": f"{cluster}-{day}"} for cluster, day in rows
        ],
        "problems": [{"problem_id": "P1", "opened_at": 100}],
    }


class TestALevel:
    def test_of_what_is_said_to_be_done_is_zero_without_records(self) -> None:
        tables: Tables = {"tickets": times(30, opened_at=5)}

        found = judge(tables, "problem", declared={"problem"}, kept={"problems"})

        assert found.level == 0
        assert "no record shows it" in found.reason

    def test_is_firmly_zero_where_no_recurring_trouble_has_a_problem(self) -> None:
        found = judge(troubles(0, 35), "problem")

        assert (found.level, found.status) == (0, "firm")
        assert found.attributes["1.1"].gate == "PRB-01"
        assert found.reason.endswith("0 of 35")

    def test_says_what_would_move_it_up_and_which_records(self) -> None:
        found = judge(troubles(0, 35), "problem")

        move = found.moves[0]
        assert (move.indicator, move.cut, move.missing) == ("PRB-01", 0.30, 11)
        assert len(move.records) == 35
        assert "0 of 35, at least 11 needed" in str(found.to_next)

    def test_is_not_known_where_there_was_nothing_to_judge(self) -> None:
        found = judge({"tickets": [{"opened_at": 5}], "cluster_members": []}, "problem")

        assert (found.level, found.status) == (None, "not_observable")
        assert found.reason

    def test_above_one_takes_more_than_one_indicator(self) -> None:
        found = judge({"tickets": times(60, opened_at=5, service="Mail")}, "catalogue")

        assert (found.level, found.status) == (1, "provisional")
        assert found.highest == 3

    def test_of_one_ticket_is_not_known(self) -> None:
        whole = assess(make_evidence({"tickets": [{"opened_at": 5, "service": "a"}]}), as_of=AS_OF)

        assert all(one.level is None for one in whole.practices)
        assert "only one record" in whole.practice("catalogue").reason

    def test_of_thirty_tickets_is_known_and_honestly_unsure(self) -> None:
        rows: list[Row] = [
            {"opened_at": 60 - number, "resolved_at": 59.5 - number, "reopens": int(number == 3),
             "service": "Mail" if number % 2 else None, "cause": "x" if number % 3 else None}
            for number in range(30)
        ]  # fmt: skip

        whole = assess(make_evidence({"tickets": rows}), as_of=AS_OF)

        assert whole.practice("incident").level is not None
        assert whole.practice("incident").status == "provisional"
        assert whole.practice("incident").to_next

    def test_of_only_closed_tickets_does_not_invent_a_backlog(self) -> None:
        found = judge({"tickets": times(30, opened_at=9, resolved_at=8)}, "incident")

        ageing = next(one for one in found.readings if one.indicator.id == "INC-08")
        assert ageing.value is None
        assert ageing.reason == "nothing of what it judges lies in the period"


class TestTheCourse:
    def rows(self, *counts: int) -> list[Row]:
        """Return tickets in the middle of each month, the last one in May 2026."""
        return [
            {"opened_at": 45 + 30.4 * age, "caused_by_change": None}
            for age, count in enumerate(reversed(counts))
            for _ in range(count)
        ]

    def read(self, rows: list[Row]) -> object:
        whole = assess(
            make_evidence({"tickets": [*rows, {"opened_at": 1, "caused_by_change": "C"}]}),
            as_of=AS_OF,
        )
        return whole.readings["CHG-05"]

    def test_leaves_out_the_edge_of_an_export(self) -> None:
        reading = self.read(self.rows(2, 20, 21, 19, 20, 22, 1))

        assert reading.course.left_out == ("2025-11", "2026-05")  # type: ignore[attr-defined]
        assert "seems to begin or end there" in reading.remarks[0]  # type: ignore[attr-defined]

    def test_of_clocks_that_run_backwards_is_told(self) -> None:
        tables: Tables = {"tickets": [*times(5, opened_at=9, resolved_at=8),
                                      {"opened_at": 4, "resolved_at": 6}]}  # fmt: skip

        reading = assess(make_evidence(tables), as_of=AS_OF).readings["INC-06"]

        assert reading.value is not None
        assert reading.value.n == 5
        assert "1 set aside: their times run backwards" in reading.remarks

    def test_jumps_are_to_be_checked_and_not_praised(self) -> None:
        rows: list[Row] = [
            {"opened_at": 45 + 30.4 * age, "caused_by_change": "C" if hit else None}
            for age in range(8)
            for hit in [age == 0] * 20 + [number == age for number in range(20)]
        ]

        reading = assess(make_evidence({"tickets": rows}), as_of=AS_OF).readings["CHG-05"]

        assert reading.is_jump
        assert "check the data first" in reading.remarks[-1]


class TestASnapshot:
    def test_of_the_same_records_is_the_same_in_every_byte(self) -> None:
        tables = troubles(3, 10) | {"changes": times(9, opened_at=4, type="normal")}

        first, second = (
            write_snapshot(as_document(assess(make_evidence(tables), as_of=AS_OF), version="1"))
            for _ in range(2)
        )

        assert first == second
        assert json.loads(first)["readings"]["PRB-01"]["numerator"] == 3

    def test_does_not_see_what_came_later(self) -> None:
        tables: Tables = {"tickets": times(9, opened_at=5, service="a")}
        later: Tables = {"tickets": [*tables["tickets"], *times(9, opened_at=-5)]}

        found = [
            write_snapshot(as_document(assess(make_evidence(one), as_of=AS_OF), version="1"))
            for one in (tables, later)
        ]

        assert found[0] == found[1]

    def test_without_a_moment_is_judged_when_the_last_ticket_was_opened(self) -> None:
        tables: Tables = {"tickets": [{"opened_at": 90}, *times(9, opened_at=60, updated_at=1)]}

        assert assess(make_evidence(tables)).as_of == AS_OF - timedelta(days=60)

    def test_without_any_date_is_refused_in_a_sentence(self) -> None:
        with pytest.raises(NotKnown, match="no record says when"):
            assess(make_evidence({"tickets": [{"title": "x"}]}))


class TestEdits:
    @pytest.mark.parametrize(
        ("edit", "says"),
        [
            ({"INC-99": {"on": True}}, "no indicator INC-99"),
            ({"INC-03": {"sql": "select 1"}}, "sql cannot be set"),
            ({"INC-03": {"cuts": {2: 0.9}}}, "must rise"),
            ({"INC-07": {"cuts": {3: 0.5}}}, "must fall"),
            ({"INC-03": {"cuts": {2: 50}}}, "from 0 to 1"),
            ({"INC-03": {"cuts": {2: "much"}}}, "write a number"),
            ({"INC-03": {"cuts": {2: float("nan")}}}, "no number"),
            ({"INC-03": {"cuts": {"two": 0.5}}}, "by level"),
            ({"INC-03": {"cuts": 5}}, "by level"),
            ({"INC-03": {"weight": -1}}, "0 or more"),
            ({"INC-03": {"weight": "heavy"}}, "0 or more"),
            ({"INC-03": {"n_min": 0}}, "1 or more"),
            ({"INC-03": {"on": "perhaps"}}, "true or false"),
            ({"KNW-01": {"weight": 0}}, "weighs 0"),
        ],
    )
    def test_that_make_no_sense_are_refused_in_a_sentence(
        self, edit: dict[str, dict[str, object]], says: str
    ) -> None:
        with pytest.raises(BadInput, match=says):
            edit_book(load_book(), edit)

    def test_that_make_sense_count(self) -> None:
        book = edit_book(load_book(), {"SVC-02": {"on": False}, "SVC-01": {"cuts": {1: 0.7}}})
        tables: Tables = {"tickets": times(20, opened_at=5, service="a") + times(20, opened_at=5)}

        found = judge(tables, "catalogue", book=book)

        assert found.readings[0].achievements[0].likely == pytest.approx(0.5 / 0.7)
        assert [one.indicator.id for one in found.readings] == ["SVC-01"]

    def test_weights_need_not_sum_to_one(self) -> None:
        heavy = edit_book(load_book(), {"CFG-01": {"weight": 700}, "CFG-07": {"weight": 700}})
        tables: Tables = {"tickets": times(30, opened_at=5, ci="srv1")}

        assert (
            judge(tables, "configuration", book=heavy).level == judge(tables, "configuration").level
        )

    def test_of_a_definition_change_its_mark(self) -> None:
        one = load_book().indicators["INC-03"]

        assert one.version != replace(one, weight=2).version

    def test_of_a_practice_nobody_knows_are_refused(self) -> None:
        with pytest.raises(BadInput, match="no practice juggling"):
            judge({"tickets": times(3, opened_at=5)}, "incident", declared={"juggling"})


def test_every_practice_has_a_sentence_for_each_level() -> None:
    for practice in load_practices().values():
        assert len(practice.levels) == 3
        assert all(practice.sentence(level).endswith(".") for level in range(5))
        assert all(practice.frameworks.values())
