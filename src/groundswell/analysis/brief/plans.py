"""The blocks about doing: what was done, what can be seen, why it will work, what could be done."""

from collections.abc import Mapping
from typing import Any

from groundswell.analysis.brief.asks import choose_ask
from groundswell.analysis.brief.costs import assumption_in_words
from groundswell.analysis.brief.draft import Draft
from groundswell.analysis.brief.facts import Facts
from groundswell.analysis.brief.plain import first_sentence, step_on_paper, title_on_paper
from groundswell.analysis.brief.sentences import Sentence, phrases, records, say, word
from groundswell.analysis.brief.underway import tell_carried, tell_coming, tell_what_stops
from groundswell.analysis.brief.worth import list_points, tell_results
from groundswell.analysis.charts.amounts import between, effort, money, price, span_of
from groundswell.analysis.results import Step

#: what went wrong most is named; the order decides between equals
_MISSES = ("targets_missed", "reopened", "ping_pong")


def write_done(facts: Facts) -> Draft:
    """Say what was finished, and one miss by its numbers: of a promise before any other."""
    results = tell_results(facts)
    if facts.decisions.missed is not None:
        return Draft("done", results, source=word("source.recorded"))
    sentences = results or say("done.nothing", facts.lens)
    miss = _worst_miss(facts.findings.process or {})
    source = ""
    if miss:
        name, cases, of = miss
        told = records((facts.findings.process or {}).get("record_kind", "ticket"), of)
        sentences = (*say(f"done.{name}", facts.lens, cases=f"{cases:,}", of=told), *sentences)
        source = word("source.counted", tickets=told)
    return Draft("done", sentences, source=source, known=bool(miss or results))


def write_see(facts: Facts) -> Draft:
    """Answer "When can we see it?" from what is there today and from the next step."""
    case = facts.decisions.case
    seen = case.tickets if case else len(facts.top.tickets) if facts.top else 0
    today = (
        say("see.today", facts.lens, tickets=facts.counted(seen))
        if seen
        else say("see.today_none", facts.lens)
    )
    following = tell_coming(facts) or _tell_step(facts)
    return Draft("see", today + following, known=facts.top is not None)


def _tell_step(facts: Facts) -> tuple[Sentence, ...]:
    """Say what would be seen next, where nothing is under way yet."""
    step = facts.step("shows")
    if step is None:
        return say("see.next_none", facts.lens)
    said = step_on_paper(step.title, lens=facts.lens)
    return say("see.next", facts.lens, step=said, effort=effort(step.minutes))


def write_work(facts: Facts) -> Draft:
    """Answer "Why will this work?" from evidence, the size of the step and what could be wrong."""
    step, lens = facts.step("relieves"), facts.lens
    if step is None and facts.top is None:
        return Draft("work", say("work.nothing", lens), known=False)
    sentences: tuple[Sentence, ...] = _evidence(facts)
    case = facts.decisions.case
    if case is not None and case.options:
        once = price(case.options[0].once, facts.currency)
        sentences += say("work.case", lens, once=once) if case.options[0].once else ()
    elif step:
        words = phrases()["mandate"]
        mandate = words["words"][min(step.mandate, len(words["words"]) - 1)]
        key = "work.step" if step.minutes <= words["small_minutes"] else "work.step_large"
        sentences += say(key, lens, effort=effort(step.minutes), mandate=mandate)
    if facts.defaults and facts.basis:
        said = assumption_in_words(facts.defaults[0], facts)
        sentences += say("work.stop", lens, assumption=said)
    sentences += _delivered(facts) + tell_carried(facts) + tell_what_stops(facts)
    return Draft("work", sentences, source=word("source.effort") if step else "")


def write_options(facts: Facts) -> Draft:
    """Set doing nothing beside what could be done; what has no price says so."""
    case = facts.decisions.case
    if case is not None:
        # Where the headline is about it, its name need not be said again.
        same = choose_ask(facts) == "decide" or bool(facts.top and facts.top.id == case.finding)
        title = title_on_paper(case.title, words=8)
        about = () if same else say("options.about", facts.lens, title=title)
        source = word(f"source.options_{facts.source}")
        return Draft("options", about, source=source, points=list_points(facts, case))
    step, terms = facts.step("relieves"), phrases()["options"]["terms"]
    points = (
        (terms["nothing"], _nothing(facts)),
        (terms["small"], _small(facts, step)),
        (terms["large"], word("options.large.text")),
    )
    kind = facts.source if facts.basis else "counted"
    source = word(f"source.options_{kind}") if facts.top else ""
    return Draft("options", (), source=source, known=facts.top is not None, points=points)


def _delivered(facts: Facts) -> tuple[Sentence, ...]:
    found = facts.decisions
    if not found.finished:
        return say("work.unmeasured", facts.lens)
    kept, finished = str(found.results.get("kept", 0)), str(found.finished)
    return say("work.delivered", facts.lens, kept=kept, finished=finished)


def _worst_miss(process: Mapping[str, Any]) -> tuple[str, int, int] | None:
    found = []
    for name in _MISSES:
        share = process.get(name)
        if share and share["of"] and share["cases"]:
            found.append((share["cases"] / share["of"], name, share["cases"], share["of"]))
    if not found:
        return None
    _, name, cases, of = max(found, key=lambda miss: miss[0])
    return name, cases, of


def _evidence(facts: Facts) -> tuple[Sentence, ...]:
    if facts.top is None:
        return ()
    details = (first_sentence(why.detail, words=14) for why in facts.top.why)
    detail = next((said for said in details if said), None)
    if detail is None:
        return ()
    bounds = phrases()["evidence"]
    strength = next((name for name in bounds if facts.top.confidence >= bounds[name]), "weak")
    return say(f"work.{strength}", facts.lens, detail=detail)


def _nothing(facts: Facts) -> str:
    if facts.top is None:
        return word("options.nothing_unknown.text")
    if facts.price(facts.top) is None:
        return word("options.nothing_counted.text")
    return word("options.nothing_priced.text")


def _small(facts: Facts, step: Step | None) -> str:
    if step is None:
        return word("options.small_none.text")
    key = "small_same" if step is facts.step("shows") else "small"
    said = step_on_paper(step.title, lens=facts.lens)
    return word(
        f"options.{key}.text", step=said, effort=effort(step.minutes), effect=_effect(facts, step)
    )


def _effect(facts: Facts, step: Step) -> str:
    unit, span, likely = step.effect.get("unit"), span_of(step.effect), step.effect.get("likely")
    kinds = {
        f"{facts.currency}/year": "effect",
        f"{facts.currency} in these records": "effect_records",
    }
    if unit not in kinds:
        return ""
    if span:
        said = money(span.likely, facts.currency)
        return word(f"options.{kinds[unit]}.text", likely=said, between=between(span))
    if likely and kinds[unit] == "effect":
        return word("options.effect_no_range.text", likely=money(likely, facts.currency))
    return ""
