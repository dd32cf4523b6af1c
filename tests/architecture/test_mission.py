"""Every point of the mission has its line, and what a line names as proof is there."""

import ast
import re
from functools import cache

from source_tree import ROOT

PAGE = (ROOT / "docs/reference/mission.md").read_text(encoding="utf-8")
POINTS = [f"S{n}" for n in range(1, 120)] + [f"N{n}" for n in range(1, 8)]
PRACTICES = {"desk", "changes", "configuration", "events"}


def rows() -> dict[str, list[str]]:
    """Return the cells of each line: asked for, where, shown by, waits for."""
    lines = re.findall(r"^\| ([SN]\d+) \|(.*)\|$", PAGE, re.MULTILINE)
    return {point: [cell.strip() for cell in rest.split("|")] for point, rest in lines}


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return frozenset(name for name in found if name.startswith("test_"))


def test_every_point_has_its_line() -> None:
    assert list(rows()) == POINTS


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)

    assert named
    assert [f"{path}::{name}" for path, name in named if name not in names_in(path)] == []


def test_what_no_test_shows_says_for_which_practice_it_waits() -> None:
    for point, (_, where, shown, waits) in rows().items():
        assert (where == "–") == (shown == "–"), point
        assert shown != "–" or waits, point
        for one in re.sub(r"\([^)]*\)", "", waits).split(","):
            assert one.strip() in PRACTICES | {""}, (point, one)


def test_each_check_that_it_stands_or_falls_by_is_shown_or_waits() -> None:
    table = PAGE.partition("## The checks that it stands or falls by")[2]
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.splitlines()
        if line.startswith("| S")
    ]

    assert len(lines) == 11
    for points, _, shown, waits in lines:
        assert (shown == "–") == bool(waits), points
        assert set(filter(None, waits.split(", "))) <= PRACTICES, points
