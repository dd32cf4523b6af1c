"""Colours that the system chooses: every ground is gone, and what is chosen is still told."""

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

#: the ground of what is chosen, and of what is not, by what they are
GROUNDS = """() => Object.fromEntries([".place", ".show-link"].map((kind) => {
  const all = [...document.querySelectorAll(kind)];
  const grounds = (chosen) => all.filter((one) => one.hasAttribute("aria-current") === chosen)
    .map((one) => getComputedStyle(one).backgroundColor);
  return [kind, [grounds(true), grounds(false)]];
}))"""
EDGES = """(tabs) => [...document.querySelectorAll(tabs)]
  .map((one) => getComputedStyle(one).borderBlockEndColor)"""


def test_what_is_chosen_is_told_where_the_system_chooses_the_colours(alma: Visitor) -> None:
    with alma.page(forced_colors="active") as page:
        page.goto("/desk/")
        grounds = page.evaluate(GROUNDS)
        chosen = page.evaluate(EDGES, ".tab[aria-current]")
        others = page.evaluate(EDGES, ".tab:not([aria-current])")

    for kind, (of_chosen, of_others) in grounds.items():
        assert of_chosen, kind
        assert not set(of_chosen) & set(of_others), kind
    assert chosen
    assert not set(chosen) & set(others)
