"""The parts of the page that tell of decisions: options with their worth, a no, a miss."""

from datetime import date

from groundswell.analysis.brief.decisions import Missed, PricedCase, PricedOption, TurnedDown
from groundswell.analysis.brief.facts import Facts
from groundswell.analysis.brief.plain import title_on_paper
from groundswell.analysis.brief.sentences import Sentence, day, phrases, say, word
from groundswell.analysis.charts.amounts import money, price, rounded
from groundswell.analysis.results import Span
from groundswell.analysis.worth.sentence import tell_time


def tell_turned_down(facts: Facts) -> tuple[Sentence, ...]:
    """Say what waiting has cost since the oldest no that is old enough to be asked again."""
    least = phrases()["page"]["again_days"]
    due = [one for one in facts.decisions.turned_down if _days(one, facts.written_on) >= least]
    if not due:
        return ()
    one = due[0]
    known = "known" if one.lost is not None else "unknown"
    kind = "put_off" if one.put_off else "refused"
    return say(
        f"cost.{kind}_{known}",
        facts.lens,
        date=day(one.on),
        amount=price(one.amount, facts.currency),
        title=title_on_paper(one.title, words=6),
        lost=money(one.lost or 0.0, facts.currency),
    )


def tell_results(facts: Facts) -> tuple[Sentence, ...]:
    """Name the latest miss by its numbers, and say how many promises were kept."""
    found, missed = facts.decisions, facts.decisions.missed
    sentences: tuple[Sentence, ...] = ()
    if missed is not None:
        sentences += say(
            _kind_of_miss(missed),
            facts.lens,
            title=title_on_paper(missed.title, words=6),
            forecast=money(missed.forecast or 0.0, facts.currency),
            delivered=money(missed.delivered or 0.0, facts.currency),
        )
    if found.delivered is not None:
        sentences += say(
            "done.delivered",
            facts.lens,
            title=title_on_paper(found.delivered.title, words=7),
            forecast=money(found.delivered.forecast, facts.currency),
            delivered=money(found.delivered.delivered, facts.currency),
        )
    if found.finished:
        counts = {key: str(found.results.get(key, 0)) for key in ("kept", "partly", "missed")}
        sentences += say("done.results", facts.lens, **counts)
    return sentences


def list_points(facts: Facts, case: PricedCase) -> tuple[tuple[str, str], ...]:
    """Return doing nothing and the options of a case, one line each; three at most."""
    goes_on = (
        word(
            "options.goes_on.text",
            likely=money(case.cost.likely, facts.currency),
            between=_reach(case.cost),
        )
        if case.cost
        else word("options.nothing_counted.text")
    )
    shown = case.options[: facts.options]
    named = [(title_on_paper(one.name, words=5, letters=32), _worth(facts, one)) for one in shown]
    return ((phrases()["options"]["terms"]["nothing"], goes_on), *named)


def price_in_words(option: PricedOption, currency: str) -> str:
    """Return what an option takes: "for 220 € once and 40 € a year"."""
    kind = ("once" if option.once else "") + ("running" if option.running else "")
    once, running = price(option.once, currency), price(option.running, currency)
    return word(f"price.{kind or 'free'}", once=once, running=running)


def _kind_of_miss(missed: Missed) -> str:
    if missed.forecast is None or missed.delivered is None:
        return "done.came_back"
    return "done.missed" if missed.delivered > 0 else "done.missed_wholly"


def _worth(facts: Facts, option: PricedOption) -> str:
    """Return what one option costs and brings, in one sentence without a verb."""
    parts = [word("options.once.text", once=price(option.once, facts.currency))]
    if option.running:
        parts.append(word("options.running.text", running=price(option.running, facts.currency)))
    if option.saving:
        saves, reach = money(option.saving.likely, facts.currency), _reach(option.saving)
        parts.append(word("options.saves.text", likely=saves, between=reach))
    if option.payback_months is None:
        parts.append(word("options.no_payback.text"))
    else:
        parts.append(word("options.payback.text", time=tell_time(option.payback_months)))
    if option.chance is not None:
        parts.append(word("options.chance.text", chance=f"{option.chance * 10:.0f}"))
    if option.ratio is not None:
        parts.append(word("options.ratio.text", ratio=rounded(option.ratio)))
    return ", ".join(parts) + "."


def _reach(span: Span) -> str:
    return f"{rounded(span.low)}–{rounded(span.high)}"


def _days(one: TurnedDown, today: date) -> int:
    return (today - one.on).days
