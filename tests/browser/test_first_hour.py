"""The first hour as a person has it: from an empty folder to three steps and a page."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.first_install import PATIENCE, make_own_account, served
from tests.browser.visitor import Visitor
from tests.made_export import thirty_tickets

pytestmark = pytest.mark.browser


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
