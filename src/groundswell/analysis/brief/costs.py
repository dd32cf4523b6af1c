"""The first two blocks: the line, and what it costs now."""

from dataclasses import replace

from groundswell.analysis.brief.draft import Draft
from groundswell.analysis.brief.facts import Facts, tickets_of
from groundswell.analysis.brief.model import Table
from groundswell.analysis.brief.plain import plain, title_on_paper
from groundswell.analysis.brief.sentences import Sentence, many, phrases, say, word
from groundswell.analysis.brief.worth import price_in_words, tell_turned_down
from groundswell.analysis.charts.amounts import between, counted, effort, money, rounded
from groundswell.analysis.charts.problems import problem_bars
from groundswell.analysis.charts.titles import shorten
from groundswell.analysis.results import Assumption, Span


def write_line(facts: Facts, need: str) -> Draft:
    """Say in one sentence what is lost, what is proposed and what is needed."""
    limit = phrases()["page"]["headline_words"]
    for words in range(7, 0, -1):
        (sentence,) = _line(facts, word(f"need.{need}"), words)
        if len(sentence.text.split()) <= limit:
            break
    source = _line_source(facts, need)
    return Draft("line", (sentence,), source=source, known=facts.top is not None)


def write_costs(facts: Facts) -> Draft:
    """Say what keeps happening, what it costs, where it is heading and what the rest is."""
    if not facts.shown:
        key = "cost.nothing" if facts.findings.problems is None else "cost.few"
        return Draft("cost", tell_turned_down(facts) + say(key, facts.lens), known=False)
    # Figure and table bear the same titles, and neither shouts.
    named = [replace(p, title=title_on_paper(p.title, words=8)) for p in facts.shown]
    return Draft(
        "cost",
        _cost_sentences(facts),
        source=_cost_source(facts),
        table=problem_table(facts),
        figure=problem_bars(named, currency=facts.currency),
    )


def problem_table(facts: Facts) -> Table:
    """Return the problems on the page, one row each, leaving out columns that nothing fills."""
    cells = phrases()["table"]
    columns = [
        (cells["problem"], [title_on_paper(p.title, words=8) for p in facts.shown]),
        (facts.records_called, [counted(len(p.tickets)) for p in facts.shown]),
    ]
    if any(p.callers is not None for p in facts.shown):
        people = [_or_unknown(p.callers) for p in facts.shown]
        columns.append((cells["people"], people))
    columns += _amount_columns(facts)
    return Table(
        header=tuple(name for name, _ in columns),
        rows=tuple(zip(*(values for _, values in columns), strict=True)),
        keys=tuple(problem.id for problem in facts.shown),
    )


def _amount_columns(facts: Facts) -> list[tuple[str, list[str]]]:
    cells = phrases()["table"]
    if facts.basis:
        name = cells[f"cost_{facts.basis}"]
        spans = [facts.price(p) for p in facts.shown]
        likely = [money(s.likely, facts.currency) if s else cells["unknown"] for s in spans]
    elif any(p.per_year for p in facts.shown) and facts.record_kind == "ticket":
        name = cells["per_year"]
        spans = [p.per_year for p in facts.shown]
        likely = [rounded(s.likely) if s else cells["unknown"] for s in spans]
    else:
        return []
    ranges = [f"{rounded(s.low)}–{rounded(s.high)}" if s else "" for s in spans]
    return [(name, likely), (cells["between"], ranges)]


def _or_unknown(count: int | None) -> str:
    return phrases()["table"]["unknown"] if count is None else counted(count)


def _line(facts: Facts, need: str, words: int) -> tuple[Sentence, ...]:
    top, step = facts.top, facts.step("relieves")
    case = facts.decisions.case
    if need == word("need.decide") and case is not None and case.cost is not None:
        # Who is asked to decide about a fix reads first what that trouble costs, not another.
        return say(
            "line.case",
            facts.lens,
            title=title_on_paper(case.title, words=words + 2, letters=64),
            likely=money(case.cost.likely, facts.currency),
            between=between(case.cost),
            price=price_in_words(case.options[0], facts.currency),
            need=need,
        )
    if top is None:
        if facts.findings.problems is None:
            return say("line.not_known", facts.lens, need=need)
        return say("line.nothing", facts.lens, tickets=facts.counted(facts.tickets or 0), need=need)
    values = {"title": title_on_paper(top.title, words=words, letters=48), "need": need}
    kind, price = facts.basis or "counted", facts.price(top)
    if price is None:
        kind = "counted"
        values["tickets"] = facts.counted(len(top.tickets))
    else:
        values["likely"] = money(price.likely, facts.currency)
        values["between"] = between(price)
    if step is None:
        return say(f"line.{kind}_no_step", facts.lens, **values)
    return say(f"line.{kind}", facts.lens, effort=effort(step.minutes), **values)


def _line_source(facts: Facts, need: str) -> str:
    if facts.top is None:
        return ""
    case = facts.decisions.case
    if need == "decide" and case is not None and case.cost is not None and case.tickets:
        return word(f"source.{facts.source}", tickets=facts.counted(case.tickets))
    kind = facts.source if facts.basis else "counted"
    return word(f"source.{kind}", tickets=facts.counted(len(facts.top.tickets)))


def _cost_source(facts: Facts) -> str:
    kind = facts.source if facts.basis else "counted"
    return word(f"source.table_{kind}", tickets=facts.counted(tickets_of(facts.shown)))


def _cost_sentences(facts: Facts) -> tuple[Sentence, ...]:
    lens, found = facts.lens, facts.pace
    sentences = tell_turned_down(facts) + _lost(facts) + _spent(facts) + _share(facts)
    if days := facts.findings.summary.get("open_days"):
        sentences += say("cost.lasting", lens, days=rounded(days))
    if facts.basis is None:
        sentences += say(f"cost.unpriced_{facts.record_kind}", lens)
    if facts.department:
        sentences += say("cost.department", lens, department=title_on_paper(facts.department))
    if found:
        months, earlier = str(found.months), counted(found.earlier)
        later = facts.counted(found.later)
        sentences += say("cost.trend", lens, months=months, later=later, earlier=earlier)
    sentences += _sum("total", facts, facts.total) + _sum("tail", facts, facts.tail)
    if facts.defaults:
        said = ", ".join(assumption_in_words(item, facts) for item in facts.defaults[:3])
        sentences += say("cost.assumed", lens, assumptions=said)
    return sentences


def _sum(name: str, facts: Facts, amount: Span | None) -> tuple[Sentence, ...]:
    if amount is None:
        return ()
    likely = money(amount.likely, facts.currency)
    return say(
        f"cost.{name}_{facts.basis}",
        facts.lens,
        likely=likely,
        between=between(amount),
        beyond=str(facts.beyond),
    )


def _lost(facts: Facts) -> tuple[Sentence, ...]:
    if facts.lost is None:
        return ()
    days, size, hours = facts.lost
    return say(
        "cost.lost",
        facts.lens,
        days=str(days),
        tickets=facts.counted(size),
        hours=rounded(hours.likely),
        between=between(hours),
    )


def _spent(facts: Facts) -> tuple[Sentence, ...]:
    """Say what was paid beside the hours, and on how many tickets somebody wrote it down."""
    known = [problem.spent for problem in facts.shown if problem.spent]
    if not known:
        return ()
    return say(
        "cost.spent",
        facts.lens,
        amount=money(sum(one.amount for one in known), facts.currency),
        known=counted(sum(one.tickets for one in known)),
        tickets=facts.counted(tickets_of(facts.shown)),
    )


def _share(facts: Facts) -> tuple[Sentence, ...]:
    inside = tickets_of(facts.shown)
    if not facts.tickets or facts.tickets < inside:
        return ()
    key = "cost.share" if len(facts.shown) > 1 else "cost.share_one"
    rows = many(len(facts.shown), "trouble", "troubles")
    return say(key, facts.lens, rows=rows, shown=counted(inside), all=facts.counted(facts.tickets))


def assumption_in_words(item: Assumption, facts: Facts) -> str:
    """Return an input with its value: "user rate 40 € an hour"."""
    name = shorten(plain(item.name), words=5, letters=48)
    if item.unit == f"{facts.currency}/h":
        return f"{name} {money(item.value, facts.currency)} an\u00a0hour"
    return f"{name} {rounded(item.value)}\u00a0{shorten(item.unit, words=2, letters=16)}".strip()
