"""Figures of a department in, one page out: by the rules of the brief, in the same hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from groundswell.analysis.brief.content_hash import hash_values
from groundswell.analysis.brief.costs import problem_table
from groundswell.analysis.brief.decisions import Decisions
from groundswell.analysis.brief.department.deeds import Deed
from groundswell.analysis.brief.department.done import (
    LENS,
    tell_oldest,
    write_asked,
    write_finished,
    write_next,
)
from groundswell.analysis.brief.department.measure import DepartmentFigures
from groundswell.analysis.brief.draft import Draft, count_words, shorten_page
from groundswell.analysis.brief.facts import Facts, read_facts, tickets_of
from groundswell.analysis.brief.model import Brief
from groundswell.analysis.brief.plain import title_on_paper
from groundswell.analysis.brief.sentences import Sentence, day, many, phrases, say, word
from groundswell.analysis.charts.amounts import between, counted, elapsed, money, rounded
from groundswell.analysis.charts.problems import problem_bars
from groundswell.analysis.results import Findings


def compose_department(
    findings: Findings, figures: DepartmentFigures, deeds: Sequence[Deed], *, written_on: date
) -> Brief:
    """Write the one page for a department, of which every number can be looked up.

    A block without data says what would fill it; at least one miss is named in the first half,
    and where none is on record, what waits longest.

    Args:
        findings: what an analysis returned: the troubles that are mostly this department's.
        figures: its own figures.
        deeds: what was done for it, the newest first.
        written_on: the day on the page; the door reads the clock.
    """
    facts = read_facts(
        findings,
        lens=LENS,
        written_on=written_on,
        department=figures.department,
        records_at=None,
        decisions=Decisions(),
    )
    digits = hash_values(figures.as_json(), [one.tickets for one in deeds], *_prices(facts))
    title = f"{_name(figures)}, {day(written_on)}"
    foot = _write_foot(figures, digits)
    words = phrases()["page"]["words"] - sum(len(text.split()) for text in (title, *foot))
    *drafts, unknown = _within(facts, figures, deeds, words=words)
    return Brief(
        title=title,
        lens=LENS,
        written_on=written_on,
        blocks=tuple(draft.block() for draft in drafts),
        unknown=unknown.block(),
        foot=foot,
        content_hash=digits,
    )


def _prices(facts: Facts) -> list[float]:
    if facts.department is None:
        return []
    return [price.likely for one in facts.shown if (price := facts.price(one))]


def _within(
    facts: Facts, figures: DepartmentFigures, deeds: Sequence[Deed], *, words: int
) -> tuple[Draft, ...]:
    kept: tuple[Draft, ...] = ()
    for way in phrases()["page"]["give_way"]:
        fewer = replace(facts, shown=facts.cut(way["rows"]))
        drafts = _drafts(fewer, figures, deeds)
        kept = shorten_page(drafts, words=words, keep=way["keep"])
        if count_words(kept) <= words:
            break
    return kept


def _drafts(facts: Facts, figures: DepartmentFigures, deeds: Sequence[Deed]) -> tuple[Draft, ...]:
    return (
        _write_line(facts, figures),
        write_finished(figures, deeds, facts.written_on),
        _write_troubles(facts, figures),
        _write_services(figures),
        _write_waiting(figures, facts.written_on),
        write_next(deeds),
        write_asked(facts.written_on),
        _write_unknown(figures),
    )


def _name(figures: DepartmentFigures) -> str:
    return title_on_paper(figures.department)


def _trouble(number: int) -> str:
    return many(number, "trouble", "troubles")


def _write_line(facts: Facts, figures: DepartmentFigures) -> Draft:
    given = {
        "department": _name(figures),
        "days": str(figures.period.days),
        "troubles": _trouble(figures.troubles),
    }
    hours = figures.hours
    if not figures.troubles:
        said = say("line.department_quiet", LENS, **given)
    elif hours is None:
        said = say("line.department_counted", LENS, **given)
    else:
        lost = {"hours": rounded(hours.likely), "between": between(hours)}
        said = say("line.department", LENS, **given, **lost)
    tickets = many(figures.tickets, "ticket", "tickets")
    kind = "counted" if hours is None else facts.source
    return Draft("line", said, source=word(f"source.{kind}", tickets=tickets))


def _write_troubles(facts: Facts, figures: DepartmentFigures) -> Draft:
    sentences: tuple[Sentence, ...] = ()
    if figures.before is not None:
        sentences += say(
            "troubles.before",
            LENS,
            now=_trouble(figures.troubles),
            before=counted(figures.before),
            days=str(figures.period.days),
        )
    if figures.quiet and figures.quiet.incidents:
        quiet = figures.quiet
        sentences += say("troubles.quiet", LENS, quiet=counted(quiet.quiet), of=counted(quiet.of))
    if figures.cost:
        cost = {
            "likely": money(figures.cost.likely, facts.currency),
            "between": between(figures.cost),
        }
        sentences += say("troubles.cost", LENS, **cost)
    if facts.department is None:
        return Draft(
            "troubles", (*say("troubles.none", LENS), *sentences), source=_counted(figures)
        )
    named = [replace(one, title=title_on_paper(one.title, words=8)) for one in facts.shown]
    inside = {"shown": counted(tickets_of(facts.shown))}
    kind = facts.source if facts.basis else "counted"
    return Draft(
        "troubles",
        (*sentences, *say("troubles.listed", LENS, **inside)),
        source=word(f"source.table_{kind}", tickets=facts.counted(tickets_of(facts.shown))),
        table=problem_table(facts),
        figure=problem_bars(named, currency=facts.currency),
    )  # fmt: skip


def _write_services(figures: DepartmentFigures) -> Draft:
    if not figures.services:
        return Draft("services", say("services.nothing", LENS), known=False)
    named = ", ".join(f"{title_on_paper(name)} {counted(n)}" for name, n in figures.named)
    sentences = say("services.named", LENS, services=named)
    if more := len(figures.services) - len(figures.named):
        sentences += say("services.more", LENS, more=counted(more))
    if figures.unnamed:
        sentences += say(
            "services.unnamed", LENS, tickets=many(figures.unnamed, "ticket", "tickets")
        )
    return Draft("services", sentences, source=_counted(figures))


def _write_waiting(figures: DepartmentFigures, today: date) -> Draft:
    sentences: tuple[Sentence, ...] = ()
    waited, others = figures.waited, figures.others
    if waited:
        half, longest = elapsed(waited.half), elapsed(waited.longest)
        sentences += say("waiting.half", LENS, half=half, longest=longest, n=counted(waited.n))
    if waited and others:
        sentences += say("waiting.others", LENS, half=elapsed(others.half))
    if figures.open:
        tickets = many(figures.open, "ticket is", "tickets are")
        sentences += say("waiting.open", LENS, tickets=tickets, oldest=tell_oldest(figures, today))
    elif waited:
        sentences += say("waiting.none", LENS)
    if not sentences:
        return Draft("waiting", say("waiting.nothing", LENS), known=False)
    return Draft("waiting", sentences, source=word("source.waiting"))


def _write_unknown(figures: DepartmentFigures) -> Draft:
    missing = {
        "people": figures.people is None,
        "before": figures.before is None,
        "reopened": figures.reopened is None,
        "waited": figures.waited is None,
    }
    told = [name for name, is_missing in missing.items() if is_missing]
    lines = phrases()["unknown"]["department"]
    return Draft("unknown", tuple(Sentence(lines[name], rank=n) for n, name in enumerate(told[:3])))


def _counted(figures: DepartmentFigures) -> str:
    return word("source.counted", tickets=many(figures.tickets, "ticket", "tickets"))


def _write_foot(figures: DepartmentFigures, digits: str) -> tuple[str, ...]:
    period = word("foot.period", first=day(figures.period.first), last=day(figures.period.last))
    tickets = many(figures.tickets, "ticket", "tickets")
    sample = word("foot.sample_tickets", tickets=tickets)
    if figures.people is not None:
        people = many(figures.people, "person", "people")
        sample = word("foot.sample", tickets=tickets, people=people)
    return (period, sample, word("foot.records"), word("foot.hash", hash=digits))
