"""The end of the page: one thing asked for, where we stand, what is not known, and the foot."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from groundswell.analysis.brief.draft import Draft
from groundswell.analysis.brief.facts import Facts
from groundswell.analysis.brief.plain import first_sentence, plain, step_on_paper, title_on_paper
from groundswell.analysis.brief.sentences import Sentence, day, many, phrases, say, word
from groundswell.analysis.charts.amounts import effort, money, price
from groundswell.analysis.charts.titles import clean_title, shorten

#: what a run over the database names as its source
_OWN = "this installation"
#: own colleagues are asked for something else than the one who decides
_OTHER_ASKS = {"peers": "join", "champion": "take"}


def choose_ask(facts: Facts) -> str:
    """Return what is asked for: the one thing that moves the matter on for this reader.

    The decision on a priced case comes first, then a step that needs somebody's yes, and only where
    there is neither the numbers that nobody but them can confirm.
    """
    if facts.top is None:
        return "export" if facts.findings.problems is None else "read"
    other = _OTHER_ASKS.get(facts.lens)
    if other and (other != "take" or facts.steps):
        return other
    case = facts.decisions.case
    if case is not None and case.options:
        return "decide"
    if any(step.mandate >= 2 for step in facts.steps):
        return "agree"
    if facts.record_kind == "problem":
        return "tickets"
    if facts.basis is None:
        return "costs"
    return "rates" if facts.source == "default" else "read"


def write_ask(facts: Facts, ask: str) -> Draft:
    """Ask for one thing, by a date, and say what happens if not."""
    wished = facts.written_on + timedelta(days=phrases()["page"]["answer_days"])
    values = {"date": day(wished)}
    steps = facts.steps
    if ask == "decide":
        return _write_decision(facts, values)
    if ask in {"agree", "take"}:
        step = next((s for s in steps if s.mandate >= 2), None) if ask == "agree" else steps[0]
        if step:
            said = step_on_paper(step.title, lens=facts.lens)
            values |= {"step": said, "effort": effort(step.minutes)}
    otherwise = Sentence(phrases()["ask"][ask]["otherwise"])
    return Draft("ask", (*say(f"ask.{ask}", facts.lens, **values), *_because(facts), otherwise))


def _write_decision(facts: Facts, values: dict[str, str]) -> Draft:
    """Ask for a yes to the option that the case recommends, at its price."""
    case = facts.decisions.case
    if case is None:
        return Draft("ask", ())
    option = case.options[0]
    values["option"] = title_on_paper(option.name, words=8, letters=48)
    values["once"] = price(option.once, facts.currency)
    values["running"] = price(option.running, facts.currency)
    kind = ("once" if option.once else "") + ("running" if option.running else "")
    otherwise = word("ask.decide.otherwise_unknown")
    if case.cost:
        likely = money(case.cost.likely, facts.currency)
        otherwise = word("ask.decide.otherwise", likely=likely)
    asked = word(f"ask.decide.{kind or 'free'}", **values)
    route = _route(facts)
    return Draft("ask", (Sentence(asked), *_because(facts), *route, Sentence(otherwise)))


def _because(facts: Facts) -> tuple[Sentence, ...]:
    """Return the reason in the sender's own words; it was checked before."""
    return say("ask.because", facts.lens, because=facts.because) if facts.because else ()


def _route(facts: Facts) -> tuple[Sentence, ...]:
    """Say who may approve it, where the register of people who decide knows that."""
    found = facts.decisions
    if not found.approver or found.approves is None:
        return ()
    limit = price(found.approves, facts.currency)
    return say("ask.route", facts.lens, name=title_on_paper(found.approver, words=4), limit=limit)


def write_level(facts: Facts) -> Draft:
    """Say at which level the records show the work, and what leads to the next one."""
    maturity = [item for item in facts.findings.maturity or () if item["level"] is not None]
    if not maturity:
        return Draft("level", say("level.nothing", facts.lens), known=False)
    lowest = sorted(maturity, key=lambda item: (item["level"], str(item["practice"])))[:2]
    names = phrases()["practices"]
    before = facts.decisions.levels_before
    told = ", ".join(f"{_practice(item, names)} {_level(item, before)}" for item in lowest)
    sentences = say("level.levels", facts.lens, levels=told)
    following = first_sentence(str(lowest[0].get("to_next") or ""), words=14)
    if following:
        sentences += say("level.next", facts.lens, next=following)
    return Draft("level", sentences, source=word("source.recorded"))


def _level(item: Mapping[str, Any], before: Mapping[str, int]) -> str:
    """Return the level, how far it may be off, and where it stood the last time if it moved."""
    level, old = int(item["level"]), before.get(str(item["practice"]))
    low, high = item.get("range") or (level, level)
    sure = bool(item.get("firm", True)) or low == high
    span = "" if sure else f" ({word('level.between', low=str(low or 0), high=str(high))})"
    if old is None or old == level:
        return f"{level}{span}"
    return f"{level}\u00a0{'↑' if level > old else '↓'}\u00a0({old}){span}"


def write_unknown(facts: Facts) -> Draft:
    """Say at most three things that the records cannot tell, each with its short reason."""
    names = phrases()["unknown"]["names"]
    missing = facts.findings.not_known
    sentences = []
    for place, key in enumerate([key for key in names if key in missing][:3]):
        reason = first_sentence(missing[key], words=16)
        kind = "with_reason" if reason else "without_reason"
        said = word(f"unknown.{kind}", what=names[key], reason=reason or "")
        # The first one stands: a page that knows everything is not believed.
        sentences.append(Sentence(said, rank=place))
    return Draft("unknown", tuple(sentences))


def write_foot(facts: Facts, digits: str) -> tuple[str, ...]:
    """Return period, sample, files, where the tickets are, and the numbers' own number."""
    period = word("foot.period_unknown")
    if facts.first_day and facts.last_day:
        period = word("foot.period", first=day(facts.first_day), last=day(facts.last_day))
    records = word("foot.records")
    if facts.records_at:
        records = word("foot.records_at", place=facts.records_at)
    parts = (period, _sample(facts), _files(facts), records, word("foot.hash", hash=digits))
    return tuple(part for part in parts if part)


def _practice(item: Mapping[str, Any], names: Mapping[str, str]) -> str:
    practice = str(item["practice"])
    return names.get(practice) or shorten(plain(practice.replace("_", " ")), words=4, letters=40)


def _sample(facts: Facts) -> str:
    if facts.tickets is None:
        return ""
    if facts.callers is None:
        return word("foot.sample_tickets", tickets=facts.counted(facts.tickets))
    people = many(facts.callers, "person", "people")
    return word("foot.sample", tickets=facts.counted(facts.tickets), people=people)


def _files(facts: Facts) -> str:
    names = [
        clean_title(PurePath(str(source["file"])).name)
        for source in facts.findings.sources
        if source.get("file") and source.get("file") != _OWN
    ]
    if not names:
        return word("foot.no_file")
    first = title_on_paper(names[0], words=6, letters=48)
    if len(names) == 1:
        return word("foot.one_file", file=first)
    return word("foot.files", file=first, more=str(len(names) - 1))
