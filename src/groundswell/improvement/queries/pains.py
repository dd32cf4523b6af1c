"""What a problem costs: its tickets, then the workaround, then the numbers that people gave."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from groundswell.analysis.cost.model import Estimator
from groundswell.analysis.cost.rates import RateCard
from groundswell.analysis.worth import (
    Counted,
    Hit,
    Input,
    Outage,
    Pain,
    Revenue,
    Source,
    from_rate,
    give,
    keep_one,
    pain_of_tickets,
)
from groundswell.analysis.worth import Workaround as Around
from groundswell.improvement.queries.given import Given
from groundswell.improvement.queries.material import Material
from groundswell.problems.models import Problem, Workaround

#: hours of a working day, by which the productive hours of the rate card become days
_DAY = 8
_PLAIN = ("user_rate", "agent_rate", "agent_minutes", "contact_minutes", "external")


@dataclass(frozen=True, slots=True)
class Costing:
    """What a problem costs, why that is not known, and what a reader should know about it."""

    pain: Pain
    tickets: int
    not_known: str | None
    notes: tuple[str, ...]


def make_pain(problem: Problem, material: Material, given: Given) -> Costing:
    """Return what a problem costs a year by everything that is recorded of it.

    Of a problem that was fixed only the tickets before the fix count: what came of the fix is
    another question.
    """
    base, count, reason = _of_tickets(problem, material)
    pain, notes = _ease(base, material.workarounds.get(problem.pk, ()))
    pain, left_out = _override(pain, given, material.rates)
    if "per_year" in given:
        reason = None
    notes = [*notes, *left_out, *given.refused]
    return Costing(pain, count, reason or pain.not_known, tuple(notes))


def ends_of(problem: Problem, material: Material) -> datetime | None:
    """Return when the problem was last fixed; None while it never was."""
    fixes = [check.fixed_at for check in material.checks.get(problem.pk, ())]
    return problem.resolved_at or (None if problem.is_open else max(fixes, default=None))


def _of_tickets(problem: Problem, material: Material) -> tuple[Pain, int, str | None]:
    """Return the cost by the tickets, how many they are, and why no year can be told from them."""
    until, rates, facts = ends_of(problem, material), material.rates, material.facts
    numbers = [
        number
        for number, opened_at in material.tickets.get(problem.pk, ())
        if until is None or opened_at < until
    ]
    rows = facts.rows(numbers) if facts else np.empty(0, dtype=np.int64)
    if facts is None or not rows.size:
        reason = "No ticket is linked to it yet, so how often it happens is not known."
        return _assumed(rates), 0, reason
    years, least = _years(material, until), rates.simulation.minimum_days / 365.25
    pain = pain_of_tickets(facts, rates, rows, years=max(years or 0.0, least))
    why = None
    if years is None or years < least:
        why = Estimator(facts, rates, years=years, seed=0).why_not_yearly
    return pain, int(rows.size), f"{why[:1].upper()}{why[1:]}." if why else None


def _years(material: Material, until: datetime | None) -> float | None:
    period = material.period
    if period is None:
        return None
    if until is None or until >= period.last:
        return period.years
    return max((until - period.first).total_seconds() / (365.25 * 86_400), 0.0)


def _assumed(rates: RateCard) -> Pain:
    """Return what an incident costs by the rate card alone."""
    hit = Hit(
        users=from_rate("users", rates["affected_users"]),
        minutes=from_rate("minutes", rates["user_minutes.unknown"]),
        factor=from_rate("factor", rates["loss_factor.unknown"]),
    )
    return Pain(
        Counted(0, 1),
        hits=(hit,),
        agent_minutes=from_rate("agent_minutes", rates["resolver_minutes"]),
        contact_minutes=from_rate("contact_minutes", rates["contact_minutes"]),
        user_rate=from_rate("user_rate", rates["user_rate"]),
        agent_rate=from_rate("agent_rate", rates["agent_rate"]),
    )


def _ease(pain: Pain, workarounds: Iterable[Workaround]) -> tuple[Pain, list[str]]:
    """Return the cost as it goes on beside a workaround: what people still lose, and its use."""
    written = [around for around in workarounds if around.residual_loss > 0]
    if not written or not pain.hits:
        return pain, []
    around = written[-1]
    source, on = Source("estimated", note=f"written in {around.number}"), around.written_at.date()
    left = give("factor", around.residual_loss, source=source, on=on)
    eased = tuple(
        replace(hit, factor=left) if left.value < hit.factor.value else hit for hit in pain.hits
    )
    uses: tuple[Hit, ...] = ()
    if around.minutes:
        minutes = give("minutes", around.minutes, source=source, on=on)
        whole = give("factor", 1, source=source, on=on)
        uses = tuple(replace(hit, minutes=minutes, factor=whole) for hit in pain.hits)
    share = f"{100 * around.residual_loss:.0f} %"
    note = (
        f"With the workaround {around.number} people still lose {share} of their work; "
        "that keeps counting."
    )
    return replace(pain, hits=eased + uses), [note]


def _override(pain: Pain, given: Given, rates: RateCard) -> tuple[Pain, list[str]]:
    revenue = given.get("revenue")
    parts = (Revenue(revenue),) if revenue else ()
    keep = "users" if "users" in given or not revenue else "revenue"
    hits, lost, left_out = keep_one(_hits(pain.hits, given, rates), parts, keep=keep)
    changed = replace(
        pain,
        frequency=given.get("per_year") or pain.frequency,
        hits=hits,
        revenue=lost,
        workaround=_workaround(given, rates) or pain.workaround,
        outage=_outage(given) or pain.outage,
        **{entry.key: entry for entry in given.some(*_PLAIN)},
    )
    notes = [left_out] if left_out else []
    if ("outage_probability" in given) != ("outage_loss" in given):
        notes.append("A major outage counts only with both its chance in a year and its loss.")
    if ("workaround_uses" in given) != ("workaround_minutes" in given):
        notes.append("A workaround counts only with both its uses a day and its minutes.")
    return changed, notes


def _hits(hits: tuple[Hit, ...], given: Given, rates: RateCard) -> tuple[Hit, ...]:
    users, minutes, factor = (given.get(key) for key in ("users", "minutes", "factor"))
    if not (users or minutes or factor):
        return hits
    if minutes or not hits:
        # Somebody says how long: the shares of the priorities say nothing more.
        usual = max(hits, key=lambda hit: hit.weight, default=_assumed(rates).hits[0])
        counted = next((hit.users for hit in hits if not isinstance(hit.users, Input)), usual.users)
        one = replace(
            usual,
            users=users or counted,
            minutes=minutes or usual.minutes,
            factor=factor or usual.factor,
            weight=1.0,
        )
        return (one,)
    return tuple(
        replace(hit, users=users or hit.users, factor=factor or hit.factor) for hit in hits
    )


def _workaround(given: Given, rates: RateCard) -> Around | None:
    uses, minutes = given.get("workaround_uses"), given.get("workaround_minutes")
    if uses is None or minutes is None:
        return None
    hours = rates["productive_hours"]
    days = give(
        "working_days",
        min(366.0, max(1.0, hours.value / _DAY)),
        source=Source("default", note=f"{hours.name} of the rate card in days of {_DAY} hours"),
    )
    return Around(uses, minutes, given.get("working_days") or days)


def _outage(given: Given) -> Outage | None:
    chance, loss = given.get("outage_probability"), given.get("outage_loss")
    return Outage(chance, loss) if chance and loss else None
