import json
import re
from html.parser import HTMLParser

import pytest

from groundswell.analysis.brief import compose, render_html, render_text
from groundswell.analysis.results import Findings
from tests.analysis.brief.made_findings import EVERY_KIND, PI_DAY, RICH, with_titles

VOID = {"br", "hr", "img"}


class Tree(HTMLParser):
    """Collect elements with their attributes and check that each one is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)


def parsed(html: str) -> Tree:
    tree = Tree()
    tree.feed(html)
    tree.close()
    assert not tree.open
    return tree


class TestTheScreen:
    @pytest.mark.parametrize("findings", EVERY_KIND.values(), ids=EVERY_KIND)
    def test_is_well_formed_and_brings_no_look_and_no_act(self, findings: Findings) -> None:
        tree = parsed(render_html(compose(findings, written_on=PI_DAY)))

        for tag, attributes in tree.seen:
            assert tag not in {"style", "link", "iframe"}
            assert "style" not in attributes
            assert not any(name.startswith("on") for name in attributes)
            assert tag != "script" or attributes == {"type": "application/json"}
            names = (attributes.get("class") or "").split()
            assert all(name == "brief" or name.startswith("brief-") for name in names)

    def test_has_one_headline_and_a_heading_for_each_further_block(self) -> None:
        tree = parsed(render_html(compose(RICH, written_on=PI_DAY)))

        tags = [tag for tag, _ in tree.seen]
        assert tags.count("h1") == 1
        assert tags.count("h2") == 8

    def test_lets_no_title_out_of_its_place(self) -> None:
        title = "</script></td><script>alert(1)</script><b onclick=x>&amp;"

        html = render_html(compose(with_titles(title), written_on=PI_DAY))

        tree = parsed(html)
        assert [tag for tag, _ in tree.seen].count("script") == 1
        assert "b" not in [tag for tag, _ in tree.seen]
        assert "<script>alert" not in html

    def test_carries_the_figure_as_data_with_a_description(self) -> None:
        tree = parsed(render_html(compose(RICH, written_on=PI_DAY)))

        (spec,) = map(json.loads, tree.scripts)
        assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
        (chart,) = (attributes for _, attributes in tree.seen if "data-chart" in attributes)
        assert chart["role"] == "img"
        assert str(chart["aria-label"]).startswith("Bars of ")


class TestTheText:
    @pytest.mark.parametrize("findings", EVERY_KIND.values(), ids=EVERY_KIND)
    def test_says_every_word_of_the_brief(self, findings: Findings) -> None:
        brief = compose(findings, written_on=PI_DAY)

        said = re.sub(r"\s+", " ", render_text(brief))

        for block in brief.blocks:
            for text in (*block.text, block.heading, block.source):
                assert re.sub(r"\s+", " ", text) in said

    def test_keeps_to_the_width_of_a_terminal(self) -> None:
        text = render_text(compose(RICH, written_on=PI_DAY))

        assert all(len(line) <= 110 for line in text.splitlines())
        assert text.endswith("\n")
