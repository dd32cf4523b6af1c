"""What a trouble has cost up to now, while it goes on: people, time, work lost, an hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from groundswell.analysis.cost.beliefs import draw_pert
from groundswell.analysis.cost.formula import say_input
from groundswell.analysis.cost.incident import Hit, cost_of_incident
from groundswell.analysis.cost.model import scale, span
from groundswell.analysis.cost.rates import RANKS, Input, RateCard
from groundswell.analysis.results import Span

_RUNS, _SEED = 10_000, 20260101
_CAP = "cap_hours"


@dataclass(frozen=True, slots=True)
class SoFar:
    """The money and the working time that a trouble has cost up to a moment."""

    cost: Span
    #: working minutes lost by all of them together, likely value
    lost_minutes: float
    currency: str
    #: one word of where the figures come from
    source: str
    #: how it was reached, in words
    formula: tuple[str, ...]


def cost_so_far(card: RateCard, *, people: int, minutes: float, rank: str) -> SoFar:
    """Return what a trouble has cost that so many people have had for so many minutes.

    The desk's own time is not in it: it is not known before somebody says it.

    Args:
        card: what an hour costs, narrowed to the service.
        people: who have it, at least 1.
        minutes: since it began, until now or until it ended; the cap of the card holds.
        rank: priority, one of `RANKS`; another one counts as not known.
    """
    loss = card[f"loss_factor.{rank if rank in RANKS else 'unknown'}"]
    hour, cap = card.person_hour, card[_CAP].value * 60
    held = min(max(minutes, 0.0), cap)
    likely = cost_of_incident(
        Hit(users=people, minutes=held, factor=loss.value),
        user_rate=hour.value,
        agent_minutes=0,
        agent_rate=0,
    )
    cost = scale(_hour_lost(_ends(loss), _ends(hour)), people * held / 60)
    return SoFar(
        cost=cost,
        lost_minutes=people * held * loss.value,
        currency=card.currency,
        source=_source(loss, hour),
        formula=tuple(_write(card, cost, _hit(people, held), loss, likely.user))
        + (() if minutes <= cap else (f"Nobody counts for more than {say_input(card[_CAP])}",)),
    )


def _hit(people: int, minutes: float) -> str:
    return f"{people:,} {'person' if people == 1 else 'people'} × {minutes:,.0f} min"


def _write(card: RateCard, cost: Span, hit: str, loss: Input, likely: float) -> Iterator[str]:
    money = card.currency
    yield f"{hit} × {say_input(loss)} × {say_input(card.person_hour)} = {likely:,.0f} {money}"
    yield "The desk's own time is not in it"
    yield (
        f"With the whole range of every input, 8 of 10 of {_RUNS:,} simulated cases lie between "
        f"{cost.low:,.0f} and {cost.high:,.0f} {money}; the middle is {cost.likely:,.0f}"
    )


_Ends = tuple[float, float, float]


@lru_cache(maxsize=256)
def _hour_lost(loss: _Ends, hour: _Ends) -> Span:
    """Return the money of one hour of one person who loses a share of their work, as a range.

    Kept, since the same page asks every minute.
    """
    rng = np.random.default_rng(_SEED)
    shares, money = (
        draw_pert(Input("", value=value, low=low, high=high, unit=""), rng.random(_RUNS))
        for low, value, high in (loss, hour)
    )
    return span(shares * money)


def _ends(entry: Input) -> _Ends:
    return entry.low, entry.value, entry.high


def _source(*entries: Input) -> str:
    defaults = sum(entry.is_default for entry in entries)
    if not defaults:
        return "estimated"
    return "default" if defaults == len(entries) else "partly default"
