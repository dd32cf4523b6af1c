"""What a chart between natural limits says in words."""

import pytest

from groundswell.analysis.charts import natural_chart

THOUSANDS = [12_345.0, 12_346.0, 12_344.0, 12_345.0]


@pytest.mark.parametrize(
    ("values", "unit", "said"),
    [
        (THOUSANDS, "tickets", "12,345 tickets"),
        ([2.0, 3.0, 2.0, 1.0], "tickets", "1 ticket"),
        ([37.1, 37.4, 36.9, 37.256], "hours", "37 hours"),
        ([0.5, 0.5, 0.5, 0.4], "share", "40 %"),
    ],
)
def test_what_was_counted_is_exact_and_what_was_reckoned_is_rounded(
    values: list[float], unit: str, said: str
) -> None:
    points = [(f"{day} Mar", value) for day, value in enumerate(values, 1)]

    chart = natural_chart(points, name="a", title="A", unit=unit)

    assert chart is not None
    assert chart.rows[-1] == ("4 Mar", said, "yes")
    assert f"Last {said} in 4 Mar" in chart.alt
    assert "e+" not in chart.alt
