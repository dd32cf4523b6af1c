"""The business case in the browser: proposed, compared, asked for, refused, without a fault."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def propose(page: Page, title: str, **numbers: str) -> None:
    fold = page.locator("details", has=page.get_by_text("Propose a fix", exact=True))
    if not fold.get_by_label("What would be done?").is_visible():
        fold.locator("summary").click()
    fold.get_by_label("What would be done?").fill(title)
    for name, value in numbers.items():
        fold.locator(f"#option_{name}").fill(value)
    fold.get_by_role("button", name="Propose it").click()
    expect(page.locator(".near").get_by_text(title)).to_be_visible()


def give(page: Page, name: str, value: str) -> None:
    fold = page.locator("details", has=page.get_by_text("Give or correct a number"))
    fold.locator("summary").click()
    fold.locator("#input_name").select_option(name)
    fold.locator("#input_likely").fill(value)
    fold.get_by_role("button", name="Use this number").click()
    page.wait_for_load_state()


@pytest.fixture(scope="module")
def case(alma: Visitor) -> str:
    """The address of a case with a small fix and a large tool, written down in the browser."""
    with alma.page() as page:
        page.goto("/problems/new/?ticket=INC-000001&ticket=INC-000002")
        page.get_by_label("What keeps happening").fill("The login is slow on the shop floor")
        page.get_by_role("button", name=re.compile("problem", re.IGNORECASE)).last.click()
        page.get_by_role("link", name="Open the business case").click()
        address = "/journey/cases/" + page.url.rstrip("/").rsplit("/", maxsplit=1)[-1] + "/"
        for name, value in (("per_year", "24"), ("users", "20"), ("minutes", "15")):
            give(page, name, value)
        propose(page, "New valve", cash="150", success="90", effectiveness="95", lead_months="0.5")
        propose(page, "Great tool", cash="800", running_cash="120", success="80",
                effectiveness="98", lead_months="2")  # fmt: skip
    return address


def test_a_small_fix_beats_a_large_tool_and_a_no_has_its_price(alma: Visitor, case: str) -> None:
    with alma.page() as page:
        page.goto(case)
        expect(page.locator(".verdict-word")).to_have_text("Take “New valve”")
        table = page.get_by_role("group", name="The options side by side")
        for row in ("Net value over 3 years", "Pays back", "Value within the year",
                    "Chance of a gain", "Worth it if it happens at least"):  # fmt: skip
            expect(table.get_by_role("rowheader", name=row)).to_be_visible()
        figure = table.locator("details").nth(4)
        figure.locator("summary").click()
        expect(figure.locator(".how-more")).to_be_visible()

        page.get_by_text("Ask for a fix").click()
        page.get_by_label("Who decides?").fill("Dana Weiss")
        page.get_by_role("button", name="Ask for it").click()
        page.get_by_text("Keep the answer").first.click()
        page.get_by_label("What came back?").select_option("refused")
        page.get_by_label("From whom?").fill("Dana Weiss")
        page.get_by_role("button", name="Keep the answer").click()
        expect(page.get_by_text("Since then, in 0 days, it has cost").first).to_be_visible()

    visits = alma.look_at(case, "/journey/cases/", "/journey/ledger/", "/journey/brief/")
    assert [visit for visit in visits if visit.faults or visit.status != 200] == []


def test_a_case_is_read_without_a_script(alma: Visitor, case: str) -> None:
    with alma.page(java_script_enabled=False) as page:
        page.goto("/journey/cases/")
        page.locator(f'a[href="{case}"]').first.click()

        expect(page.locator(".verdict-word")).to_have_text("Take “New valve”")
        page.get_by_text("Propose a fix").click()
        page.locator("#option_title").fill("Softer water")
        page.get_by_role("button", name="Propose it").click()

        expect(page.locator(".near").get_by_text("Softer water")).to_be_visible()
