"""An empty install that is served as users serve it, and its first account."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.site_data import PASSWORD
from tests.template import FOLDER

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
