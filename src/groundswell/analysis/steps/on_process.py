"""Steps that the way of the tickets and the gaps in the records ask for."""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from groundswell.analysis.process import ProcessFacts
from groundswell.analysis.process.figures import Share
from groundswell.analysis.quality import load_fields
from groundswell.analysis.steps.book import load_book
from groundswell.analysis.steps.candidate import Candidate, Touched, propose, touch_cases
from groundswell.analysis.steps.situation import Situation


def propose_for_process(situation: Situation) -> Iterator[Candidate]:
    """Yield the steps that hand-overs, reopening, waiting and missed targets ask for."""
    process = situation.process
    if process is None:
        return
    yield from _routing(situation, process)
    yield from _share_step(situation, "ask-before-closing", process.reopened, "reopened_share")
    yield from _share_step(situation, "read-missed", process.targets_missed, "missed_share")
    yield from _ask_once(situation, process)


def propose_for_gaps(situation: Situation) -> Iterator[Candidate]:
    """Yield the steps that fill a gap which blocks conclusions."""
    book, currency = load_book(), situation.rates.currency
    shares = {entry.field: entry for entry in situation.quality}
    for field in load_fields():
        found = shares.get(field.name)
        if not field.steps or not found or not found.costs:
            continue
        if found.filled >= book.thresholds["gap_share"]:
            continue
        missing = (situation.tickets_per_year or situation.tickets) * (1 - found.filled)
        yield propose(
            replace(book.instances["fill-field"], builds=field.builds),
            Touched(confidence=1.0, subject=field.name),
            {
                "field": field.words,
                "filled": f"{found.filled:.0%}",
                "costs": " and ".join(found.costs),
            },
            currency=currency,
            likely=round(missing),
        )
    yield from _longer_or_dated(situation)
    rate = situation.rates["user_rate"]
    if situation.problems and rate.is_default:
        yield propose(
            book.instances["confirm-rate"],
            Touched(confidence=1.0),
            {"value": f"{rate.value:g} {rate.unit}"},
            currency=currency,
        )


def _longer_or_dated(situation: Situation) -> Iterator[Candidate]:
    facts, estimator = situation.facts, situation.estimator
    if facts is None or estimator is None or estimator.years is not None:
        return
    instances, sure = load_book().instances, Touched(confidence=1.0)
    currency = situation.rates.currency
    known = facts.opened[~np.isnat(facts.opened)]
    if known.size == 0:
        pattern = instances["export-dates"]
        yield propose(pattern, sure, {}, currency=currency, likely=situation.tickets)
        return
    days = math.ceil((known.max() - known.min()) / np.timedelta64(1, "D"))
    words = {"days": "a day" if days <= 1 else f"{days} days"}
    yield propose(instances["export-longer"], sure, words, currency=currency)


def _routing(situation: Situation, process: ProcessFacts) -> Iterator[Candidate]:
    book, bounced = load_book(), process.ping_pong
    if bounced is None or not process.bounces:
        return
    worst = process.bounces[0]
    least = book.thresholds["bounce_share"]
    if bounced.cases < bounced.of * least or worst.cases < book.thresholds["bounce_cases"]:
        return
    one, other = worst.groups
    yield propose(
        book.instances["agree-routing"],
        touch_cases(situation, worst.examples, worst.cases, subject=f"{one}/{other}"),
        {
            "one": one,
            "other": other,
            "cases": f"{bounced.cases:,}",
            "of": f"{bounced.of:,}",
            "pair": f"{worst.cases:,}",
        },
        currency=situation.rates.currency,
        likely=_spared("agree-routing", worst.cases),
    )


def _share_step(
    situation: Situation, name: str, figure: Share | None, bound: str
) -> Iterator[Candidate]:
    book = load_book()
    if figure is None or figure.cases == 0 or figure.cases < figure.of * book.thresholds[bound]:
        return
    yield propose(
        book.instances[name],
        touch_cases(situation, figure.examples, figure.cases),
        {
            "cases": f"{figure.cases:,}",
            "of": f"{figure.of:,}",
            "times": str(len(figure.examples)),
        },
        currency=situation.rates.currency,
        likely=_spared(name, figure.cases),
    )


def _ask_once(situation: Situation, process: ProcessFacts) -> Iterator[Candidate]:
    book = load_book()
    waits = {entry.segment: entry for entry in process.waiting or ()}
    caller = waits.get("caller")
    if caller is None or caller.share < book.thresholds["caller_share"]:
        return
    yield propose(
        book.instances["ask-once"],
        touch_cases(situation, (), caller.cases),
        {"share": f"{caller.share:.0%}"},
        currency=situation.rates.currency,
        likely=_spared("ask-once", caller.cases),
    )


def _spared(name: str, cases: int) -> int:
    """Return the cases that the step is expected to spare, for where they have no price."""
    return max(1, round(cases * load_book().instances[name].share[1]))
