"""A template uses classes, icons and files that exist."""

import re
from functools import cache
from pathlib import Path

import pytest
from source_tree import SOURCE, templates

STATIC = SOURCE / "static"
CLASSES = re.compile(r'\bclass="([^"]*)"')
TEMPLATE_CODE = re.compile(r"\{[%{].*?[%}]\}", re.DOTALL)
ICON = re.compile(r"""icons\.svg["'] ?%\}#([\w-]+)""")
ELSEWHERE = re.compile(r"""(?:src|href)=["'](?:https?:)?//[^"']*\.(?:js|css|woff2?|png|svg)""")
IN_PLACE = re.compile(r"\bstyle=\"|(?<![-\w])on(?:click|load|change|submit)=")


@cache
def known_classes() -> frozenset[str]:
    sheets = " ".join(path.read_text(encoding="utf-8") for path in STATIC.rglob("*.css"))
    own_scripts = [path for path in STATIC.rglob("*.js") if path.parent.name != "dist"]
    scripts = " ".join(path.read_text(encoding="utf-8") for path in own_scripts)
    found = re.findall(r"\.((?:\\.|[\w-])+)", sheets)
    return frozenset(name.replace("\\", "") for name in found) | frozenset(
        re.findall(r"[\w-]+", scripts)
    )


def classes_of(template: Path) -> set[str]:
    """Return whole class names; one that template code completes cannot be read from here."""
    text = TEMPLATE_CODE.sub("\0", template.read_text(encoding="utf-8"))
    words = (word for found in CLASSES.findall(text) for word in found.split())
    return {word for word in words if "\0" not in word}


def test_every_class_is_in_a_stylesheet() -> None:
    unknown = {file.name: classes_of(file) - known_classes() for file in templates()}

    assert not {name: found for name, found in unknown.items() if found}, "see frontend/keep.txt"


def test_every_icon_is_in_the_sprite() -> None:
    sprite = (STATIC / "dist" / "icons.svg").read_text(encoding="utf-8")

    assert not {
        (template.name, name)
        for template in templates()
        for name in ICON.findall(template.read_text(encoding="utf-8"))
        if f'id="{name}"' not in sprite
    }


@pytest.mark.parametrize("fault", [ELSEWHERE, IN_PLACE], ids=["from elsewhere", "in the page"])
def test_nothing_is_loaded_from_elsewhere_or_said_in_place(fault: re.Pattern[str]) -> None:
    assert not [
        template.name
        for template in templates()
        if fault.search(template.read_text(encoding="utf-8"))
    ], "the policy forbids it"


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("look/*.css")), ids=lambda path: path.name)
def test_every_rule_is_closed(sheet: Path) -> None:
    depth = 0
    for number, line in enumerate(sheet.read_text(encoding="utf-8").splitlines(), start=1):
        assert not (depth and line.startswith((".", "#"))), f"line {number} is within another rule"
        depth += line.count("{") - line.count("}")

    assert depth == 0
