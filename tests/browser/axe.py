"""What axe-core says of a page, as sentences: WCAG 2.0 to 2.2, A and AA, serious and critical."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
WEIGHTY = {"serious", "critical"}
#: characters of an element that a sentence shows
SHOWN = 160
#: Only what was violated comes back: what passed would be megabytes of a long page.
RUN = """async (tags) => (await axe.run(document, {
  runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'],
})).violations"""


@cache
def _script() -> str:
    if not SCRIPT.exists():
        pytest.skip("axe-core is not here; `make assets` fetches it")
    return SCRIPT.read_text(encoding="utf-8")


def serious(page: Page) -> list[str]:
    """Return one sentence for each element that a serious or critical rule rejects.

    The script comes in by way of the debugger, which the policy of the page does not bind.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    violations: list[dict[str, Any]] = page.evaluate(RUN, list(TAGS))
    return [
        f"axe {one['id']} ({one['impact']}): {_shown(node)}: {_why(node, one)}"
        for one in violations
        if one["impact"] in WEIGHTY
        for node in one["nodes"]
    ]


def _shown(node: dict[str, Any]) -> str:
    return " ".join(node["html"].split())[:SHOWN]


def _why(node: dict[str, Any], violation: dict[str, Any]) -> str:
    checks = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
    return "; ".join(checks) or violation["help"]
