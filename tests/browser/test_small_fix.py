"""The business case in the browser: proposed, compared, asked for, refused, without a fault."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HERE, Site, signed_in
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


def give(page: Page, name: str, value: str, *, of: str = "") -> None:
    """Give a number; one with the name of whom it is of is marked as given by that person."""
    fold = page.locator("details", has=page.get_by_text("Give or correct a number"))
    fold.locator("summary").click()
    fold.locator("#input_name").select_option(name)
    fold.locator("#input_likely").fill(value)
    if of:
        fold.locator("#input_source").select_option("given")
        fold.locator("#input_said_by").fill(of)
    fold.get_by_role("button", name="Use this number").click()
    page.wait_for_load_state()


def open_problem(page: Page, title: str, query: str = "") -> str:
    """Write a problem down and return its number."""
    page.goto(f"/problems/new/{query}")
    page.get_by_label("What keeps happening").fill(title)
    page.get_by_role("button", name=re.compile("problem", re.IGNORECASE)).last.click()
    page.get_by_role("link", name="Open the business case").click()
    return page.url.rstrip("/").rsplit("/", maxsplit=1)[-1]


@pytest.fixture(scope="module")
def case(alma: Visitor) -> str:
    """The address of a case with a small fix and a large tool, written down in the browser."""
    with alma.page() as page:
        tickets = "?ticket=INC-000001&ticket=INC-000002"
        number = open_problem(page, "The login is slow on the shop floor", tickets)
        address = f"/journey/cases/{number}/"
        for name, value in (("per_year", "24"), ("users", "20"), ("minutes", "15")):
            give(page, name, value)
        propose(page, "New valve", cash="150", success="90", effectiveness="95", lead_months="0.5")
        propose(page, "Great tool", cash="800", running_cash="120", success="80",
                effectiveness="98", lead_months="2")  # fmt: skip
    return address


def test_a_small_fix_beats_a_large_tool_and_a_no_has_its_price(
    site: Site, stranger: Visitor, alma: Visitor, case: str
) -> None:
    with alma.page() as page:
        # 1. Nothing, 150 and 800 side by side, down to where the small fix would not pay.
        page.goto(case)
        expect(page.locator(".verdict-word")).to_have_text("Take “New valve”")
        table = page.get_by_role("group", name="The options side by side")
        for row in ("Net value over 3 years", "Pays back", "Value within the year",
                    "Chance of a gain", "Worth it if it happens at least"):  # fmt: skip
            expect(table.get_by_role("rowheader", name=row)).to_be_visible()
        even = table.get_by_role("row").filter(has_text="Worth it if it happens at least")
        expect(even).to_contain_text("times a year")
        figure = table.locator("details").nth(4)
        figure.locator("summary").click()
        expect(figure.locator(".how-more")).to_be_visible()

        # 2. Her own bar: she could do something else with the money.
        give(page, "hurdle", "4", of="Dana Weiss")
        expect(page.get_by_text("Dana Weiss asks for 4 times").first).to_be_visible()

        # 3. Only a quarter of the tool would serve this trouble.
        other = open_problem(page, "The scanner loses its connection")
        page.goto(case)
        for problem, share in ((other, "0.75"), ("", "0.25")):
            tool = page.locator(".near li", has_text="Great tool")
            tool.get_by_text("Share it or take it back").click()
            tool.get_by_label("Also serves problem").fill(problem)
            tool.get_by_label("with a share of").fill(share)
            tool.get_by_role("button", name="Set the share").click()
            page.wait_for_load_state()
        expect(page.get_by_text("serves 2 problems, 25 % of it counts here")).to_be_visible()

        # 4. The ask, and her no.
        ask(page)
        answer(page, "refused", by="Dana Weiss")
        expect(page.get_by_text("Since then, in 0 days, it has cost").first).to_be_visible()

    problem = case.replace("/journey/cases/", "/problems/")
    visits = alma.look_at(case, problem, "/journey/cases/", "/journey/ledger/", "/journey/brief/")
    assert [visit for visit in visits if visit.faults or visit.status != 200] == []

    # 5. Ninety days later her page says what waiting has cost.
    site.run(str(HERE / "site_data.py"), "later")
    dana = signed_in(site, stranger, "dana@example.org")
    with dana.page() as page:
        page.goto("/journey/brief/?for=manager")
        words = page.locator("main").inner_text().replace("\u00a0", " ")
        assert "150 € for “New valve”; waiting has cost about" in words

    # 6. Asked again, she says yes herself.
    with alma.page() as page:
        page.goto(case)
        ask(page)
    with dana.page() as page:
        page.goto(case)
        answer(page, "granted")
        expect(page.locator(".ask-line .state-granted")).to_be_visible()
        expect(page.get_by_text("by Dana Weiss").last).to_be_visible()


def ask(page: Page) -> None:
    page.get_by_text("Ask for a fix").click()
    page.get_by_label("Who decides?").fill("Dana Weiss")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_text("asked of Dana Weiss").first).to_be_visible()


def answer(page: Page, word: str, *, by: str = "") -> None:
    page.get_by_text("Keep the answer").first.click()
    page.get_by_label("What came back?").select_option(word)
    if by:
        page.get_by_label("From whom?").fill(by)
    page.get_by_role("button", name="Keep the answer").click()


def test_a_case_is_read_without_a_script(alma: Visitor, case: str) -> None:
    with alma.page(java_script_enabled=False) as page:
        page.goto("/journey/cases/")
        page.locator(f'a[href="{case}"]').first.click()

        expect(page.locator(".verdict-word")).to_have_text("Take “New valve”")
        page.get_by_text("Propose a fix").click()
        page.locator("#option_title").fill("Softer water")
        page.get_by_role("button", name="Propose it").click()

        expect(page.locator(".near").get_by_text("Softer water")).to_be_visible()
