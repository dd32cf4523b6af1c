"""A number and its unit stay on one line."""

from groundswell.kernel.units import with_unit


def test_no_line_breaks_between_a_number_and_its_unit() -> None:
    assert with_unit(4, "h") == "4\u00a0h"
    assert with_unit("1,200", "%").split(" ") == ["1,200\u00a0%"]
