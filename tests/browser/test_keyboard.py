"""Both hands stay on the keyboard, and everything works without scripts as well."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import SETTLED, Visitor

pytestmark = pytest.mark.browser


def _open(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_function(SETTLED)


def test_g_and_a_letter_go_to_a_place(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/today/")

        page.keyboard.press("g")
        page.keyboard.press("d")

        expect(page).to_have_url(re.compile("/desk/$"))


def test_j_walks_down_the_list_and_enter_opens(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/desk/")
        second = page.locator("[data-row-link]").nth(1)
        address = second.get_attribute("href")

        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("Enter")

        expect(page).to_have_url(f"{alma.base}{address}")


def test_slash_searches_and_the_list_follows_without_a_reload(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/desk/?show=all")

        page.keyboard.press("/")
        page.keyboard.type("scanner")

        expect(page).to_have_url(re.compile("q=scanner"))
        expect(page.locator("[data-row-link]").first).to_contain_text("scanner")

        # out of the box again, with the words in it
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        expect(page.locator("main input[type=search]").first).to_have_value("scanner")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/desk/INC-"))


def test_ctrl_k_finds_a_record_by_its_number(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/today/")

        page.keyboard.press("Control+k")
        page.keyboard.type("inc7")
        page.keyboard.press("Enter")

        expect(page).to_have_url(re.compile("/desk/INC-000007/$"))


def test_every_place_has_a_letter_of_its_own(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/today/")

        letters = page.eval_on_selector_all("[data-key]", "found => found.map(e => e.dataset.key)")

        assert len(set(letters)) == len(letters) > 6


def test_n_writes_a_note_that_is_told_aloud(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/desk/INC-000009/")

        page.keyboard.press("n")
        page.keyboard.type("Seen by keyboard alone.")
        page.get_by_role("button", name="Write", exact=True).press("Enter")

        expect(page.locator(".moment-private").first).to_contain_text("Seen by keyboard alone.")
        expect(page.locator("#notices")).to_contain_text("INC-000009")


def test_an_act_on_a_ticket_leaves_the_console_empty(alma: Visitor) -> None:
    with alma.page() as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        _open(page, "/desk/INC-000009/")
        page.evaluate("document.getElementById('id_text').style.height = '200px'")  # pulled larger

        page.get_by_label("Write to").fill("It is on its way.")
        page.locator("summary", has_text="Say how bad it is").click()
        page.get_by_role("button", name="Say how bad it is").click()
        expect(page.locator(".fold[open]")).to_have_count(0)  # the record came anew
        expect(page.get_by_label("Write to")).to_have_value("It is on its way.")
        page.get_by_role("button", name="Write", exact=True).click()
        expect(page.locator(".moment-words").first).to_contain_text("It is on its way.")
        page.wait_for_function(SETTLED)

        assert said == []


def test_a_ticket_is_answered_by_keyboard_alone(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/desk/?show=unassigned")
        for key in ("j", "j", "Enter"):
            page.keyboard.press(key)
        page.wait_for_url(re.compile("/desk/(INC|REQ)-"))
        page.wait_for_function(SETTLED)

        page.keyboard.press("a")
        expect(page.locator("#act-assignee")).to_be_focused()
        page.keyboard.type("Alma")
        for key in ("Tab", "Tab", "Enter"):
            page.keyboard.press(key)
        expect(page.locator(".record-top .state")).to_have_text("Assigned")
        page.keyboard.press("r")
        page.keyboard.type("It is on its way.")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".moment-words").first).to_contain_text("It is on its way.")
        for words in ("h1", ".moment-text p"):  # Arabic or Hebrew runs in its own direction
            own = page.locator(words).first.evaluate("it => getComputedStyle(it).unicodeBidi")
            assert own == "plaintext"
        page.keyboard.press("e")
        page.keyboard.type("A new cable")
        page.keyboard.press("Control+Enter")

        expect(page.locator(".record-top .state")).to_have_text("Resolved")


def test_many_are_chosen_by_keyboard_and_the_palette_offers_acts(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/desk/?show=all")

        for key in ("j", "x", "j", "x"):
            page.keyboard.press(key)
        expect(page.locator(".pick:checked")).to_have_count(2)
        expect(page.locator("#bulk")).to_contain_text("With 2 chosen:")
        page.get_by_role("button", name="All on this page").click()
        every = page.locator(".pick").count()
        expect(page.locator("#bulk")).to_contain_text(f"With {every} chosen:")
        page.keyboard.press("Control+k")
        expect(page.locator("#palette-acts")).to_contain_text("New ticket")
        page.keyboard.type("scanner")
        expect(page.locator("#palette-found a").first).to_contain_text("scanner")


def test_the_palette_offers_every_act_of_a_ticket_and_opens_its_form(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/desk/?show=all")
        page.locator("[data-row-link]", has_text="scanner").first.click()
        page.wait_for_function(SETTLED)
        start = page.get_by_role("button", name=re.compile("^(Start work|Go on)$"))
        if start.is_visible():
            start.click()
            page.wait_for_function(SETTLED)

        page.keyboard.press("Control+k")
        acts = page.locator("#palette-acts")
        for words in ("Link it to another", "Merge it into another", "Add a task", "Put on hold",
                      "Join it to another", "Time worked: 5 minutes more", "Cancel "):  # fmt: skip
            expect(acts).to_contain_text(words)
        page.keyboard.type("hold")
        page.keyboard.press("Enter")

        expect(page.get_by_label("It waits for")).to_be_focused()


def test_single_letters_can_be_switched_off(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/desk/")

        page.keyboard.press("?")
        page.get_by_label("Single letters act").uncheck()
        page.get_by_role("button", name="Close").click()
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_hidden()
        page.keyboard.press("Control+k")

        expect(page.locator("#palette")).to_be_visible()


def test_a_question_mark_shows_the_keys_and_escape_hides_them(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/desk/")

        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()
        page.keyboard.press("Escape")

        expect(page.locator("#keys")).to_be_hidden()


def test_the_first_tab_offers_to_skip_the_rail(alma: Visitor) -> None:
    with alma.page() as page:
        _open(page, "/desk/")

        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        expect(page.locator("#main")).to_be_focused()


def test_the_choice_of_dark_lasts(alma: Visitor) -> None:
    with alma.page(color_scheme="light") as page:
        _open(page, "/account/me/")

        page.get_by_role("button", name="Dark").click()
        page.reload()

        expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_ticket_is_taken_down_and_resolved_without_scripts(alma: Visitor) -> None:
    with alma.page(java_script_enabled=False) as page:
        page.goto("/desk/new/")
        page.get_by_label("In a few words").fill("Taken down without scripts")
        page.get_by_role("button", name="Open the ticket").click()

        page.locator("summary", has_text="Resolve").click()
        page.get_by_label("What ended it?").fill("A restart")
        page.get_by_role("button", name=re.compile("Resolve INC")).click()

        expect(page.locator(".record-top .state")).to_have_text("Resolved")


def test_a_caller_reports_trouble_without_scripts(mara: Visitor) -> None:
    with mara.page(java_script_enabled=False) as page:
        page.goto("/my/")
        page.get_by_label("What is not working").fill("The phone is silent")
        page.get_by_role("button", name="Send it").click()

        expect(page.locator("h1")).to_have_text("The phone is silent")
