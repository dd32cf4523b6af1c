"""Words: no marks of unfinished work, no idle words, no drawers for everything."""

import re
from pathlib import Path

import pytest
from source_tree import ROOT, RULES, Module, modules, templates

WORDS = RULES["words"]
MARK = re.compile(rf"\b({'|'.join(WORDS['marks'])})\b")
IDLE = re.compile("|".join(WORDS["idle"]), re.IGNORECASE)
# what is markup, code, or a word that is only quoted
TAG = re.compile(
    r"<script.*?</script>|<[^>]*>|\{[%#{].*?[%#}]\}|```.*?```|`[^`\n]*`|\"[^\"\n]*\"", re.DOTALL
)
PAGES = [*templates(), *sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_nothing_is_left_for_later(module: Module) -> None:
    assert not MARK.findall(module.text)


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_module_is_named_for_its_subject(module: Module) -> None:
    assert module.path.stem not in WORDS["modules"]


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_a_page_is_plain(page: Path) -> None:
    by_hand, _, _ = page.read_text(encoding="utf-8").partition("<!-- from here on written by")
    words = TAG.sub(" ", by_hand)

    assert not MARK.findall(words)
    assert not IDLE.findall(words)
    if page.suffix == ".html":
        assert not re.findall(r"\w!(?=\s|$)", words), "no exclamation marks"
