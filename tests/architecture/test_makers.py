"""What several tests need stands in a module of its own: no test takes it from another."""

import re

from source_tree import ROOT

TAKEN = re.compile(r"^\s*from tests\.(?:\w+\.)*test_\w+ import", re.MULTILINE)


def test_no_test_takes_from_another() -> None:
    files = (ROOT / "tests").rglob("*.py")

    assert not [file.name for file in files if TAKEN.search(file.read_text(encoding="utf-8"))]
