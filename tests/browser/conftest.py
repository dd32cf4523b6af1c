"""A real server with a database of its own, and Chromium before it; skipped where there is none."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState, sync_playwright

from tests.browser.site_data import PASSWORD
from tests.browser.visitor import Visit, Visitor
from tests.template import migrated

HERE = Path(__file__).parent
#: the first that is there; the one without a window takes two thirds of the time
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable",
         "google-chrome")  # fmt: skip
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update",
         "--disable-sync")  # fmt: skip
PATIENCE = 60
EMPTY_PLACES = ("/today/", "/desk/", "/evidence/", "/evidence/process/", "/evidence/themes/",
                "/evidence/quality/", "/journey/", "/journey/brief/", "/import/", "/map/",
                "/map/items/", "/map/rates/", "/my/")  # fmt: skip


class Site:
    """One installation: its folder, its address, and what was wrong while it was empty."""

    def __init__(self, home: Path, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.environment: dict[str, str] = os.environ | {
            "DJANGO_SETTINGS_MODULE": "groundswell.config.settings",
            "GROUNDSWELL_HOME": str(home),
            "GROUNDSWELL_SITE_URL": self.base,
            "GROUNDSWELL_DEBUG": "false",
        }
        # the tests of PostgreSQL name a server; here every site has a file of its own
        self.environment.pop("GROUNDSWELL_DATABASE_URL", None)
        self.port = port
        self.newcomer: list[Visit] = []
        self.sessions: dict[str, StorageState] = {}

    def run(self, *command: str) -> str:
        """Run a Python program for this site and return what it printed."""
        called = [sys.executable, *command]
        done = subprocess.run(
            called, env=self.environment, check=True, capture_output=True, text=True, cwd=HERE
        )
        return done.stdout.strip()

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Answer requests until left."""
        command = [
            sys.executable,
            "-m",
            "django",
            "runserver",
            "--noreload",
            f"127.0.0.1:{self.port}",
        ]
        with subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as server:
            try:
                self._wait(server)
                yield
            finally:
                server.terminate()

    def _wait(self, server: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and server.poll() is None:
            try:
                urllib.request.urlopen(f"{self.base}/account/login/", timeout=5)  # noqa: S310
            except OSError:
                time.sleep(0.2)
            else:
                return
        pytest.fail("the server does not answer")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium; it must be closed before a test that asks the database begins."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


def sign_in(visitor: Visitor, email: str) -> StorageState:
    """Sign in and return the session."""
    with visitor.page() as page:
        page.goto("/account/login/")
        page.fill("#id_login", email)
        page.fill("#id_password", PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda address: "/account/" not in address)
        return page.context.storage_state()


def signed_in(site: Site, visitor: Visitor, email: str) -> Visitor:
    """Return the visitor with the session of this person, signed in once for all tests."""
    if email not in site.sessions:
        site.sessions[email] = sign_in(visitor, email)
    return replace(visitor, session=site.sessions[email])


def _make_first_account(visitor: Visitor, link: str) -> None:
    with visitor.page() as page:
        page.goto(link)
        page.get_by_label("Your name").fill("Alma Reyes")
        page.get_by_label("Your e-mail address").fill("alma@example.org")
        page.get_by_label("A password").fill(PASSWORD)
        page.get_by_role("button").click()
        page.wait_for_url("**/today/")


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def filled(
    home: Path,
    started: Browser | None = None,
    *,
    until_begun: bool = False,
    greet: Callable[[Visitor, str], None] | None = None,
) -> Iterator[Site]:
    """Serve a site whose first account was made in the browser, then filled unless told not to.

    Without a browser one is started, and closed before the site is filled.

    Args:
        home: a folder for it.
        started: a browser that is there.
        until_begun: leave it empty.
        greet: looks around while nobody has an account, by the link that makes the first.
    """
    shutil.copyfile(migrated(), home / "groundswell.sqlite3")
    made = Site(home, free_port())
    link = made.run(str(HERE / "site_data.py"), "begin")
    with made.serving():
        with nullcontext(started) if started else chromium() as browser:
            stranger = Visitor(browser, made.base)
            made.newcomer += stranger.look_at("/", link)
            if greet:
                greet(stranger, link)
            _make_first_account(stranger, link)
            first = signed_in(made, stranger, "alma@example.org")
            if not until_begun:
                made.newcomer += first.look_at(*EMPTY_PLACES)
        if not until_begun:
            made.run(str(HERE / "site_data.py"), "fill")
        yield made


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser of all tests here; each page of a visitor has cookies and a store of its own."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Site]:
    """The site of all tests in a browser."""
    with filled(tmp_path_factory.mktemp("site"), browser) as made:
        yield made


@pytest.fixture(scope="package")
def stranger(site: Site, browser: Browser) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(browser, site.base)


@pytest.fixture(scope="package")
def alma(site: Site, stranger: Visitor) -> Visitor:
    """The champion, who is also an agent and the administrator."""
    return signed_in(site, stranger, "alma@example.org")


@pytest.fixture(scope="package")
def mara(site: Site, stranger: Visitor) -> Visitor:
    """A caller."""
    return signed_in(site, stranger, "mara@example.org")
