"""Which of the words of people say that they have the trouble of many, beside a year of tickets."""

import pytest

from groundswell.analysis.match.telling import Telling
from groundswell.cli.demo import Story

VAULT = (
    "Drawing vault frozen", "Vault does not open any more", "Cannot open drawings in the vault",
    "Drawings do not load", "The vault is empty, no drawings shown", "check-in of drawings hangs",
    "Drawing vault down?", "I get no drawing out of the vault, error 503",
    "Vault broken since ten", "drawing cannot be checked out", "vault client shows a white screen",
    "vault login fails", "Drawing vault very slow, then timeout", "Cannot find any drawings",
    "no access to the drawing vault", "Drawing of the valve is not found",
    "the vault hangs at check-in", "all drawings gone from my list",
    "Drawing vault does not respond on my machine", "Zeichnungsarchiv geht nicht",
    "Zeichnungen lassen sich nicht öffnen",
)  # fmt: skip


@pytest.fixture(scope="module")
def usual(story: Story) -> list[str]:
    return [f"{one.title} \n {one.description}" for one in story.tickets[-1000:]]


def test_other_troubles_that_share_a_word_with_one_of_many_do_not_fit(usual: list[str]) -> None:
    telling = Telling({1: VAULT}, usual)
    others = (
        "coffee machine broken", "toner empty", "my phone screen is frozen",
        "Label printer prints blank labels", "The screen stays white", "login fails in payroll",
        "no access to the car park", "the list of suppliers is empty", "ERP very slow, timeout",
    )  # fmt: skip

    assert [words for words in others if telling.fit(words)] == []


def test_nearly_all_of_the_many_fit_what_the_others_wrote(usual: list[str]) -> None:
    missed = [
        words
        for at, words in enumerate(VAULT)
        if not Telling({1: VAULT[:at] + VAULT[at + 1 :]}, usual).fit(words)
    ]

    assert len(missed) <= 2
    named = Telling({1: VAULT}, usual).fit("my drawings, where is the vault?")
    assert set(named[1]) == {"drawings", "vault"}


def test_one_ticket_alone_is_told_by_two_words(usual: list[str]) -> None:
    telling = Telling({1: ["Badge reader at gate 2 refuses everybody"], 2: VAULT[:4]}, usual)

    assert telling.fit("The gate is rusty") == {}
    assert telling.fit("Badge is refused at the gate").keys() == {1}
