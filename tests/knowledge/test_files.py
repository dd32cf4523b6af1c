"""A folder of Markdown files becomes articles, once."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from groundswell.cli.articles import articles
from groundswell.knowledge.models import Article
from groundswell.knowledge.queries import read_article

pytestmark = pytest.mark.django_db


def bring(folder: Path, *more: str) -> str:
    ran = CliRunner().invoke(articles, [str(folder), *more], catch_exceptions=True)
    return ran.output if ran.exception is None else str(ran.exception)


def test_files_become_articles_and_only_what_changed_a_version(tmp_path: Path) -> None:
    (tmp_path / "printer.md").write_text("# Blank labels\n\nTurn the roll.\n\n1. Open\n2. Close")
    (tmp_path / "printer.de.md").write_text("# Leere Etiketten\n\nRolle wenden.\n\n1. Auf")
    (tmp_path / "vpn-from-home.md").write_text("1. Start it")

    assert bring(tmp_path, "--publish") == "1 translated, 2 written.\n"
    assert bring(tmp_path) == "3 unchanged.\n"
    (tmp_path / "printer.md").write_text("# Blank labels\n\nTurn the roll over.\n\n1. Open")
    assert bring(tmp_path) == "1 new versions, 2 unchanged.\n"

    article = Article.objects.get(origin="file:printer")
    assert (article.version, article.summary) == (2, "Turn the roll over.")
    assert read_article(article, language="de").is_outdated
    other = Article.objects.get(origin="file:vpn-from-home")
    assert (other.title, other.body, other.state) == ("vpn from home", "1. Start it", "published")


def test_what_is_no_folder_or_no_text_is_said(tmp_path: Path) -> None:
    assert "is no folder" in bring(tmp_path / "nothing")
    assert bring(tmp_path) == "No Markdown file is there.\n"
    (tmp_path / "broken.md").write_bytes(b"\xff\xfe\x00text")
    assert "not UTF-8" in bring(tmp_path)
