import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.brief import Brief, compose
from groundswell.analysis.brief.model import ORDER
from groundswell.analysis.brief.sentences import phrases
from groundswell.analysis.results import Findings, Span, Step, Why
from groundswell.analysis.spending import Spent
from groundswell.kernel.errors import BadInput
from tests.analysis.brief.made_findings import (
    EVERY_KIND,
    NOTHING_KNOWN,
    PI_DAY,
    PRICED,
    RATE,
    RICH,
    STEPS,
    TEXT_ONLY,
    THIRTY,
    UNDATED,
    make_problem,
    with_titles,
)
from tests.analysis.brief.reading import LENSES, text_of

LISTS = tomllib.loads(files("groundswell.analysis.brief").joinpath("plain.toml").read_text("utf-8"))


def texts(brief: Brief) -> Iterator[str]:
    yield brief.title
    yield from brief.foot
    for block in (*brief.blocks, brief.unknown):
        yield from block.words()


class TestTheBlocks:
    @pytest.mark.parametrize("findings", EVERY_KIND.values(), ids=EVERY_KIND)
    @pytest.mark.parametrize("lens", LENSES)
    def test_are_eight_in_the_fixed_order_and_none_is_empty(
        self, findings: Findings, lens: str
    ) -> None:
        brief = compose(findings, lens=lens, written_on=PI_DAY)

        assert tuple(block.name for block in brief.blocks) == ORDER
        assert all(block.text or block.points for block in brief.blocks)

    def test_put_both_questions_as_headings(self) -> None:
        brief = compose(RICH, written_on=PI_DAY)

        headings = [block.heading for block in brief.blocks]
        assert headings[3:5] == ["When can we see it?", "Why will this work?"]

    def test_say_what_was_paid_beside_the_hours_and_on_how_many_it_stands(self) -> None:
        told = (replace(PRICED[0], spent=Spent(480.0, 3)), *PRICED[1:])

        brief = compose(replace(RICH, problems=told), lens="champion", written_on=PI_DAY)
        silent = compose(RICH, lens="champion", written_on=PI_DAY)

        assert "at least 480\u00a0€, on record for 3 of " in text_of(brief, "cost")
        assert "Bought" not in text_of(silent, "cost")

    def test_without_data_say_in_one_sentence_what_would_fill_them(self) -> None:
        brief = compose(NOTHING_KNOWN, written_on=PI_DAY)

        unfilled = [block for block in brief.blocks if not block.known]
        assert {block.name for block in unfilled} >= {"cost", "work", "level"}
        assert text_of(brief, "cost") == "Tickets with a text or a category would fill this."

    def test_name_a_miss_in_the_first_half(self) -> None:
        brief = compose(RICH, written_on=PI_DAY)

        assert text_of(brief, "done").startswith("One miss: 31 of 600\u00a0tickets came back")

    def test_count_the_kind_of_record_that_the_source_holds(self) -> None:
        process = {"record_kind": "problem", "ping_pong": {"cases": 9, "of": 74}}

        told = text_of(compose(replace(RICH, process=process), written_on=PI_DAY), "done")

        assert told.startswith("One miss: 9 of 74\u00a0recorded troubles went to and fro")

    def test_say_the_two_lowest_levels_and_not_a_word_of_the_trade(self) -> None:
        maturity = (
            {"practice": "incident", "level": 2, "to_next": ""},
            {"practice": "problem", "level": 0, "to_next": "link two incidents to a cause"},
            {"practice": "change", "level": 1, "to_next": ""},
        )

        brief = compose(replace(RICH, maturity=maturity, not_known={}), written_on=PI_DAY)

        assert "ending repeats 0, changing safely 1" in text_of(brief, "level")


class TestTheLine:
    @pytest.mark.parametrize("findings", EVERY_KIND.values(), ids=EVERY_KIND)
    @pytest.mark.parametrize("lens", LENSES)
    def test_is_one_sentence_of_at_most_thirty_words(self, findings: Findings, lens: str) -> None:
        headline = compose(findings, lens=lens, written_on=PI_DAY).headline

        assert len(headline.split()) <= 30
        assert headline.endswith(".")

    def test_says_loss_with_range_proposal_and_need(self) -> None:
        headline = compose(RICH, written_on=PI_DAY).headline

        assert "about 2,900\u00a0€ a year (1,400 to 5,100)" in headline
        assert "40\u00a0minutes" in headline
        assert "need your hourly rates" in headline

    def test_counts_where_the_cost_is_not_known(self) -> None:
        headline = compose(TEXT_ONLY, written_on=PI_DAY).headline

        assert "81\u00a0tickets" in headline
        assert "cost not yet known" in headline

    def test_speaks_of_these_records_where_no_year_is_known(self) -> None:
        brief = compose(UNDATED, written_on=PI_DAY)

        assert "cost about 1,900\u00a0€ (1,100 to 2,800) in these records" in brief.headline
        assert "a year" not in brief.headline
        assert "would have saved about 950\u00a0€ (270 to 2,100)" in text_of(brief, "options")

    def test_says_that_nothing_is_known_instead_of_naming_nothing(self) -> None:
        headline = compose(NOTHING_KNOWN, written_on=PI_DAY).headline

        assert headline.startswith("What keeps happening is not known from these records")


class TestThePage:
    @pytest.mark.parametrize("findings", EVERY_KIND.values(), ids=EVERY_KIND)
    @pytest.mark.parametrize("lens", LENSES)
    def test_holds_at_most_350_words(self, findings: Findings, lens: str) -> None:
        brief = compose(findings, lens=lens, written_on=PI_DAY)

        assert sum(len(text.split()) for text in texts(brief)) == brief.words() <= 350

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.text("abc def “”!ق漢🔥{}<&#*\n\0 ", min_size=0, max_size=400),
            min_size=8,
            max_size=8,
        ),
        st.sampled_from(LENSES),
    )
    def test_holds_at_most_350_words_whatever_the_records_say(
        self, said: list[str], lens: str
    ) -> None:
        title, detail, step, reason, name, unit, file, practice = said
        findings = replace(
            RICH,
            problems=tuple(
                replace(problem, title=title, why=(Why("text", detail),)) for problem in PRICED
            ),
            first_steps=tuple(replace(old, title=step) for old in STEPS),
            not_known=dict.fromkeys(("changes", "surges", name), reason),
            assumptions=(replace(RATE, name=name, unit=unit),) * 5,
            sources=({"file": file},) * 9,
            maturity=({"practice": practice, "level": 1, "to_next": reason},) * 3,
        )

        brief = compose(findings, lens=lens, written_on=PI_DAY, department="Sales")

        assert brief.words() <= 350

    def test_gives_up_whole_sentences_and_never_a_part_of_one(self) -> None:
        long = "the words are shared by nearly all of these tickets and by no others"
        wordy = replace(RICH, problems=tuple(replace(p, why=(Why("text", long),)) for p in PRICED))

        brief = compose(wordy, written_on=PI_DAY)

        for block in brief.blocks:
            assert all(re.search(r"[.?]$", text) for text in block.text)

    def test_holds_a_table_of_at_most_five_rows_dearest_first(self) -> None:
        block = compose(RICH, written_on=PI_DAY).blocks[1]

        assert block.table is not None
        assert 3 <= len(block.table.rows) <= 5
        assert block.table.rows[0][0] == "VPN asks for the token again and again"
        assert block.table.rows[0][-2:] == ("2,900\u00a0€", "1,400–5,100")

    def test_leaves_out_the_columns_that_nothing_fills(self) -> None:
        block = compose(TEXT_ONLY, written_on=PI_DAY).blocks[1]

        assert block.table is not None
        assert block.table.header == ("What keeps happening", "Tickets")

    def test_names_where_estimates_come_from(self) -> None:
        sources = [block.source for block in compose(RICH, written_on=PI_DAY).blocks]

        assert sources[0] == "estimated from 212\u00a0tickets, default rates"
        assert sources[1] == "tickets counted; cost estimated, default rates"
        assert sources[2] == "counted in 600\u00a0tickets"

    def test_calls_confirmed_rates_no_default(self) -> None:
        findings = replace(RICH, assumptions=(replace(RATE, source="controlling, March 2026"),))

        brief = compose(findings, written_on=PI_DAY)

        assert "default" not in " ".join(texts(brief))

    def test_says_what_is_not_known(self) -> None:
        brief = compose(TEXT_ONLY, written_on=PI_DAY)

        assert brief.unknown.text == (
            "Cost a year: no dates and no rates.",
            "How tickets travel: no times of any event.",
        )

    def test_says_period_sample_files_and_where_the_records_are(self) -> None:
        brief = compose(RICH, written_on=PI_DAY, records_at="https://desk.example/findings")

        foot = " ".join(brief.foot).replace("\u00a0", " ")
        assert "7 January 2025 to 20 February 2026." in foot
        assert "600 tickets from 143 people." in foot
        assert "tickets_2025.csv and 1 more" in foot
        assert "/somewhere" not in foot
        assert "https://desk.example/findings" in foot
        assert brief.content_hash in foot

    def test_takes_the_period_from_the_problems_where_the_summary_has_none(self) -> None:
        foot = compose(THIRTY, written_on=PI_DAY).foot

        assert foot[0].replace("\u00a0", " ") == "7 January 2025 to 20 February 2026."


class TestTheAsk:
    def test_comes_with_a_date_and_with_what_happens_if_not(self) -> None:
        (ask,) = (b for b in compose(RICH, written_on=PI_DAY).blocks if b.name == "ask")

        assert "28\u00a0March\u00a02026" in ask.text[0]
        assert "your own hourly rates" in ask.text[0]
        assert ask.text[1].startswith("If not")
        assert sum(len(text.split()) for text in ask.text) <= 30

    def test_is_for_agreement_where_a_step_needs_the_boss(self) -> None:
        steps = (*STEPS, replace(STEPS[1], title="Stop the nightly job", mandate=2))

        brief = compose(replace(RICH, first_steps=steps), written_on=PI_DAY)

        assert "Please agree by" in text_of(brief, "ask")
        assert "Stop the nightly job" in text_of(brief, "ask")

    def test_asks_the_boss_for_a_rate_instead_of_telling_them_to_ask_the_boss(self) -> None:
        question = replace(STEPS[1], id="confirm-rate", title="Ask your boss", mandate=2)

        brief = compose(replace(RICH, first_steps=(STEPS[0], question)), written_on=PI_DAY)

        assert "your own hourly rates" in text_of(brief, "ask")
        assert "boss" not in text_of(brief, "see")


class TestALens:
    def test_selects_and_never_changes_a_number(self) -> None:
        briefs = [compose(RICH, lens=lens, written_on=PI_DAY) for lens in LENSES]

        assert len({brief.content_hash for brief in briefs}) == 1
        rows = [b.blocks[1].table.rows for b in briefs if b.blocks[1].table]
        assert len({row[0] for row in rows}) == 1

    def test_shows_finance_what_is_assumed(self) -> None:
        told = text_of(compose(RICH, lens="finance", written_on=PI_DAY), "cost")

        assert "user rate 40\u00a0€ an\u00a0hour" in told

    def test_shows_a_manager_only_the_own_department(self) -> None:
        brief = compose(RICH, lens="manager", written_on=PI_DAY, department="Warehouse")

        block = brief.blocks[1]
        assert block.table is not None
        assert len(block.table.rows) == 3
        assert "Only what is mostly in Warehouse is listed." in block.text

    def test_that_does_not_exist_is_refused_with_those_that_do(self) -> None:
        with pytest.raises(BadInput, match="boss, forward, manager, finance, peers, champion"):
            compose(RICH, lens="king", written_on=PI_DAY)


class TestTheHash:
    def test_changes_with_any_number(self) -> None:
        dearer = replace(PRICED[0], cost_per_year=Span(1400, 2901, 5100))

        before = compose(RICH, written_on=PI_DAY).content_hash
        after = compose(
            replace(RICH, problems=(dearer, *PRICED[1:])), written_on=PI_DAY
        ).content_hash

        assert before != after
        assert re.fullmatch(r"[0-9a-f]{12}", before)

    def test_does_not_change_with_words(self) -> None:
        before = compose(RICH, written_on=PI_DAY).content_hash

        assert compose(with_titles("Other words"), written_on=PI_DAY).content_hash == before


class TestTheWords:
    @pytest.mark.parametrize("lens", LENSES)
    @pytest.mark.parametrize("findings", EVERY_KIND.values(), ids=EVERY_KIND)
    def test_are_none_of_the_trade_and_shout_at_nobody(self, findings: Findings, lens: str) -> None:
        for text in texts(compose(findings, lens=lens, written_on=PI_DAY)):
            assert "!" not in text
            assert not unwelcome(text), text

    def test_of_every_template_are_plain_as_well(self) -> None:
        for text in _strings(phrases()):
            assert "!" not in text
            assert not unwelcome(text), text

    def test_of_other_parts_are_put_into_plain_ones(self) -> None:
        step = Step(
            "builds",
            "Write known errors for the CMDB incidents of “Incident portal”",
            "",
            30,
            0,
            {},
            (),
            1.0,
            {},
        )

        brief = compose(replace(RICH, first_steps=(step,)), written_on=PI_DAY)

        said = "Write known causes for the map of our systems tickets of “Incident portal”"
        assert said in text_of(brief, "see")

    def test_of_a_title_stay_those_of_the_tickets_but_for_shouting(self) -> None:
        findings = replace(
            RICH, problems=(make_problem(1, "🔥🔥 INCIDENT!!! Portal\nis\x00 down ", 9),)
        )

        block = compose(findings, written_on=PI_DAY).blocks[1]

        assert block.table is not None
        assert block.table.rows[0][0] == "INCIDENT Portal is down"


def unwelcome(text: str) -> list[str]:
    terms = [word["not"] for word in LISTS["word"] if not word["not"].startswith("open ")]
    found = [term for term in terms if re.search(rf"\b(?:{term})\b", _unquoted(text))]
    return found + [blame for blame in LISTS["blame"]["words"] if blame in text.lower()]


def _unquoted(text: str) -> str:
    return re.sub(r"“[^”]*”", "", text)


def _strings(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _strings(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, key)
    elif isinstance(value, str) and key not in {"lenses", "asked"}:
        yield value
