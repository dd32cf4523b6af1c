import re
from collections import Counter
from collections.abc import Iterator

from groundswell.cli.demo import Story
from groundswell.cli.demo.chance import Dice
from groundswell.cli.demo.phrases import Gaps
from groundswell.cli.demo.typing_style import Typist
from groundswell.cli.demo.wording import data

LEFTOVERS = re.compile(r"[{}|]|  +\S|\bNone\b(?! of)|[Ll]orem")
REAL_NAMES = re.compile(
    r"\b(microsoft|outlook|excel|windows|sap|oracle|google|sharepoint|servicenow|adobe|apple)\b",
    re.IGNORECASE,
)


def texts(story: Story) -> Iterator[str]:
    for ticket in story.tickets:
        yield from (ticket.title, ticket.description, ticket.plain, ticket.resolution)
        yield from (event.note for event in ticket.events)
        yield from (said.text for said in ticket.messages)
    for change in story.changes:
        yield from (change.title, change.description)
    yield from (note.text for note in story.notes)


class TestWords:
    def test_hold_no_unfilled_gap(self, story: Story) -> None:
        assert [text for text in texts(story) if LEFTOVERS.search(text)] == []

    def test_name_no_real_firm_or_product(self, story: Story) -> None:
        assert [text for text in texts(story) if REAL_NAMES.search(text)] == []

    def test_are_never_empty_and_seldom_told_twice(self, story: Story) -> None:
        said = Counter(
            (ticket.title, ticket.plain)
            for ticket in story.tickets
            if ticket.channel != "monitoring"
        )

        assert all(title and text for title, text in said)
        assert max(said.values()) <= 6
        assert sum(count - 1 for count in said.values()) < 0.01 * len(story.tickets)

    def test_come_in_three_languages_in_believable_shares(self, story: Story) -> None:
        languages = Counter(ticket.language for ticket in story.tickets)

        assert 0.09 < languages["de"] / len(story.tickets) < 0.15
        assert 0.04 < languages["fr"] / len(story.tickets) < 0.08

    def test_show_how_people_write(self, story: Story) -> None:
        mails = [ticket for ticket in story.tickets if ticket.channel == "mail"]
        replies = [said for ticket in story.tickets for said in ticket.messages]

        assert sum(ticket.description != ticket.plain for ticket in mails) > 0.8 * len(mails)
        assert sum("\n> " in said.text for said in replies) > 200
        assert sum(ticket.title[:1].islower() for ticket in story.tickets) > 800
        assert sum("-----" in ticket.description for ticket in mails) > 20

    def test_keep_the_plain_text_within_the_mail(self, story: Story) -> None:
        mails = [ticket for ticket in story.tickets if ticket.channel == "mail"]

        assert all(ticket.plain in ticket.description for ticket in mails)

    def test_are_many(self, story: Story) -> None:
        assert len({ticket.title.lower() for ticket in story.tickets}) > 1100
        assert sum(len(ticket.messages) for ticket in story.tickets) > 3000


class TestGaps:
    def test_keep_their_filling_while_choices_do_not(self) -> None:
        gaps = Gaps(Dice(4), {"n": lambda: "7", "thing": ["lamp", "chair", "desk"]})

        once, again = gaps.fill("{thing} {n}"), gaps.fill("the {thing}, {n} of them")

        assert once.split()[0] == again.split()[1].strip(",")

    def test_fill_a_gap_within_a_choice(self) -> None:
        gaps = Gaps(Dice(4), {"n": "3"})

        assert gaps.fill("{after {n} tries|after {n} tries}") == "after 3 tries"


class TestTypist:
    def test_leaves_numbers_and_machine_names_whole(self) -> None:
        typist, dice = Typist(data("typos")), Dice(9)

        typed = [
            typist.type("Scanner SCN-05 sends 410233 twice", "hasty", "en", dice)
            for _ in range(200)
        ]

        assert all("SCN-05" in text and "410233" in text for text in typed)
        assert len(set(typed)) > 10

    def test_writes_sentences_with_capitals_for_somebody_careful(self) -> None:
        typist = Typist(data("typos"))

        typed = typist.type("i think it hangs. i'm lost", "careful", "en", Dice(1))

        assert typed == "I think it hangs. I'm lost"

    def test_goals_name_services_of_the_company(self) -> None:
        known = {one["name"] for one in data("company")["services"]}
        goals = data("journey")["goals"]

        assert goals
        assert [one["title"] for one in goals if not set(one["services"]) <= known] == []
