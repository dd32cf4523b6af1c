"""Words: no marks of unfinished work, no idle words, no drawers for everything."""

import re
from collections.abc import Iterator
from pathlib import Path

from source_tree import ROOT, RULES, modules, templates

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


def test_nothing_is_left_for_later() -> None:
    assert not {m.name: found for m in modules() if (found := MARK.findall(m.text))}


def test_modules_are_named_for_their_subjects() -> None:
    vague = {module.name for module in modules() if module.path.stem in WORDS["modules"]}
    assert vague == {*WORDS["modules_of_django"]}


def test_pages_are_plain() -> None:
    assert not {short(page): found for page in PAGES if (found := list(faults(page)))}


def faults(page: Path) -> Iterator[str]:
    by_hand, _, _ = page.read_text(encoding="utf-8").partition("<!-- from here on written by")
    words = TAG.sub(" ", by_hand)
    yield from MARK.findall(words)
    yield from IDLE.findall(words)
    if page.suffix == ".html":
        yield from re.findall(r"\w!(?=\s|$)", words)  # no exclamation marks
