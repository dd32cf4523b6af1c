from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.charts import Rect, cost_pareto, draw_troubles, gather_troubles, say_map
from groundswell.analysis.results import RecurringProblem, Span

ROOM = Rect(0, 0, 1000, 500)
GROWING = tuple((f"2025-{month:02}", 2 if month < 7 else 12) for month in range(1, 13))
FALLING = tuple((f"2025-{month:02}", 12 if month < 7 else 2) for month in range(1, 13))
STEADY = tuple((f"2025-{month:02}", 5) for month in range(1, 13))


def make(key: str, cost: float | None = 100.0, **given: Any) -> RecurringProblem:
    said: dict[str, Any] = {
        "id": key, "title": f"Trouble {key}", "tickets": ("1", "2"), "confidence": 0.9, "why": (),
        "cost_per_year": Span(cost / 2, cost, cost * 2) if cost is not None else None,
        "service": "E-mail", "trend": STEADY,
    }  # fmt: skip
    return RecurringProblem(**said | given)


def test_the_dearest_comes_first_and_work_that_was_asked_for_is_left_out() -> None:
    problems = [make("a", 10), make("b", 90), make("c", 500, asked_for=True)]

    troubles = gather_troubles(problems, by="service", currency="EUR")

    assert [one.problem.id for one in troubles.shown] == ["b", "a"]
    assert troubles.asked_for == 1


def test_without_any_cost_the_tickets_are_the_size() -> None:
    problems = [make("a", None), make("b", None, tickets=tuple("123456"))]

    troubles = gather_troubles(problems, by="service", currency="EUR")

    assert [(one.size, one.value) for one in troubles.shown] == [(6, "6 tickets"), (2, "2 tickets")]
    assert troubles.unpriced == 0


def test_a_trouble_without_a_price_among_priced_ones_is_counted_and_not_drawn() -> None:
    troubles = gather_troubles([make("a"), make("b", None)], by="service", currency="EUR")

    assert len(troubles.shown) == troubles.unpriced == 1


@pytest.mark.parametrize(
    ("trend", "words"),
    [
        (GROWING, "↗ growing"),
        (FALLING, "↘ falling"),
        (STEADY, "→ steady"),
        ((), "trend not known"),
        (STEADY[:3], "trend not known"),
        (tuple((month, 1) for month, _ in STEADY[:9]), "trend not known"),
    ],
)
def test_the_trend_is_a_mark_and_a_word(trend: tuple[tuple[str, int], ...], words: str) -> None:
    (trouble,) = gather_troubles([make("a", trend=trend)], by="service", currency="EUR").shown

    assert trouble.trend_words == words


def test_groups_are_by_what_was_asked_for() -> None:
    problems = [make("a", service="E-mail", department="Sales"), make("b", service=None)]

    by_service = gather_troubles(problems, by="service", currency="EUR").groups
    by_department = gather_troubles(problems, by="department", currency="EUR").groups

    assert {group.name for group in by_service} == {"E-mail", "Not one service"}
    assert {group.name for group in by_department} == {"Sales", "Several departments"}
    assert sum(group.share for group in by_service) == pytest.approx(1)


def test_kinds_tell_machines_from_people() -> None:
    problems = [make("a"), make("b", machine_made=True)]

    groups = gather_troubles(problems, by="kind", currency="EUR").groups

    assert {group.name for group in groups} == {"Told by people", "Reported by machines"}


def test_the_smaller_ones_of_a_group_share_a_tile() -> None:
    problems = [make(f"{place:02}", 100 - place) for place in range(60)]

    (group,) = draw_troubles(gather_troubles(problems, by="service", currency="EUR"), ROOM)

    assert len(group.tiles) == 56
    assert (group.tiles[-1].key, group.tiles[-1].title) == ("", "5 smaller")


def test_within_a_group_only_its_troubles_are_drawn() -> None:
    troubles = gather_troubles(
        [make("a"), make("b", service="Phone")], by="service", currency="EUR"
    )

    (group,) = draw_troubles(troubles, ROOM, within="Phone")

    assert [tile.key for tile in group.tiles] == ["b"]
    assert draw_troubles(troubles, ROOM, within="No such") == ()


def test_words_stay_within_their_tile() -> None:
    problems = [make(str(place), 2.0**-place, title="Cannot print " * 9) for place in range(30)]

    (group,) = draw_troubles(gather_troubles(problems, by="service", currency="EUR"), ROOM)

    for tile in group.tiles:
        words = tile.lines + tile.more
        assert len(words) * 17 <= tile.box.height
        assert all(len(line) * 7 <= tile.box.width for line in words)
    assert group.tiles[0].more == ("→ steady", "1\u00a0€ a year")


COSTS = st.lists(
    st.tuples(st.floats(0.01, 1e6), st.sampled_from(["E-mail", "Phone", "VPN", None])),
    min_size=1, max_size=70,
)  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(costs=COSTS)
def test_tiles_lie_in_their_group_and_cover_nothing(costs: list[tuple[float, str | None]]) -> None:
    problems = [make(str(i), cost, service=name) for i, (cost, name) in enumerate(costs)]
    troubles = gather_troubles(problems, by="service", currency="EUR")

    groups = draw_troubles(troubles, ROOM)

    boxes = []
    for group in groups:
        for tile in group.tiles:
            box, frame = tile.box, group.box
            assert frame.x <= box.x
            assert box.x + box.width <= frame.x + frame.width
            assert frame.y <= box.y
            assert box.y + box.height <= frame.y + frame.height
            boxes.append(box)
    for one, other in combinations(boxes, 2):
        wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
        high = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
        assert wide <= 0 or high <= 0


class TestSentence:
    def test_names_the_group_that_carries_most(self) -> None:
        problems = [make("a", 75, trend=GROWING), make("b", 25, service="Phone")]
        troubles = gather_troubles(problems, by="service", currency="EUR")

        said = say_map(troubles, by="service")

        assert said == "E-mail: 75 % of the cost; one of 2 troubles is growing"

    def test_does_not_name_the_group_of_those_that_share_nothing(self) -> None:
        problems = [make("a", 75, service=None), make("b", 25, service="Phone")]
        troubles = gather_troubles(problems, by="service", currency="EUR")

        assert say_map(troubles, by="service").startswith("Phone: 25 %")

    def test_of_one_group_says_how_it_moves(self) -> None:
        problems = [make("a", trend=GROWING), make("b", trend=GROWING), make("c")]
        troubles = gather_troubles(problems, by="service", currency="EUR")

        assert say_map(troubles, by="service", within="E-mail") == (
            "E-mail: 2 of 3 troubles are growing"
        )

    def test_of_nothing_says_so(self) -> None:
        troubles = gather_troubles([], by="service", currency="EUR")

        assert say_map(troubles, by="service") == "Nothing came back often enough to be drawn"


class TestPareto:
    def test_says_how_few_carry_half(self) -> None:
        problems = [make(str(place), cost) for place, cost in enumerate((60, 50, 40, 30, 20))]

        figure = cost_pareto(gather_troubles(problems, by="kind", currency="EUR"))

        assert figure is not None
        assert figure.title == "2 of 5 troubles carry half of the cost"
        assert [row[3] for row in figure.rows] == [f"{n}\u00a0%" for n in (30, 55, 75, 90, 100)]

    def test_of_one_that_carries_half_alone(self) -> None:
        problems = [make(str(place), cost) for place, cost in enumerate((60, 5, 4))]

        figure = cost_pareto(gather_troubles(problems, by="kind", currency="EUR"))

        assert figure is not None
        assert figure.title == "1 of 3 troubles carries half of the cost"

    def test_of_two_troubles_is_not_drawn(self) -> None:
        assert (
            cost_pareto(gather_troubles([make("a"), make("b")], by="kind", currency="EUR")) is None
        )

    def test_the_small_ones_share_the_last_row(self) -> None:
        problems = [make(f"{place:03}", 10) for place in range(100)]

        figure = cost_pareto(gather_troubles(problems, by="kind", currency="EUR"))

        assert figure is not None
        assert len(figure.rows) == 41
        assert figure.rows[-1][1:] == ("60 others", "600\u00a0€ a year", "100\u00a0%")
