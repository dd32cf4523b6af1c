"""What comes late to a page is read, and worked with, where no script runs."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import LOOK, PHONE, Visitor

pytestmark = pytest.mark.browser


def test_a_card_of_a_ticket_is_a_page_with_a_way_back(alma: Visitor) -> None:
    with alma.page(java_script_enabled=False, viewport=PHONE) as page:
        page.goto("/desk/INC-000001/")
        cards = page.locator("aside .late-room a").count()
        page.get_by_role("link", name="To do", exact=True).click()
        faults = page.evaluate(LOOK)
        expect(page.locator("h1")).to_have_text("Part of INC-000001")
        page.locator("summary", has_text="Add a task").click()
        page.get_by_label("What has to be done?").fill("Ask the supplier")
        page.get_by_role("button", name="Add it").click()
        page.goto("/desk/INC-000001/")
        page.get_by_role("link", name="To do", exact=True).click()
        expect(page.locator("main")).to_contain_text("Ask the supplier")
        page.get_by_role("link", name="Back to INC-000001").click()
        expect(page.locator(".record-top")).to_contain_text("INC-000001")

    assert cards >= 5
    assert faults == []
