"""The first day of a desk, in the browser, from an empty install to the minutes that were lost."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.first_install import PATIENCE, make_own_account, served
from tests.browser.site_data import PASSWORD
from tests.browser.visitor import PHONE, SETTLED, Visitor
from tests.template import migrated

pytestmark = pytest.mark.browser

SERVICES = ("E-mail", "Payroll", "Remote access", "Printing", "Shop floor")
AGENTS, CALLERS = ("Jon Berg", "Ina Falk"), ("Mara Lindt", "Timo Roth")
CALLS = ("Outlook stays grey", "Nothing comes in", "Mail hangs in the outbox", "No letters today",
         "The inbox is empty", "Cannot send an offer", "It says disconnected",
         "Calendar does not load")  # fmt: skip
#: what a hand needs for a click, and for a field, in seconds; a person who reads needs the rest
CLICK, FIELD, TEN_MINUTES = 5, 12, 600


class Hand:
    """Does what a person does, and counts it."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0

    def go(self, role: str, name: str, *, exact: bool = False) -> None:
        self.page.get_by_role(role, name=name, exact=exact).first.click()  # type: ignore[arg-type]
        self.clicks += 1

    def say(self, **words: str) -> None:
        for field, text in words.items():
            self.page.locator(f"[name={field}]").fill(text)
            self.fields += 1

    @property
    def seconds(self) -> int:
        return self.clicks * CLICK + self.fields * FIELD


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[tuple[Visitor, str]]:
    """An empty install that is served as users serve it, and the link to its first account."""
    home = tmp_path_factory.mktemp("home")
    shutil.copyfile(migrated(), home / "groundswell.sqlite3")
    with served(home) as (address, link):
        yield Visitor(browser, address), link


def set_up(hand: Hand, link: str) -> dict[str, str]:
    """Name five services and let four people in; return the links that they get."""
    make_own_account(hand.page, link)
    hand.fields, hand.clicks = 3, 1
    hand.go("link", "Name three to five")
    names = hand.page.get_by_label(re.compile("service", re.IGNORECASE))
    for place, name in enumerate(SERVICES):
        names.nth(place).fill(name)
        hand.fields += 1
    hand.go("button", "Write them down")
    expect(hand.page.get_by_role("rowheader", name="Shop floor")).to_be_visible()
    links = {name: let_in(hand, name, agent=True) for name in AGENTS}
    assert hand.seconds < TEN_MINUTES / 2, "half of ten minutes is for reading"
    return links | {name: let_in(hand, name, agent=False) for name in CALLERS}


def let_in(hand: Hand, name: str, *, agent: bool) -> str:
    """Add one person and return the link with which they choose a password."""
    hand.page.goto("/account/people/")
    hand.clicks += 1
    first = name.partition(" ")[0].lower()
    hand.say(name=name, email=f"{first}@example.org")
    if not agent:
        hand.page.locator("[name=roles][value=agent]").uncheck()
        hand.page.locator("[name=roles][value=caller]").check()
        hand.clicks += 2
        hand.say(department="Sales")
    hand.go("button", "Add them")
    hand.go("button", "Make a link")
    return hand.page.get_by_label(f"Send this to {name}").input_value()


@contextmanager
def arriving(visitor: Visitor, link: str, **given: object) -> Iterator[Page]:
    """Come in with a one-time link."""
    with visitor.page(**given) as page:
        page.set_default_timeout(PATIENCE)
        page.goto(link)
        page.locator("[name=password1]").fill(PASSWORD)
        page.locator("[name=password2]").fill(PASSWORD)
        page.locator("main").get_by_role("button").first.click()
        page.wait_for_url(lambda address: "/account/password/" not in address)
        yield page


def ask(page: Page, words: str) -> None:
    page.goto("/my/")
    page.get_by_label("What is not working").fill(words)
    page.get_by_label("Which service?").select_option(label="E-mail")
    page.get_by_role("button", name=re.compile("Send it|send it")).click()
    expect(page.get_by_text("We have it.")).to_be_visible()


def answer_by_keyboard(page: Page, answer: str, ending: str) -> None:
    """Take the ticket at the top of the list, write to its caller, and end it: keys alone."""
    press = page.keyboard.press
    press("j")
    press("Enter")
    page.wait_for_url(re.compile("/desk/INC-"))
    page.wait_for_function(SETTLED)
    press("r")
    page.keyboard.type(answer)
    press("Control+Enter")
    expect(page.locator(".moment-words").first).to_contain_text(answer)
    press("e")
    page.keyboard.type(ending)
    press("Control+Enter")
    expect(page.locator(".record-top .state")).to_have_text("Resolved")


def take_calls(page: Page) -> None:
    """Take down what several people say on the phone, as fast as the form is sent."""
    page.goto("/desk/new/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    service = page.locator("[name=service] option", has_text="E-mail").get_attribute("value")
    for place, words in enumerate(CALLS):
        said = {"csrfmiddlewaretoken": token, "kind": "incident", "summary": words,
                "caller": f"Caller {place}", "is_new": "on", "service": service or "",
                "impact": "3", "urgency": "2"}  # fmt: skip
        assert page.request.post("/desk/new/", form=said).ok


def test_from_an_empty_install_to_the_minutes_that_were_lost(desk: tuple[Visitor, str]) -> None:
    visitor, link = desk

    # 1. Five services, two agents and two callers, in less than ten minutes.
    with visitor.page() as page:
        page.set_default_timeout(PATIENCE)
        links = set_up(Hand(page), link)

    # 2. Two callers ask: one on a phone, one where no script runs.
    with arriving(visitor, links["Mara Lindt"], viewport=PHONE) as page:
        ask(page, "Outlook asks for the password again")
        mara = page.context.storage_state()
    with arriving(visitor, links["Timo Roth"], java_script_enabled=False) as page:
        ask(page, "The pay slip of May is missing")

    with arriving(visitor, links["Jon Berg"]) as page:
        # 3. An agent answers both, and touches no mouse.
        for words in ("It is on its way.", "Here it is."):
            page.goto("/desk/")
            page.wait_for_function(SETTLED)
            answer_by_keyboard(page, words, "Done, try it once more.")

        # 4. Many write of one thing; one act joins them, one message reaches all.
        take_calls(page)
        page.goto("/desk/")
        page.get_by_role("button", name=re.compile("Join . to INC-")).click()
        joined = page.locator(".record-top .state")
        expect(joined).to_contain_text("Joined")
        page.get_by_role("link", name=re.compile("^INC-")).last.click()
        page.locator("summary", has_text="Tell them all").click()
        page.get_by_label("What do they all need to know?").fill("We are on it until noon.")
        page.get_by_role("button", name="Tell them all").click()
        told = page.locator(".moment-words", has_text="We are on it until noon.")
        expect(told).to_have_count(1)
        others = page.locator("#joined .near a")
        assert others.count() >= len(CALLS) / 2
        others.last.click()
        expect(page.locator("#joined")).to_contain_text("stands for this one")
        expect(told).to_have_count(1)

    # 5. The department sees what it lost, and each caller reads their answer.
    with Visitor(visitor.browser, visitor.base, mara).page(viewport=PHONE) as page:
        page.goto("/my/")
        page.get_by_text("Outlook asks for the password again").click()
        expect(
            page.get_by_text("It is on its way.").or_(page.get_by_text("Here it is."))
        ).to_be_visible()
        page.goto("/my/department/")
        expect(page.locator("h1")).to_have_text("Sales")
        expect(page.get_by_text("working hours lost by your people")).to_be_visible()
