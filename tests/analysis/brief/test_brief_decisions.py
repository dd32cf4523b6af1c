"""The brief with decisions: options with their worth, a no with its price, a miss."""

from dataclasses import replace
from datetime import timedelta

import pytest

from groundswell.analysis.brief import (
    Decisions,
    Missed,
    PricedCase,
    PricedOption,
    TurnedDown,
    compose,
    render_html,
    render_pdf,
)
from groundswell.analysis.results import Findings, Span
from tests.analysis.brief.made_findings import EVERY_KIND, PI_DAY, RICH, TEXT_ONLY
from tests.analysis.brief.reading import LENSES, pages, text_of

VALVE = PricedOption("Replace the valve", 150, 0, Span(900, 2800, 4100), 1.1, 0.88, 18.2)
TOOL = PricedOption("The greatest tool in the world", 800, 120, Span(-120, 2400, 4000), 8, 0.79, 2)
CASE = PricedCase("The valve of the shower sticks", "", Span(1800, 3700, 7500), (VALVE, TOOL))
REFUSED = TurnedDown("Replace the valve", 150, PI_DAY - timedelta(days=90), put_off=False, lost=912)
FULL = Decisions(
    case=CASE,
    turned_down=(REFUSED,),
    missed=Missed("Label printers print blank pages", 2000, 310),
    results={"kept": 3, "partly": 1, "missed": 1},
)


def test_a_no_is_told_90_days_later_with_what_waiting_has_cost() -> None:
    told = text_of(compose(RICH, written_on=PI_DAY, decisions=FULL), "cost")

    assert "Refused on 14\u00a0December\u00a02025: 150\u00a0€ for “Replace the valve”; " in told
    assert "waiting has cost about 910\u00a0€ since" in told


def test_a_no_is_not_held_against_anybody_before_that() -> None:
    fresh = replace(REFUSED, on=PI_DAY - timedelta(days=89))

    told = text_of(
        compose(RICH, written_on=PI_DAY, decisions=replace(FULL, turned_down=(fresh,))), "cost"
    )

    assert "waiting has cost" not in told


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"put_off": True}, "Put off on"),
        ({"lost": None}, "what waiting has cost is not known"),
    ],
)
def test_what_was_put_off_or_has_no_price_is_told_as_such(
    changes: dict[str, object], said: str
) -> None:
    changed = replace(REFUSED, **changes)  # type: ignore[arg-type]

    told = compose(RICH, written_on=PI_DAY, decisions=replace(FULL, turned_down=(changed,)))

    assert said in text_of(told, "cost")


def test_the_options_are_those_of_the_case_with_their_worth() -> None:
    told = text_of(compose(TEXT_ONLY, written_on=PI_DAY, decisions=FULL), "options")

    assert "Do nothing: About 3,700\u00a0€ a year (1,800–7,500) goes on." in told
    assert (
        "Replace the valve: 150\u00a0€ once, saves 2,800\u00a0€ a year (900–4,100), back in about "
        "five weeks, gains in 9 of 10 cases, 18 times its cost this year."
    ) in told
    assert "120\u00a0€ a year" in told


@pytest.mark.parametrize(
    ("option", "asked"),
    [
        (VALVE, "Replace the valve, for 150 € once."),
        (replace(VALVE, running=20), "Replace the valve, for 150 € once and 20 € a year."),
        (replace(VALVE, once=0, running=20), "Replace the valve, for 20 € a year."),
        (replace(VALVE, once=0), "Replace the valve; it takes no money."),
    ],
)
def test_the_ask_is_the_decision_on_the_first_option(option: PricedOption, asked: str) -> None:
    decisions = Decisions(case=replace(CASE, options=(option,)))

    told = text_of(compose(RICH, written_on=PI_DAY, decisions=decisions), "ask")

    assert told.replace("\u00a0", " ") == (
        f"Please decide by 28 March 2026: {asked} If not, about 3,700 € a year goes on."
    )


def test_colleagues_are_asked_for_their_count_and_not_for_the_decision() -> None:
    told = text_of(compose(RICH, lens="peers", written_on=PI_DAY, decisions=FULL), "ask")

    assert "how often this hits you" in told


def test_the_case_of_the_first_trouble_needs_no_name_twice() -> None:
    top = RICH.problems[0].id if RICH.problems else ""
    same = replace(FULL, case=replace(CASE, finding=top))

    assert "For “" not in text_of(compose(RICH, written_on=PI_DAY, decisions=same), "options")


def test_an_option_that_never_pays_says_so() -> None:
    never = replace(VALVE, payback_months=None, chance=None, ratio=None, saving=None)
    case = replace(CASE, options=(never,))

    told = text_of(compose(RICH, written_on=PI_DAY, decisions=replace(FULL, case=case)), "options")

    assert "150\u00a0€ once, more likely not to pay back." in told


def test_a_miss_is_named_by_its_numbers_before_any_other() -> None:
    brief = compose(RICH, written_on=PI_DAY, decisions=FULL)

    assert text_of(brief, "done").startswith(
        "One miss: “Label printers print blank pages” was to save 2,000\u00a0€ a year and saved "
        "310\u00a0€."
    )


def test_a_fix_after_which_it_got_worse_saved_nothing() -> None:
    worse = replace(FULL, missed=Missed("Label printers print blank pages", 2000, -3500))

    told = text_of(compose(RICH, written_on=PI_DAY, decisions=worse), "done")

    assert told.startswith(
        "One miss: “Label printers print blank pages” was to save 2,000\u00a0€ a year and saved "
        "nothing."
    )


def test_a_miss_without_a_forecast_is_named_too() -> None:
    missed = replace(FULL, missed=Missed("Label printers print blank pages", None, None))

    told = text_of(compose(RICH, written_on=PI_DAY, decisions=missed), "done")

    assert told.startswith("One miss: “Label printers print blank pages” came back after its fix.")


def test_finished_fixes_are_counted_where_none_was_missed() -> None:
    kept = Decisions(results={"kept": 2, "partly": 0, "missed": 0})
    brief = compose(replace(TEXT_ONLY, process=None), written_on=PI_DAY, decisions=kept)

    assert "Promises: 2 kept, 0 in part, 0 not." in text_of(brief, "done")
    assert "Promises kept: 2 of 2." in text_of(brief, "work")


@pytest.mark.parametrize("findings", EVERY_KIND.values(), ids=EVERY_KIND)
@pytest.mark.parametrize("lens", LENSES)
def test_the_page_stays_within_its_words_and_keeps_the_no_and_the_miss(
    findings: Findings, lens: str
) -> None:
    brief = compose(findings, lens=lens, written_on=PI_DAY, decisions=FULL)

    assert brief.words() <= 350
    assert "waiting has cost" in text_of(brief, "cost")
    assert "One miss: “Label" in text_of(brief, "done")


def test_decisions_are_part_of_the_number_of_all_numbers() -> None:
    plain, other = (
        compose(RICH, written_on=PI_DAY, decisions=found).content_hash
        for found in (FULL, replace(FULL, turned_down=(replace(REFUSED, lost=913),)))
    )
    lenses = {compose(RICH, lens=x, written_on=PI_DAY, decisions=FULL).content_hash for x in LENSES}

    assert plain != other
    assert lenses == {plain}


def test_it_is_one_page_on_screen_and_on_paper() -> None:
    brief = compose(RICH, written_on=PI_DAY, decisions=FULL)

    assert "waiting has cost about" in render_html(brief)
    assert pages(render_pdf(brief)) == 1
