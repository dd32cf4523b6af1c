"""The first hour as a person has it: from an empty folder to three steps and a page."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site_data import PASSWORD
from tests.browser.visitor import Visitor
from tests.made_export import thirty_tickets
from tests.template import FOLDER

pytestmark = pytest.mark.browser

#: milliseconds that work in the background may take on a machine with much else to do
PATIENCE = 60_000


def wait_for(port: int) -> None:
    """Wait until the server listens; the link is printed a moment before."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server does not answer")


#: the files of pages, hashed and compressed once for all installs
COLLECTED = FOLDER / "static"


@contextmanager
def served(home: Path) -> Iterator[tuple[str, str]]:
    """Run `groundswell serve` in an empty folder; give its address and the link that it prints."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"GROUNDSWELL_HOME": str(home)}
    for name in ("DJANGO_SETTINGS_MODULE", "GROUNDSWELL_DATABASE_URL", "GROUNDSWELL_SITE_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "groundswell.cli", "serve", "--bind", f"127.0.0.1:{port}",
               "--workers", "1"]  # fmt: skip
    if COLLECTED.exists():
        shutil.copytree(COLLECTED, home / "static")
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        try:
            link = next(line.strip() for line in server.stdout if "/account/setup/" in line)
            wait_for(port)
            _keep(home / "static")
            yield f"http://127.0.0.1:{port}", link
        finally:
            server.terminate()


def _keep(static: Path) -> None:
    """Keep what was collected for the next install; of another version it collects anew."""
    stamp = "version"
    if COLLECTED.exists() and (COLLECTED / stamp).read_text() == (static / stamp).read_text():
        return
    shutil.rmtree(COLLECTED, ignore_errors=True)
    shutil.copytree(static, COLLECTED)


def make_own_account(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill("Alma Reyes")
    page.get_by_label("Your e-mail address").fill("alma@example.org")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_role("button").click()
    page.wait_for_url("**/today/")


def name_services(page: Page) -> None:
    page.get_by_role("link", name="Name three to five").click()
    names = page.get_by_label(re.compile("service", re.IGNORECASE))
    for place, name in enumerate(("Shipping labels", "Remote access", "E-mail")):
        names.nth(place).fill(name)
    page.get_by_role("button", name="Write them down").click()
    expect(page.get_by_role("rowheader", name="Shipping labels")).to_be_visible()


def bring(page: Page, export: Path) -> None:
    page.get_by_role("link", name="Today").click()
    page.get_by_role("link", name="Import an export").click()
    page.locator("input[type=file]").set_input_files(export)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("ServiceNow").first).to_be_visible()
    page.get_by_role("button", name="Import it").click()
    page.get_by_role("link", name="See what keeps coming back").click(timeout=PATIENCE)


def test_from_an_empty_folder_to_three_steps_and_a_page(tmp_path: Path, browser: Browser) -> None:
    export = tmp_path / "incident.csv"
    export.write_text(thirty_tickets(until=datetime.now(UTC)))
    with (
        served(tmp_path / "home") as (address, link),
        Visitor(browser, address).page(accept_downloads=True) as page,
    ):
        # 1. The link that the command printed makes the first account, and no password before.
        make_own_account(page, link)

        # 2. What people ask for, in three words.
        name_services(page)

        # 3. The export of the tool of today: recognised, looked at, taken over.
        bring(page, export)

        # 4. What keeps coming back, in the words of the people; nobody has to ask for it.
        expect(page.get_by_text("label printer").first).to_be_visible(timeout=PATIENCE)

        # 5. What to do first: three at most, and one that needs nobody.
        page.get_by_role("link", name="Journey").first.click()
        steps = page.locator(".steps-three > li")
        expect(steps.first).to_be_visible()
        assert 1 <= steps.count() <= 3
        expect(steps.filter(has_text="needs nobody's permission").first).to_be_visible()

        # 6. The page to hand over, as paper.
        page.get_by_role("link", name="Brief", exact=True).click()
        for question in ("When can we see it?", "Why will this work?"):
            expect(page.get_by_role("heading", name=question)).to_be_visible()
        with page.expect_download() as paper:
            page.get_by_role("link", name="Download the PDF").click()
        assert paper.value.path().read_bytes().startswith(b"%PDF")
