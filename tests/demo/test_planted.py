import re
from collections import Counter
from datetime import timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest

from groundswell.analysis.cost.members import load_tickets
from groundswell.analysis.habits import find_habits
from groundswell.cli.demo import Story
from groundswell.cli.demo.evidence import story_evidence
from groundswell.cli.demo.records import Ticket

LINDENAU = ZoneInfo("Europe/Berlin")
NUMBERS = re.compile(r"\d+")


def planted(story: Story, name: str) -> list[Ticket]:
    wanted = set(story.truth.stories[name].tickets)
    return [ticket for ticket in story.tickets if ticket.number in wanted]


@pytest.mark.parametrize(
    "name",
    [
        "freeze_after_break",
        "print_change",
        "edi_stuck",
        "scanner_pairing",
        "morning_link",
        "logistics",
        "calm_manager",
    ],
)
def test_every_planted_story_is_explained_with_records_that_exist(story: Story, name: str) -> None:
    told = story.truth.stories[name]
    numbers = {ticket.number for ticket in story.tickets}

    assert set(told.tickets) <= numbers
    assert len(told.explanation) > 100
    assert set(told.cis) <= {ci.name for ci in story.cis}


class TestHiddenTrouble:
    def test_is_told_in_more_than_twenty_wordings_all_year_long(self, story: Story) -> None:
        tickets = planted(story, "freeze_after_break")

        titles = {NUMBERS.sub("", ticket.title.lower()) for ticket in tickets}
        months = {(ticket.opened_at.year, ticket.opened_at.month) for ticket in tickets}

        assert 60 <= len(tickets) <= 110
        assert len(titles) >= 20
        assert len(months) >= 12

    def test_hits_many_departments_in_three_languages(self, story: Story) -> None:
        tickets = planted(story, "freeze_after_break")

        assert len({ticket.department for ticket in tickets}) >= 5
        assert len({ticket.caller for ticket in tickets}) >= 30
        assert {ticket.language for ticket in tickets} == {"en", "de", "fr"}

    def test_is_filed_under_several_services_and_never_names_its_cause(self, story: Story) -> None:
        tickets = planted(story, "freeze_after_break")

        assert len({ticket.service for ticket in tickets}) >= 4
        assert not [t for t in tickets if "firewall" in f"{t.title} {t.description}".lower()]

    def test_comes_after_the_break(self, story: Story) -> None:
        hours = Counter(ticket.opened_at.hour for ticket in planted(story, "freeze_after_break"))

        assert sum(hours[hour] for hour in (11, 12, 13, 14)) > 0.7 * sum(hours.values())


class TestChangeWave:
    def test_follows_the_change_within_a_week(self, story: Story) -> None:
        told = story.truth.stories["print_change"]
        change = next(change for change in story.changes if change.number == told.change)
        tickets = planted(story, "print_change")

        assert change.started_at
        assert 25 <= len(tickets) <= 40
        assert all(
            change.started_at < ticket.opened_at < change.started_at + timedelta(days=7)
            for ticket in tickets
        )
        assert sum(ticket.ci == change.ci for ticket in tickets) > len(tickets) / 3
        assert change.backed_out
        assert change.succeeded is False

    def test_is_named_as_the_cause_on_few_tickets(self, story: Story) -> None:
        told = story.truth.stories["print_change"]

        linked = [ticket for ticket in story.tickets if ticket.caused_by_change]

        assert {ticket.number for ticket in linked} <= set(told.tickets)
        assert {ticket.caused_by_change for ticket in linked} <= {told.change}
        assert len(linked) < len(told.tickets) / 3


class TestLonelyWorkaround:
    def test_one_agent_needs_minutes_and_others_days(self, story: Story) -> None:
        agent = story.truth.stories["edi_stuck"].agent
        tickets = [ticket for ticket in planted(story, "edi_stuck") if ticket.resolved_at]
        alone = [t for t in tickets if _workers(t) == {agent}]
        without = [t for t in tickets if agent not in _workers(t)]

        assert median(_hours(ticket) for ticket in without) > 24
        assert median(_hours(ticket) for ticket in alone) < 1
        assert len(alone) >= 4

    def test_the_agent_always_writes_about_the_same(self, story: Story) -> None:
        agent = story.truth.stories["edi_stuck"].agent
        tickets = [ticket for ticket in planted(story, "edi_stuck") if ticket.resolution]

        hers = {ticket.resolution for ticket in tickets if ticket.assignee == agent}
        theirs = {ticket.resolution for ticket in tickets if ticket.assignee != agent}

        assert all("lane 7" in text.lower() for text in hers)
        assert not [text for text in theirs if "lane 7" in text.lower()]

    def test_it_is_the_first_that_is_proposed_for_writing_down(self, story: Story) -> None:
        evidence = story_evidence(story)
        agent = story.truth.stories["edi_stuck"].agent
        place = next(i for i, person in enumerate(story.people, 1) if person.login == agent)

        first = find_habits(evidence, (), load_tickets(evidence))[0]

        assert first.person == f"person-{place:03}"
        assert "lane 7" in first.words.lower()
        assert set(first.tickets) <= set(story.truth.stories["edi_stuck"].tickets)
        assert first.of == len(first.tickets) >= 35


class TestTwoVersions:
    def test_trouble_comes_only_where_both_meet(self, story: Story) -> None:
        by_name = {ci.name: ci for ci in story.cis}
        terminal = {
            link.source: link.target for link in story.relations if link.kind == "connects_to"
        }

        for ticket in planted(story, "scanner_pairing"):
            assert ticket.ci
            app = by_name[terminal[ticket.ci].replace("TRM", "PICKTERM")]
            assert by_name[ticket.ci].version.startswith("firmware 3")
            assert app.version.startswith("1.")

    def test_each_version_alone_is_at_work_elsewhere(self, story: Story) -> None:
        hit = {ticket.ci for ticket in planted(story, "scanner_pairing")}
        scanners = [ci for ci in story.cis if ci.type == "handheld scanner"]

        assert [ci for ci in scanners if ci.version.startswith("firmware 3") and ci.name not in hit]
        assert [ci for ci in scanners if ci.version.startswith("firmware 2")]


class TestSharedLink:
    def test_two_services_are_slow_between_seven_and_half_past_eight(self, story: Story) -> None:
        tickets = planted(story, "morning_link")

        local = [ticket.opened_at.astimezone(LINDENAU) for ticket in tickets]
        services = Counter(ticket.service for ticket in tickets)

        assert {at.hour for at in local} <= {7, 8}
        assert {ticket.location for ticket in tickets} == {"Lindenau"}
        assert services["Plant planning"] >= 20
        assert services["Drawing vault"] >= 20

    def test_both_consumers_are_on_the_map(self, story: Story) -> None:
        consumers = [
            link
            for link in story.relations
            if (link.kind, link.target) == ("consumes", "WAN-LIN-01")
        ]

        assert len(consumers) == 2
        assert all("Mbit/s" in link.note for link in consumers)


def test_logistics_calls_far_more_than_its_share_of_people(story: Story) -> None:
    figures = story.truth.stories["logistics"].figures

    assert figures["share_of_tickets"] > 1.6 * figures["share_of_people"]
    assert max(v for name, v in figures.items() if name.startswith("tickets of")) > 40


def test_the_managers_think_that_all_is_well(story: Story) -> None:
    manager = story.truth.stories["calm_manager"]
    ratings = [note.rating for note in story.notes if note.rating is not None]

    assert manager.figures["perceived"] == pytest.approx(4.5)
    assert sum(ratings) / len(ratings) == pytest.approx(4.5)
    assert sum(note.person == manager.agent for note in story.notes) >= 5
    assert [note.at for note in story.notes] == sorted(note.at for note in story.notes)


def _workers(ticket: Ticket) -> set[str]:
    front = {"Service Desk"}
    return {
        event.actor
        for event in ticket.events
        if event.activity == "in_progress" and event.group not in front
    }


def _hours(ticket: Ticket) -> float:
    begun = next(
        event.at
        for event in ticket.events
        if event.activity == "in_progress" and event.group != "Service Desk"
    )
    assert ticket.resolved_at
    return (ticket.resolved_at - begun) / timedelta(hours=1)
