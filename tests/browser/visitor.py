"""A visitor who looks at pages and writes down what is wrong with them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Response, StorageState

LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1440, "height": 900}
#: Charts are drawn, fragments have arrived, colours have stopped changing. What lies in a closed
#: <details> is not drawn, so Chromium lists its changes long after they are finished.
SETTLED = """() => !document.querySelector('[data-chart=""], .htmx-request')
  && document.getAnimations().every((change) => change.playState === 'finished')"""

#: opens what a page holds back until it is asked; returns how many there were
FOLDED = """() => {
  const folds = [...document.querySelectorAll("main details:not([open])")];
  for (const fold of folds) fold.open = true;
  return folds.length;
}"""
#: what is fetched only when a fold opens
ARRIVED = """() => [...document.querySelectorAll("main .fold-room")]
  .every((room) => room.childElementCount)"""


@dataclass
class Visit:
    """A look at one page: light on a laptop, then dark on a phone."""

    path: str
    status: int
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Visitor:
    """Somebody with a browser and, once signed in, a session."""

    browser: Browser
    base: str
    session: StorageState | None = None

    @contextmanager
    def page(self, **given: Any) -> Iterator[Page]:
        """Open a page in a browser of its own, with whatever context options are given."""
        options = {"viewport": LAPTOP, "base_url": self.base, "storage_state": self.session,
                   "reduced_motion": "reduce"}  # fmt: skip
        context = self.browser.new_context(**(options | given))
        try:
            yield context.new_page()
        finally:
            context.close()

    def look_at(self, *paths: str, status: int = 200) -> list[Visit]:
        """Open pages one after the other and return what is wrong with each."""
        with self.page() as page:
            return [_look(page, path, self.base, status) for path in paths]


def _look(page: Page, path: str, base: str, status: int) -> Visit:
    faults: list[str] = []
    watch = {
        "console": lambda said: _note_error(said.type, said.text, faults, status),
        "pageerror": lambda error: faults.append(f"script: {error}"),
        "request": lambda asked: _note_foreign(asked.url, base, faults),
    }
    for event, note in watch.items():
        page.on(event, note)
    page.set_viewport_size(LAPTOP)
    page.emulate_media(color_scheme="light")
    answer = page.goto(path)
    page.wait_for_function(SETTLED)
    faults += [f"laptop, light: {fault}" for fault in page.evaluate(LOOK)]
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector('[data-bs-theme="dark"]')
    page.wait_for_function(SETTLED)
    faults += [f"phone, dark: {fault}" for fault in page.evaluate(LOOK)]
    for event, note in watch.items():
        page.remove_listener(event, note)
    return Visit(path, answer.status if answer else 0, faults + _in_source(answer))


def _note_error(kind: str, text: str, faults: list[str], status: int) -> None:
    is_expected = f"status of {status}" in text
    if kind == "error" and not is_expected:
        faults.append(f"console: {text}")


def _note_foreign(url: str, base: str, faults: list[str]) -> None:
    if not url.startswith((base, "data:", "blob:")):
        faults.append(f"asks elsewhere: {url}")


def _in_source(answer: Response | None) -> list[str]:
    """Return what the policy forbids and the page as it was sent holds all the same."""
    text = answer.text() if answer else ""
    return [f"in the source: {found}" for found in re.findall(r"<[^>]+\s(?:style|on\w+)=", text)]
