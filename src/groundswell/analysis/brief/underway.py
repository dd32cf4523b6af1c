"""Sentences about what is under way: when it can be seen, who carries it, what would stop it."""

from groundswell.analysis.brief.facts import Facts
from groundswell.analysis.brief.plain import first_sentence, plain, title_on_paper
from groundswell.analysis.brief.sentences import Sentence, day, many, say
from groundswell.analysis.charts.amounts import rounded
from groundswell.analysis.charts.titles import shorten

#: titles of what else is under way that a colleague reads
_ALSO = 2


def tell_coming(facts: Facts) -> tuple[Sentence, ...]:
    """Say what is seen next and by when; nothing where nobody has taken anything on."""
    if not facts.decisions.coming:
        return ()
    one, *others = facts.decisions.coming
    title = title_on_paper(one.title, words=9, letters=56)
    if one.due_on and one.due_on >= facts.written_on:
        sentences = say("see.coming", facts.lens, date=day(one.due_on), title=title)
    else:
        sentences = say("see.undated", facts.lens, title=title)
    if one.next_step:
        step = _lowered(shorten(plain(one.next_step), words=10, letters=72))
        sentences += say("see.step", facts.lens, step=step)
    measure = first_sentence(one.measure, words=12)
    if measure:
        sentences += say("see.judge", facts.lens, measure=_lowered(measure))
    if others:
        named = [f"“{title_on_paper(item.title, words=6, letters=40)}”" for item in others[:_ALSO]]
        sentences += say("see.also", facts.lens, titles=", ".join(named))
    return sentences


def tell_carried(facts: Facts) -> tuple[Sentence, ...]:
    """Say how many people take part and how much time they give."""
    found = facts.decisions.carried
    if found is None or not found.people:
        return ()
    unit = "hour" if found.hours == 1 else "hours"
    hours = f"{rounded(found.hours)}\u00a0{unit}"
    if found.people == 1:
        return say("work.carried_alone", facts.lens, hours=hours)
    people = many(found.people, "person", "people")
    return say("work.carried", facts.lens, people=people, hours=hours)


def tell_what_stops(facts: Facts) -> tuple[Sentence, ...]:
    """Say when the running trial is stopped, and who said no before and why."""
    sentences: tuple[Sentence, ...] = ()
    rule = next((one.stop_rule for one in facts.decisions.coming if one.stop_rule), "")
    told = first_sentence(rule, words=14)
    if told:
        sentences += say("work.trial", facts.lens, rule=_lowered(told))
    refused = next((one for one in facts.decisions.turned_down if one.by and one.reason), None)
    if refused:
        reason = title_on_paper(refused.reason, words=9, letters=64)
        name = title_on_paper(refused.by, words=4, letters=40)
        sentences += say("work.said_no", facts.lens, name=name, date=day(refused.on), reason=reason)
    return sentences


def _lowered(text: str) -> str:
    """Return a phrase as it stands within a sentence; names in capitals keep them."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
