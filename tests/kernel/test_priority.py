from pathlib import Path

import pytest

from groundswell.kernel.errors import BadInput
from groundswell.kernel.priority import DEFAULT, load_matrix


def test_many_who_cannot_work_come_first_and_one_who_can_wait_last() -> None:
    matrix = load_matrix()

    assert matrix.priority(impact=1, urgency=1) == 1
    assert matrix.priority(impact=3, urgency=3) == 5


def test_more_impact_or_more_urgency_never_lowers_the_priority() -> None:
    matrix = load_matrix()

    for (impact, urgency), priority in matrix.cells.items():
        assert matrix.cells.get((impact + 1, urgency), 5) >= priority
        assert matrix.cells.get((impact, urgency + 1), 5) >= priority


def test_an_unknown_impact_is_refused_with_those_that_exist() -> None:
    with pytest.raises(BadInput, match=r"no cell for impact 7 .* 1 \(Everyone\)"):
        load_matrix().priority(impact=7, urgency=1)


def test_a_matrix_with_a_hole_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "priority.toml"
    file.write_text(DEFAULT.read_text().replace("3 = [3, 4, 5]", "3 = [3, 4]"))

    with pytest.raises(BadInput, match=r"no known priority for impact and urgency \(3, 3\)"):
        load_matrix(file)
