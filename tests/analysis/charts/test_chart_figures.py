import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from groundswell.analysis.charts import (
    Figure,
    OptionRow,
    Theme,
    bars_alone,
    cost_pareto,
    dress,
    gather_troubles,
    option_bars,
    problem_bars,
    problem_trend,
    svg,
    theme_config,
    tickets_per_month,
    waiting_segments,
)
from groundswell.analysis.results import RecurringProblem, Span

WAITING = (
    {"segment": "queue", "median": 7200.0, "share": 0.41},
    {"segment": "supplier", "median": None, "share": 0.2},
)
MONTHS = tuple((f"2025-{month:02}", 10) for month in range(1, 13))


def make_problem(name: str, tickets: int, cost: Span | None = None) -> RecurringProblem:
    return RecurringProblem(
        id=name,
        title=f"Trouble {name}",
        tickets=tuple(f"{name}{place}" for place in range(tickets)),
        confidence=0.9,
        why=(),
        cost_per_year=cost,
        trend=MONTHS,
    )


OPTIONS = (
    OptionRow("Do nothing", 0, None, None),
    OptionRow("Replace the valve", 150, Span(0, 3100, 6500), 0.88),
    OptionRow("Buy a tool", 12_000, Span(-500, 2700, 6300), 0.02),
)
PRICED = (make_problem("b", 9, Span(100, 200, 400)), make_problem("a", 3, Span(900, 2900, 5100)))
UNPRICED = (make_problem("b", 9), make_problem("a", 30))


def every_figure() -> dict[str, Figure]:
    found = {
        "bars": problem_bars(PRICED, currency="EUR"),
        "bare bars": bars_alone(problem_bars(PRICED, currency="EUR")),
        "counted bars": problem_bars(UNPRICED, currency="EUR"),
        "no bars": problem_bars((), currency="EUR"),
        "trend": problem_trend(PRICED[0]),
        "months": tickets_per_month(MONTHS),
        "waiting": waiting_segments(WAITING),
        "pareto": cost_pareto(
            gather_troubles(
                (*PRICED, make_problem("c", 4, Span(1, 40, 90))), by="kind", currency="EUR"
            )
        ),
        "options": option_bars(
            OPTIONS, currency="EUR", waiting=Span(1800, 3700, 7500), best="Replace the valve"
        ),
    }
    return {name: figure for name, figure in found.items() if figure is not None}


#: drawn for the first test that asks: every worker gathers all tests, and draws few of them
figures = cache(every_figure)
NAMES = (
    "bars", "bare bars", "counted bars", "no bars", "trend", "months", "waiting", "pareto",
    "options",
)  # fmt: skip


@pytest.fixture(params=NAMES)
def figure(request: pytest.FixtureRequest) -> Figure:
    return figures()[request.param]


def values(spec: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(spec, dict):
        for key, item in spec.items():
            yield key, item
            yield from values(item)
    elif isinstance(spec, list):
        for item in spec:
            yield from values(item)


class TestEveryFigure:
    def test_is_plain_json_that_loads_nothing_and_computes_next_to_nothing(
        self, figure: Figure
    ) -> None:
        spec = json.loads(json.dumps(figure.spec, allow_nan=False))

        for key, value in values(spec):
            assert key not in {"url", "transform", "params", "tooltip", "href"}
            assert key != "expr" or value == "width"

    def test_has_a_message_words_and_a_table(self, figure: Figure) -> None:
        assert figure.title
        assert figure.title[-1] not in ".!:"
        assert figure.alt.endswith(".")
        assert all(len(row) == len(figure.header) for row in figure.rows)
        assert figure.spec["description"] == figure.alt

    @pytest.mark.parametrize("theme", ["light", "dark", "print"])
    def test_is_drawn_in_every_theme(self, figure: Figure, theme: Theme) -> None:
        drawn = ET.fromstring(svg(figure, theme=theme, width=400))  # noqa: S314 (our own drawing)

        assert drawn.tag.endswith("svg")
        assert float(drawn.attrib["width"]) <= 401


def test_figures_are_the_same_every_time() -> None:
    again = every_figure()

    assert tuple(again) == NAMES
    for name, figure in figures().items():
        assert json.dumps(again[name].spec) == json.dumps(figure.spec)


class TestProblemBars:
    def test_rank_by_cost_with_the_range_beside_it(self) -> None:
        rows = problem_bars(PRICED, currency="EUR").rows

        assert rows[0] == ("Trouble a", "3", "2,900\u00a0€ (900 to 5,100)")

    def test_rank_by_tickets_where_no_cost_is_known(self) -> None:
        figure = problem_bars(UNPRICED, currency="EUR")

        assert [row[0] for row in figure.rows] == ["Trouble a", "Trouble b"]
        assert figure.rows[0][2] == "not known"
        assert figure.legend == ""

    def test_put_what_has_no_price_last_and_draw_no_bar_for_it(self) -> None:
        figure = problem_bars((make_problem("x", 99), *PRICED), currency="EUR")

        (rows,) = figure.spec["datasets"].values()
        assert figure.rows[-1] == ("Trouble x", "99", "not known")
        assert rows[-1]["likely"] is None

    def test_say_what_matters_as_the_title(self) -> None:
        even = [make_problem(name, 1, Span(50, 100, 200)) for name in "abcd"]

        near = [make_problem("a", 1, Span(90, 110, 200)), make_problem("b", 1, Span(50, 100, 200))]
        three = (*PRICED, make_problem("c", 1, Span(50, 100, 200)))

        assert problem_bars(three, currency="EUR").title == (
            "The first costs more than the others here together"
        )
        assert problem_bars(PRICED, currency="EUR").title == "The first costs more than the second"
        assert "about as much as the second" in problem_bars(near, currency="EUR").title
        assert problem_bars(even, currency="EUR").title == ("3 of these 4 carry over half the cost")

    def test_draw_nothing_but_bars_beside_a_printed_table(self) -> None:
        drawn = svg(figures()["bare bars"], titled=False, width=200)

        assert "<text" not in drawn


class TestOptions:
    def test_are_told_with_their_price_range_and_chance(self) -> None:
        figure = figures()["options"]

        assert figure.rows[1] == (
            "Replace the valve", "150\u00a0€", "3,100\u00a0€ (0 to 6,500)", "9 of 10 cases"
        )  # fmt: skip
        assert figure.rows[2][3] == "fewer than 1 of 20 cases"

    def test_show_for_doing_nothing_what_it_goes_on_costing(self) -> None:
        (rows,) = figures()["options"].spec["datasets"].values()

        assert rows[0]["once"] == 3700
        assert rows[0]["value"].startswith("goes on costing about 3,700")


class TestWaiting:
    def test_is_told_in_words_and_ranked_by_share(self) -> None:
        figure = figures()["waiting"]

        assert figure.title == "Waiting in the queue takes 41\u00a0% of the time"
        assert figure.rows[0] == ("Waiting in the queue", "41\u00a0%", "2\u00a0hours")
        assert figure.rows[1][2] == "not known"

    def test_without_segments_is_no_figure(self) -> None:
        assert waiting_segments(None) is None
        assert waiting_segments(()) is None


class TestThemes:
    def test_follow_the_order_of_okabe_and_ito(self) -> None:
        assert theme_config("light")["range"]["category"][:4] == [
            "#000000",
            "#E69F00",
            "#56B4E9",
            "#009E73",
        ]

    def test_of_paper_hold_only_greys(self) -> None:
        styles = theme_config("print")["style"]

        for style in ("likely", "pale"):
            red, green, blue = (styles[style]["color"][at : at + 2] for at in (1, 3, 5))
            assert red == green == blue

    def test_dress_a_definition_without_touching_it(self) -> None:
        spec = figures()["bars"].spec

        dark = dress(spec, "dark")

        assert dark["config"] != spec["config"]
        assert dark["layer"] is spec["layer"]
