"""The tickets of a problem give the same cost here as on the page of findings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from made_cases import EXACT

from groundswell.analysis.cost import Estimator, TicketFacts, load_rates, load_tickets
from groundswell.analysis.cost.basis import Part, describe, logged_effort
from groundswell.analysis.cost.cards import Cards
from groundswell.analysis.cost.formula import price_ticket
from groundswell.analysis.worth import (
    Sample,
    cost_per_incident,
    do_nothing,
    pain_of_tickets,
    simulate,
)
from groundswell.evidence import Evidence

RATES = load_rates()
#: a case has one time to report, and it counts for the card of most tickets
NONE = replace(RATES["contact_minutes"], value=0, low=0, high=0)
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def tickets(
    *,
    ranks: Sequence[int | None],
    users: Sequence[int | None],
    effort: Sequence[float | None],
    services: Sequence[str | None] = (),
) -> TicketFacts:
    size = len(ranks)
    opened = [MONDAY + timedelta(days=9 * place) for place in range(size)]
    times = pa.timestamp("us", tz="UTC")
    table = pa.table(
        {
            "ticket_id": [f"T{place:03}" for place in range(size)],
            "opened_at": pa.array(opened, times),
            "resolved_at": pa.array([at + timedelta(hours=20) for at in opened], times),
            "priority_rank": pa.array(ranks, pa.int32()),
            "affected_users": pa.array(users, pa.int32()),
            "effort_minutes": pa.array(effort, pa.float64()),
            "service": pa.array(services or [None] * size, pa.string()),
        }
    )
    return load_tickets(Evidence({"tickets": table}))


MIXED = tickets(
    ranks=[1, 3, 3, None, 2, 3, 4, 3, 3, 2, 3, 1],
    users=[20, None, 3, None, 8, 2, 1, 5, None, 4, 3, 6],
    effort=[30, 45, None, 20, 90, 15, 10, 25, 30, 60, 35, 120],
)


@pytest.mark.parametrize("machine_made", [False, True])
def test_the_likely_cost_is_that_of_the_formula_on_the_page(*, machine_made: bool) -> None:
    rows = np.arange(len(MIXED))

    pain = pain_of_tickets(MIXED, RATES, rows, years=1.0, machine_made=machine_made)

    basis = describe(MIXED, RATES, rows, machine_made=machine_made)
    price = price_ticket(Part(RATES, basis), logged_effort([Part(RATES, basis)]))
    assert cost_per_incident(pain).known == pytest.approx(price.total)


@pytest.mark.parametrize("services", [["Shop"] * 12, ["Shop"] * 3 + [None] * 9])
@pytest.mark.parametrize(("everyone", "shop"), [(40, 400), (400, 40), (40, 0), (0, 40), (0, 0)])
def test_the_rates_of_a_service_count_here_too(
    services: list[str | None], everyone: float, shop: float
) -> None:
    common = replace(RATES["user_rate"], value=everyone, low=everyone, high=everyone)
    theirs = replace(common, value=shop, low=shop, high=shop, scope="service Shop")
    rates = replace(
        RATES,
        inputs={**RATES.inputs, "user_rate": common, "contact_minutes": NONE},
        by_service={"Shop": {"user_rate": theirs}},
    )
    facts = tickets(ranks=[3] * 12, users=[2] * 12, effort=[30] * 12, services=services)
    rows = np.arange(12)
    parts = [
        Part(cards[place], describe(facts, cards[place], some, machine_made=False))
        for cards in [Cards(facts, rates)]
        for place, some in cards.split(rows)
    ]

    pain = pain_of_tickets(facts, rates, rows, years=1.0)

    logged = logged_effort(parts)
    prices = [price_ticket(part, logged).total * part.basis.tickets / 12 for part in parts]
    assert cost_per_incident(pain).known == pytest.approx(sum(prices))


def test_the_simulated_cost_is_that_of_the_findings() -> None:
    rows = np.arange(len(MIXED))
    estimate = Estimator(MIXED, RATES, years=1.0, seed=5).estimate("one", rows)

    pain = pain_of_tickets(MIXED, RATES, rows, years=1.0)
    found = simulate(pain, [do_nothing()], EXACT, seed=5).cost_per_year

    assert estimate.cost_per_year is not None
    assert found.likely == pytest.approx(estimate.cost_per_year.likely, rel=0.05)
    # the people counted are resampled here and taken as they are there
    assert found.low < estimate.cost_per_year.low * 1.05
    assert found.high > estimate.cost_per_year.high * 0.95


def test_enough_real_counts_take_the_place_of_beliefs() -> None:
    pain = pain_of_tickets(MIXED, RATES, np.arange(len(MIXED)), years=1.0)

    assert isinstance(pain.agent_minutes, Sample)
    assert any(isinstance(hit.users, Sample) for hit in pain.hits)


def test_few_counts_do_not() -> None:
    pain = pain_of_tickets(MIXED, RATES, np.arange(4), years=1.0)

    assert not isinstance(pain.agent_minutes, Sample)
    assert not any(isinstance(hit.users, Sample) for hit in pain.hits)


def test_no_tickets_are_no_cost_but_a_reason() -> None:
    pain = pain_of_tickets(MIXED, RATES, np.arange(0), years=1.0)

    assert pain.not_known == "No incident is counted, so how often this happens is not known."


def test_time_hit_is_cut_at_a_working_day() -> None:
    pain = pain_of_tickets(MIXED, RATES, np.arange(len(MIXED)), years=1.0)

    assert all(hit.minutes.value <= 8 * 60 for hit in pain.hits)
