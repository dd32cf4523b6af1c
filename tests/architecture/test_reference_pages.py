"""What the reference says is what the code says."""

import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from source_tree import ROOT

from groundswell.analysis import results

sys.path.insert(0, str(ROOT / "tools"))

import docs_reference

MKDOCS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
PAGES = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("name", docs_reference.WRITTEN)
def test_a_page_is_what_the_code_says(name: str) -> None:
    page = (docs_reference.PAGES / name).read_text(encoding="utf-8")

    assert page == docs_reference.page_as_it_should_be(name), "run tools/docs_reference.py"


def test_every_setting_is_on_its_page() -> None:
    from groundswell.config import settings  # noqa: PLC0415

    page = (docs_reference.PAGES / "settings.md").read_text(encoding="utf-8")

    assert [name for name in settings.env.meanings if f"`{name}`" not in page] == []


def test_every_key_of_the_findings_is_on_its_page() -> None:
    page = (docs_reference.PAGES / "json.md").read_text(encoding="utf-8")

    kinds = [kind for kind in vars(results).values() if is_dataclass(kind)]
    keys = {part.name for kind in kinds for part in fields(kind)}
    keys -= {"memory"}  # never written: it is for the next run

    assert [key for key in sorted(keys) if f'"{key}"' not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_found_in_the_navigation(page: Path) -> None:
    assert page.relative_to(ROOT / "docs").as_posix() in MKDOCS
