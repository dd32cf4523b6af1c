"""What a template includes or extends is there."""

import re

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


def test_every_template_that_is_included_exists() -> None:
    missing = {
        (template.name, name)
        for template in templates()
        for name in NAMED.findall(template.read_text(encoding="utf-8"))
        if not _exists(name)
    }

    assert not missing


def test_one_that_is_not_there_is_found_out() -> None:
    assert not _exists("measurement/nowhere.html")
