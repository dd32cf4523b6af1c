"""What a template includes or extends is there."""

import re
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from source_tree import templates

NAMED = re.compile(r"""\{% (?:include|extends) ["']([^"']+)["']""")


def _exists(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


@pytest.mark.parametrize("template", templates(), ids=lambda path: path.name)
def test_every_template_that_is_included_exists(template: Path) -> None:
    named = NAMED.findall(template.read_text(encoding="utf-8"))

    assert [name for name in named if not _exists(name)] == []


def test_one_that_is_not_there_is_found_out() -> None:
    assert not _exists("measurement/nowhere.html")
