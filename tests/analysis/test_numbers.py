"""Numbers of which no more digits are told than matter."""

import pytest

from groundswell.analysis.numbers import say_number


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"), (0.25, "0.25"), (37.256, "37.26"), (45.0, "45"), (999.96, "1,000"),
        (1234.4, "1,234"), (-12_345, "-12,345"), (1_234_567.8, "1,234,568"),
    ],
)  # fmt: skip
def test_a_large_number_is_grouped_and_never_a_power_of_ten(value: float, said: str) -> None:
    assert say_number(value) == said
