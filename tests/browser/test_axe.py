"""axe finds nothing serious on the pages that people see most, with every fold open.

`tests.browser.walk` asks of all pages.
"""

import pytest

from tests.browser import axe
from tests.browser.visitor import ARRIVED, FOLDED, LOOK, PHONE, SETTLED, Visitor

pytestmark = pytest.mark.browser

DESK = ("/desk/", "/desk/INC-000004/", "/today/", "/evidence/", "/evidence/themes/",
        "/journey/brief/", "/evidence/levels/indicators/INC-01/")  # fmt: skip


def _serious(visitor: Visitor, *paths: str, dark: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with visitor.page(viewport=PHONE, color_scheme="dark" if dark else "light") as page:
        for path in paths:
            page.goto(path)
            page.evaluate(FOLDED)
            page.wait_for_function(ARRIVED)
            page.wait_for_function(SETTLED)
            # axe says nothing of what lies under the bar of a phone; the look does
            found[path] = axe.serious(page) + page.evaluate(LOOK)
    return {path: sentences for path, sentences in found.items() if sentences}


def test_axe_finds_nothing_serious_at_the_desk(alma: Visitor) -> None:
    assert _serious(alma, *DESK, dark=False) == {}


def test_axe_finds_nothing_serious_at_the_front_door(mara: Visitor) -> None:
    assert _serious(mara, "/my/", dark=True) == {}


def test_axe_says_what_is_wrong_where_and_why(stranger: Visitor) -> None:
    with stranger.page() as page:
        page.set_content(
            '<html lang="en"><title>A</title><main><h1>A</h1><input id="nameless">'
            '<p style="color: #aaa; background: #fff">Pale</p></main></html>'
        )

        found = axe.serious(page)

    assert len(found) == 2
    assert [one for one in found if one.startswith("axe label (critical):") and "nameless" in one]
    assert [one for one in found if "color-contrast" in one and "2.32" in one and "Pale" in one]
