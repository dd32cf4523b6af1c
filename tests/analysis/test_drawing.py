"""Boxes do not overlap, arrows lead down unless they go back, and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.drawing import Edge, lay_out
from groundswell.analysis.process.map import choose_least, draw_map

NAMES = st.sampled_from("abcdefghij")
EDGES = st.lists(
    st.builds(Edge, NAMES, NAMES, st.integers(1, 50).map(float)),
    max_size=30,
    unique_by=lambda edge: (edge.source, edge.target),
)


@given(EDGES)
def test_every_box_has_a_place_of_its_own(edges: list[Edge]) -> None:
    picture = lay_out("abcdefghij", edges)

    corners = [(box.x, box.y) for box in picture.boxes]
    assert len(corners) == 10
    for x, y in corners:
        assert 0 <= x <= picture.width - 168
        assert 0 <= y <= picture.height - 46
    for number, (x, y) in enumerate(corners):
        for other_x, other_y in corners[number + 1 :]:
            assert abs(x - other_x) >= 168 or abs(y - other_y) >= 46


@given(EDGES)
def test_arrows_lead_down_unless_they_go_back(edges: list[Edge]) -> None:
    picture = lay_out("abcdefghij", edges)

    places = {box.id: box.y for box in picture.boxes}
    drawn = {(edge.source, edge.target) for edge in edges if edge.source != edge.target}
    assert {(arrow.source, arrow.target) for arrow in picture.arrows} == drawn
    for arrow in picture.arrows:
        assert arrow.back or places[arrow.source] < places[arrow.target]


@given(EDGES)
def test_the_same_graph_is_drawn_the_same(edges: list[Edge]) -> None:
    assert lay_out("abcdefghij", edges) == lay_out("abcdefghij", edges)


def test_the_heavier_of_two_opposite_edges_leads_down() -> None:
    picture = lay_out("ab", [Edge("b", "a", 9), Edge("a", "b", 2)])

    assert {(arrow.source, arrow.back) for arrow in picture.arrows} == {("b", False), ("a", True)}


def test_nothing_to_draw_is_an_empty_picture() -> None:
    picture = lay_out("", [])

    assert picture.boxes == picture.arrows == ()


def flow(source: str, target: str, count: int, median: float | None = 60.0) -> dict[str, object]:
    return {"source": source, "target": target, "count": count, "median": median, "p90": median}


FLOWS = [
    flow("New", "In work", 90, 600),
    flow("In work", "Solved", 80, 7200),
    flow("In work", "In work", 30),
    flow("Solved", "In work", 6, None),
    flow("New", "Cancelled", 1),
]


def test_the_map_says_what_it_draws_and_what_it_leaves_out() -> None:
    found = draw_map(FLOWS, cases=100, least=0.05)

    assert found is not None
    assert {step.name: (step.times, step.repeats) for step in found.steps} == {
        "New": (91, 0), "In work": (126, 30), "Solved": (80, 0),
    }  # fmt: skip
    assert [(way.source, way.target, way.slowest) for way in found.passages] == [
        ("New", "In work", False), ("In work", "Solved", True), ("Solved", "In work", False),
    ]  # fmt: skip
    assert [way.weight for way in found.passages] == [4, 4, 1]
    assert [way.arrow.back for way in found.passages] == [False, False, True]
    assert (found.hidden, found.hidden_times) == (1, 1)


def test_a_share_that_nothing_reaches_draws_nothing() -> None:
    assert draw_map(FLOWS, cases=1000, least=0.2) is None


def test_a_map_with_many_ways_begins_with_those_that_many_take() -> None:
    many = [flow(f"Step {number}", f"Step {number + 1}", 200 - number) for number in range(60)]
    rare = [flow(f"Step {number}", f"Rare {number}", 2) for number in range(60)]

    assert choose_least(FLOWS, cases=100) == 0
    assert choose_least(many[:10] + rare, cases=1000) == 0.01
