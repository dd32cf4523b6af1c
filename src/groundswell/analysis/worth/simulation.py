"""Simulates a case: every option against the same ten thousand possible years."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.analysis.cost.model import span
from groundswell.analysis.results import Span
from groundswell.analysis.worth.draws import Draws
from groundswell.analysis.worth.drivers import (
    Influence,
    Knowledge,
    find_influences,
    value_knowledge,
)
from groundswell.analysis.worth.flows import (
    Number,
    Reals,
    Stream,
    in_year,
    net_flows,
    payback_months,
    present_value,
)
from groundswell.analysis.worth.options import Option
from groundswell.analysis.worth.pain import Pain
from groundswell.analysis.worth.rules import rules
from groundswell.analysis.worth.terms import Hurdle, Terms
from groundswell.kernel.errors import BadInput, NotKnown


@dataclass(frozen=True, slots=True)
class Payback:
    """Months until what was spent has come back; None where in so many runs it never does."""

    low: float | None
    likely: float | None
    high: float | None
    #: share of the runs in which it never pays back
    never: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one option comes to, over all runs."""

    option: Option
    net_present_value: Span
    #: mean of the net present value, by which options are compared
    expected: float
    #: benefit less running cost in a full year
    saving: Span
    cost_once: Span
    #: None for an option that costs nothing and brings nothing
    payback: Payback | None
    chance_of_gain: float
    #: chance that the in-year ratio reaches the hurdle; None without one, and for doing nothing
    chance_of_hurdle: float | None
    #: what its worth depends on, the strongest first
    influences: tuple[Influence, ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """A case over all runs. `seed` and the same inputs give exactly the same figures."""

    seed: int
    runs: int
    cost_per_year: Span
    per_year: Span
    outcomes: tuple[Outcome, ...]
    #: what it would be worth to know each input, the most valuable first
    knowledge: tuple[Knowledge, ...]

    @property
    def best(self) -> Outcome:
        """Return the option of the highest expected worth, the cheaper of two equal ones."""
        return max(self.outcomes, key=lambda one: (one.expected, -one.option.once))

    def of(self, name: str) -> Outcome:
        """Return the outcome of the option of that name.

        Raises:
            BadInput: there is no such option.
        """
        found = next((entry for entry in self.outcomes if entry.option.name == name), None)
        if found is None:
            names = ", ".join(f"“{entry.option.name}”" for entry in self.outcomes)
            raise BadInput(f"There is no option “{name}”; there are {names}.")
        return found


def simulate(
    pain: Pain, options: Sequence[Option], terms: Terms, *, seed: int, runs: int | None = None
) -> Simulation:
    """Simulate every option against the same possible years.

    Args:
        pain: what the problem costs.
        options: at least one, each with a name of its own; do nothing should be among them.
        terms: horizon, discount, growth, hit rate and hurdle.
        seed: not negative; stored with the case.
        runs: of the simulation; without it those of the data file.

    Raises:
        BadInput: there is no option, two have one name, or the seed is negative.
        NotKnown: the cost of the problem is not known, with the reason.
    """
    _check(options, seed)
    if pain.not_known:
        raise NotKnown(pain.not_known)
    draws = Draws(seed, runs or rules()["simulation"]["runs"])
    often = draws.often(pain.frequency)
    cost = _filled(draw_cost(pain, draws, often), draws.runs)
    streams = [draw_stream(option, cost, terms, draws) for option in options]
    worths = np.stack([_worth(stream, terms, draws.runs) for stream in streams])
    return Simulation(
        seed=seed,
        runs=draws.runs,
        cost_per_year=span(cost),
        per_year=span(_filled(often, draws.runs)),
        outcomes=tuple(
            _outcome(option, stream, worth, terms, draws)
            for option, stream, worth in zip(options, streams, worths, strict=True)
        ),
        knowledge=value_knowledge(draws.ranks, worths),
    )


def draw_cost(pain: Pain, draws: Draws, often: Number) -> Number:
    """Return draws of what a year costs, from draws of how often it happens."""
    user_rate, lost = draws.of(pain.user_rate), draws.of(pain.contact_minutes)
    for hit in pain.hits:
        minutes = draws.of(hit.users) * draws.of(hit.minutes) * draws.of(hit.factor)
        lost = lost + hit.weight * minutes
    one = lost / 60 * user_rate
    one = one + draws.of(pain.agent_minutes) / 60 * draws.of(pain.agent_rate)
    one = one + draws.of(pain.external)
    for part in pain.revenue:
        one = one + draws.of(part.loss)
    year = often * one
    if pain.workaround:
        around = pain.workaround
        hours = draws.of(around.uses) * draws.of(around.minutes) / 60 * draws.of(around.days)
        year = year + hours * user_rate
    if pain.outage:
        year = year + draws.of(pain.outage.probability) * draws.of(pain.outage.loss)
    return year


def draw_stream(option: Option, cost: Reals, terms: Terms, draws: Draws) -> Stream:
    """Return draws of the money of one option, from draws of what a year costs."""
    name = option.name
    share, rate = option.share.value, draws.of(option.hour_rate, name)
    works = draws.happens(draws.of(option.success, name), name)
    removed = works * draws.of(option.effectiveness, name) * terms.hit_rate.value * option.proof
    running = draws.of(option.running_cash, name) + draws.of(option.running_hours, name) * rate
    return Stream(
        once=share * (draws.of(option.cash, name) + draws.of(option.hours, name) * rate),
        running=share * running,
        benefit=removed * cost,
        lead_months=draws.of(option.lead_months, name),
        life_years=draws.of(option.life_years, name),
    )


def _outcome(option: Option, stream: Stream, worth: Reals, terms: Terms, draws: Draws) -> Outcome:
    mine = {d: ranks for d, ranks in draws.ranks.items() if d.option in {None, option.name}}
    return Outcome(
        option=option,
        net_present_value=span(worth),
        expected=float(worth.mean()),
        saving=span(_filled(stream.benefit - stream.running, draws.runs)),
        cost_once=span(_filled(stream.once, draws.runs)),
        payback=None if option.is_nothing else _payback(stream, draws.runs),
        chance_of_gain=float((worth > 0).mean()),
        chance_of_hurdle=None if option.is_nothing else _reaches(stream, terms.hurdle, draws.runs),
        influences=find_influences(mine, worth),
    )


def _worth(stream: Stream, terms: Terms, runs: int) -> Reals:
    flows = net_flows(stream, years=terms.years, growth=terms.growth.value)
    return _filled(present_value(flows, terms.discount.value), runs)


def _payback(stream: Stream, runs: int) -> Payback:
    months = np.sort(_filled(payback_months(stream), runs))
    places = [round(part * (runs - 1)) for part in (0.1, 0.5, 0.9)]
    low, likely, high = (float(months[at]) if np.isfinite(months[at]) else None for at in places)
    return Payback(low, likely, high, never=float(np.isinf(months).mean()))


def _reaches(stream: Stream, hurdle: Hurdle | None, runs: int) -> float | None:
    if hurdle is None:
        return None
    gained, spent = in_year(stream, months=hurdle.months_left.value)
    reached = (gained >= hurdle.ratio.value * spent) & (np.asarray(gained) > 0)
    return float(_filled(reached, runs).mean())


def _filled(value: object, runs: int) -> Reals:
    return np.broadcast_to(np.asarray(value, dtype=np.float64), (runs,))


def _check(options: Sequence[Option], seed: int) -> None:
    names = [option.name for option in options]
    if not names:
        raise BadInput("There is no option to simulate; add one.")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise BadInput(f"Two options are called “{twice}”; give each a name of its own.")
    if seed < 0:
        raise BadInput(f"The seed is {seed}; write a whole number from 0.")
