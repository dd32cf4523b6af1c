"""A reason in one's own words, and what the records of what is under way add to the page."""

from dataclasses import replace
from datetime import date

import pytest

from groundswell.analysis.brief import (
    Carried,
    Coming,
    Decisions,
    Delivered,
    TurnedDown,
    check_reason,
    check_tone,
    compose,
)
from groundswell.analysis.results import Assumption
from groundswell.kernel.errors import BadInput
from tests.analysis.brief.made_findings import PI_DAY, RICH, TEXT_ONLY
from tests.analysis.brief.reading import LENSES, text_of

UNDER_WAY = Decisions(
    coming=(
        Coming("Write the steps down", "Let Tom try it", date(2026, 3, 30), "hours until it runs"),
        Coming("Check before the shift", "", None, "", "more than two tickets come in"),
    ),
    carried=Carried(4, 7.0),
    delivered=Delivered("Try drivers on one printer", 3200.0, 2900.0, date(2026, 1, 9)),
    results={"kept": 1, "partly": 0, "missed": 0},
    levels_before={"problem": 1},
    approver="Graham Pellworth",
    approves=500.0,
)


@pytest.mark.parametrize(
    "said",
    [
        "because we should",
        "it is better",
        "it is my recommendation",
        "I need it to do my job",
        "for the morale of the team",
    ],
)
def test_what_convinces_nobody_is_refused_as_the_only_reason(said: str) -> None:
    with pytest.raises(BadInput, match="convinces nobody who decides.*Say what it costs"):
        compose(RICH, written_on=PI_DAY, because=said)


@pytest.mark.parametrize(
    "said",
    [
        "we should, since each stop costs nine hours",
        "morale is low and two people are leaving",
        "the customer Nordhaven threatens with a penalty",
    ],
)
def test_what_is_at_stake_makes_it_a_reason(said: str) -> None:
    brief = compose(RICH, written_on=PI_DAY, because=said)

    assert f"Because: {said}." in text_of(brief, "ask")
    assert brief.words() <= 350


def test_a_reason_is_told_in_plain_words_and_fits() -> None:
    assert check_reason("The SLA costs us money") == "The promise costs us money."
    with pytest.raises(BadInput, match="40 words"):
        check_reason("word " * 40)


def test_words_that_judge_people_are_flagged_outside_quotes() -> None:
    assert check_tone("The lazy supplier was careless") == (
        "“lazy” judges people; say what happened instead.",
        "“careless” judges people; say what happened instead.",
    )
    assert check_tone("They wrote “lazy” in the ticket") == ()


def test_both_questions_are_answered_from_records() -> None:
    brief = compose(RICH, written_on=PI_DAY, decisions=UNDER_WAY)

    assert "By 30\u00a0March\u00a02026: “Write the steps down”." in text_of(brief, "see")
    assert "4\u00a0people give 7\u00a0hours a week." in text_of(brief, "work")
    assert "Promises kept: 1 of 1." in text_of(brief, "work")


@pytest.mark.parametrize("lens", LENSES)
def test_every_reader_gets_the_same_numbers_within_the_words(lens: str) -> None:
    brief = compose(RICH, lens=lens, written_on=PI_DAY, decisions=UNDER_WAY)
    boss = compose(RICH, lens="boss", written_on=PI_DAY, decisions=UNDER_WAY)

    assert brief.content_hash == boss.content_hash
    assert brief.words() <= 350


def test_who_may_approve_is_none_of_the_numbers_that_all_share() -> None:
    without = replace(UNDER_WAY, approver="", approves=None)

    briefs = [compose(RICH, written_on=PI_DAY, decisions=one) for one in (UNDER_WAY, without)]

    assert len({brief.content_hash for brief in briefs}) == 1


def test_a_level_stands_beside_the_one_of_last_time() -> None:
    found = replace(RICH, maturity=({"practice": "problem", "level": 2, "to_next": ""},))

    told = text_of(compose(found, written_on=PI_DAY, decisions=UNDER_WAY), "level")

    assert "ending repeats 2\u00a0↑\u00a0(1)." in told


def test_a_benchmark_never_stands_alone() -> None:
    rate = Assumption("user rate", 40.0, "EUR/h", "benchmark of the trade", 25.0, 60.0)

    brief = compose(replace(RICH, assumptions=(rate,)), written_on=PI_DAY)

    named = [block.source for block in brief.blocks if "benchmark" in block.source]
    assert named
    assert all("tickets" in source for source in named)


def test_who_refused_and_why_is_for_the_boss_alone() -> None:
    no = TurnedDown(
        title="Free the lane",
        amount=150.0,
        on=date(2026, 3, 1),
        put_off=False,
        lost=None,
        by="Graham",
        reason="Not now",
    )
    told = {
        lens: text_of(
            compose(
                TEXT_ONLY, lens=lens, written_on=PI_DAY, decisions=Decisions(turned_down=(no,))
            ),
            "work",
        )
        for lens in ("boss", "forward", "finance", "peers")
    }

    assert "Graham may object" in told.pop("boss")
    assert not any("Graham" in said for said in told.values())
