"""Go through every page of a site and say what is wrong; a picture of each for the eye.

    .venv/bin/python -m tests.browser.walk [--folder FOLDER] [--only TEXT] [--home HOME | --empty]

As a champion, an agent, a manager, a caller, an assessor and a stranger, at 390, 1024 and 1920
pixels, light and dark, then with every fold of the page open. An installation is walked through
as a copy, so that nothing of the walk stays in it. Open FOLDER/index.html to look at the pictures.
Ends with 1 where something is wrong. Not part of the tests: it takes minutes.
"""

import argparse
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.conftest import Site, chromium, filled, free_port
from tests.browser.people import ROLES, walkers
from tests.browser.visitor import ARRIVED, FOLDED, LOOK, SETTLED, Visitor

WIDTHS = {390: 844, 1024: 768, 1920: 1080}
#: the widths at which axe reads a page, by theme: the rail has words from 1200 on only
READ_AT = {"light": (390,), "dark": (1024, 1920)}
#: pixels of a long page that a picture shows
TALL = 4000


@dataclass
class Walk:
    """What came out: pictures by page, and where each fault was seen."""

    folder: Path
    pictures: dict[str, list[Path]] = field(default_factory=dict)
    faults: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    unreached: list[str] = field(default_factory=list)

    def note(self, page: str, fault: str, where: str) -> None:
        """Keep one fault once, with every view in which it was seen."""
        if (page, fault) not in self.faults:
            print(f"{page}{f' ({where})' if where else ''}: {fault}", flush=True)
        self.faults.setdefault((page, fault), []).append(where)


def main() -> int:
    """Walk, print what is wrong, and return 1 where there is anything."""
    asked = _arguments()
    walk = Walk(Path(asked.folder).absolute())
    with _site(asked, walk) as site:
        os.environ.update(site.environment)
        import django  # noqa: PLC0415 (the settings are those of the site)

        django.setup()
        # what leads nowhere is told below, page by page
        logging.getLogger("django.request").setLevel(logging.CRITICAL)
        # before the browser, whose loop Django takes for one of its own
        people = list(walkers(asked, walk.note, walk.unreached))
        with chromium() as browser:
            for one in people:
                visitor = Visitor(browser, site.base, one.session)
                for path in one.pages:
                    if asked.only in path:
                        _walk_to(visitor, f"{one.who} {path}", asked, walk)
    _write_index(walk)
    return _report(walk)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", default="build/walk", help="where the pictures go")
    parser.add_argument("--only", default="", metavar="TEXT", help="addresses that hold this text")
    parser.add_argument("--who", default="", choices=["", *ROLES])
    parser.add_argument("--widths", nargs="+", type=int, choices=WIDTHS, default=list(WIDTHS))
    parser.add_argument("--themes", nargs="+", choices=READ_AT, default=list(READ_AT))
    parser.add_argument("--examples", type=int, default=1, help="records for each kind of page")
    site = parser.add_mutually_exclusive_group()
    site.add_argument("--home", help="an installation that is there, such as groundswell-demo")
    site.add_argument("--empty", action="store_true", help="the site before anything is in it")
    return parser.parse_args()


@contextmanager
def _site(asked: argparse.Namespace, walk: Walk) -> Iterator[Site]:
    with TemporaryDirectory() as home:
        if asked.home:
            shutil.copytree(asked.home, home, dirs_exist_ok=True)
            site = Site(Path(home), free_port())
            with site.serving():
                yield site
            return

        def greet(stranger: Visitor, link: str) -> None:
            """Look at what is gone once somebody has an account."""
            for path in ("/", link):
                if asked.empty and asked.who in {"", "stranger"} and asked.only in path:
                    _walk_to(stranger, f"newcomer {path}", asked, walk)

        with filled(Path(home), until_begun=asked.empty, greet=greet) as site:
            yield site


def _walk_to(visitor: Visitor, name: str, asked: argparse.Namespace, walk: Walk) -> None:
    print(name, file=sys.stderr, flush=True)
    for theme in asked.themes:
        with visitor.page(color_scheme=theme) as page:
            page.on("console", lambda said: said.type == "error" and walk.note(name, said.text, ""))
            page.on("pageerror", lambda error: walk.note(name, f"script: {error}", ""))
            answer = page.goto(name.partition(" ")[2])
            if answer is None or answer.status != 200:
                walk.note(name, f"answers {answer.status if answer else 'nothing'}", theme)
            for width in asked.widths:
                page.set_viewport_size({"width": width, "height": WIDTHS[width]})
                reads = width in READ_AT[theme] or len(asked.widths) == 1
                _look(page, name, f"{width} {theme}", walk, reads=reads)
            if page.evaluate(FOLDED):
                width = READ_AT[theme][0]
                page.set_viewport_size({"width": width, "height": WIDTHS[width]})
                page.wait_for_function(ARRIVED)
                _look(page, name, f"{width} {theme} open", walk, reads=True)


def _look(page: Page, name: str, where: str, walk: Walk, *, reads: bool) -> None:
    """Write down what is wrong with the page as it is now; leave a picture of it."""
    page.wait_for_function(SETTLED)
    for fault in page.evaluate(LOOK) + (axe.serious(page) if reads else []):
        walk.note(name, fault, where)
    _photograph(page, name, where, walk)


def _photograph(page: Page, name: str, where: str, walk: Walk) -> None:
    file = "".join(letter if letter.isalnum() else "_" for letter in f"{name} {where}")
    picture = walk.folder / f"{file}.jpg"
    picture.parent.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size or {"width": 0, "height": 0}
    long = min(TALL, page.evaluate("document.documentElement.scrollHeight"))
    whole = {"x": 0, "y": 0, "width": size["width"], "height": max(long, size["height"])}
    page.screenshot(path=picture, full_page=True, clip=whole, quality=70, type="jpeg")
    walk.pictures.setdefault(name, []).append(picture)


def _write_index(walk: Walk) -> None:
    parts = ["<!doctype html><meta charset=utf-8><title>Walk</title>"]
    parts.append("<style>img{height:24rem}</style>")
    for name, pictures in walk.pictures.items():
        parts.append(f"<h2>{escape(name)}</h2>")
        names = [one.name for one in pictures]
        parts += [f'<a href="{one}"><img loading=lazy src="{one}"></a>' for one in names]
    walk.folder.mkdir(parents=True, exist_ok=True)
    (walk.folder / "index.html").write_text("\n".join(parts), encoding="utf-8")


def _report(walk: Walk) -> int:
    for name in walk.unreached:
        print(f"not looked at, for no record of this site leads there: {name}")
    pictures = sum(map(len, walk.pictures.values()))
    print(f"{len(walk.pictures)} pages, {pictures} pictures, {len(walk.faults)} faults")
    print(f"Look at them: {walk.folder / 'index.html'}")
    return 1 if walk.faults else 0


if __name__ == "__main__":
    sys.exit(main())
