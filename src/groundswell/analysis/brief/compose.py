"""Findings in, one page out: eight blocks in their order and never more words than two minutes."""

from dataclasses import replace
from datetime import date

from groundswell.analysis.brief.asks import (
    choose_ask,
    write_ask,
    write_foot,
    write_level,
    write_unknown,
)
from groundswell.analysis.brief.content_hash import hash_numbers
from groundswell.analysis.brief.costs import write_costs, write_line
from groundswell.analysis.brief.decisions import Decisions
from groundswell.analysis.brief.draft import Draft, count_words, shorten_page
from groundswell.analysis.brief.facts import Facts, read_facts
from groundswell.analysis.brief.model import Brief
from groundswell.analysis.brief.plans import write_done, write_options, write_see, write_work
from groundswell.analysis.brief.reasons import check_reason
from groundswell.analysis.brief.sentences import day, phrases
from groundswell.analysis.results import Findings
from groundswell.kernel.errors import BadInput


def compose(
    findings: Findings,
    *,
    lens: str = "boss",
    written_on: date,
    department: str | None = None,
    records_at: str | None = None,
    decisions: Decisions | None = None,
    because: str = "",
) -> Brief:
    """Write the one page that these findings bear out.

    A block without data says what would fill it. The page holds at most 350 words, whatever the
    findings hold: sentences leave whole, by rank, then the table gives up rows.

    Args:
        findings: what an analysis returned.
        lens: for whom: boss, forward, manager, finance, peers or champion. It selects sentences
            and never changes a number.
        written_on: the day on the page; the door reads the clock.
        department: list only what is mostly in this department, if anything is.
        records_at: where the tickets behind the numbers open, as an address to print.
        decisions: what was asked, priced and delivered; None where no such records are kept.
        because: a reason in the sender's own words, to stand in the ask.

    Raises:
        BadInput: there is no such lens, or the reason is none for somebody who decides.
    """
    titles = phrases()["titles"]
    if lens not in titles:
        known = ", ".join(titles)
        raise BadInput(f'There is no brief for "{lens}". It can be for: {known}.')
    decisions = decisions or Decisions()
    reason = check_reason(because) if because.strip() else ""
    facts = read_facts(
        findings,
        lens=lens,
        written_on=written_on,
        department=department,
        records_at=records_at,
        decisions=decisions,
        because=reason,
    )
    digits = hash_numbers(findings, decisions)
    title, foot = f"{titles[lens]}, {day(written_on)}", write_foot(facts, digits)
    fixed = sum(len(text.split()) for text in (title, *foot))
    *drafts, unknown = _within(facts, words=phrases()["page"]["words"] - fixed)
    return Brief(
        title=title,
        lens=lens,
        written_on=written_on,
        blocks=tuple(draft.block() for draft in drafts),
        unknown=unknown.block(),
        foot=foot,
        content_hash=digits,
        keys=_name_records(facts),
    )


def _name_records(facts: Facts) -> dict[str, str]:
    case = facts.decisions.case
    return {"problem": facts.top.id if facts.top else "", "case": case.number if case else ""}


def _within(facts: Facts, *, words: int) -> tuple[Draft, ...]:
    tried: dict[tuple[int, int], tuple[Draft, ...]] = {}
    kept: tuple[Draft, ...] = ()
    for way in phrases()["page"]["give_way"]:
        shown, options = facts.cut(way["rows"]), way.get("options", facts.options)
        size = (len(shown), options)
        if size not in tried:
            tried[size] = _drafts(replace(facts, shown=shown, options=options))
        kept = shorten_page(tried[size], words=words, keep=way["keep"])
        if count_words(kept) <= words:
            break
    return kept


def _drafts(facts: Facts) -> tuple[Draft, ...]:
    ask = choose_ask(facts)
    return (
        write_line(facts, ask),
        write_costs(facts),
        write_done(facts),
        write_see(facts),
        write_work(facts),
        write_options(facts),
        write_ask(facts, ask),
        write_level(facts),
        write_unknown(facts),
    )
