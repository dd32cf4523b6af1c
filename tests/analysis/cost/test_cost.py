"""What recurring trouble costs, against figures computed by hand and by others."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

import numpy as np
import pyarrow as pa
import pytest

from groundswell.analysis.cost import (
    Estimator,
    RateCard,
    TicketFacts,
    find_period,
    load_rates,
    load_tickets,
)
from groundswell.analysis.cost.incident import Hit, cost_of_incident
from groundswell.analysis.spending import Spent
from groundswell.evidence import Evidence

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
YEAR = timedelta(days=365.25)


def make_tickets(
    count: int,
    *,
    over: timedelta = YEAR,
    users: int | None = None,
    rank: int | None = None,
    open_for: timedelta | None = None,
    effort: Sequence[float | None] | None = None,
    spent: Sequence[float | None] | None = None,
) -> Evidence:
    step = over / max(1, count - 1)
    opened = [MONDAY + step * i for i in range(count)]
    return Evidence(
        {
            "tickets": pa.table(
                {
                    "ticket_id": [f"T{i:05}" for i in range(count)],
                    "opened_at": pa.array(opened, pa.timestamp("us", tz="UTC")),
                    "resolved_at": pa.array(
                        [at + open_for if open_for else None for at in opened],
                        pa.timestamp("us", tz="UTC"),
                    ),
                    "priority_rank": pa.array([rank] * count, pa.int32()),
                    "affected_users": pa.array([users] * count, pa.int32()),
                    "effort_minutes": pa.array(effort or [None] * count, pa.float64()),
                    "spent": pa.array(spent or [None] * count, pa.float64()),
                }
            )
        }
    )


def estimator(
    evidence: Evidence, rates: RateCard | None = None, *, years: float | None = 1.0
) -> tuple[Estimator, TicketFacts]:
    facts = load_tickets(evidence)
    return Estimator(facts, rates or load_rates(), years=years, seed=7), facts


def own_rates(tmp_path: Path, text: str) -> RateCard:
    path = tmp_path / "own.toml"
    path.write_text(text)
    return load_rates(path)


def test_who_wrote_a_joined_ticket_is_among_the_people_of_the_one_that_stands_for_it() -> None:
    rows = {
        "ticket_id": ["head", "joined", "counts", "apart", "other"],
        "parent_id": [None, "head", "head", None, "apart"],
        "affected_users": pa.array([4, None, 2, None, None], pa.int32()),
    }

    facts = load_tickets(Evidence({"tickets": pa.table(rows)}))

    counted = dict(zip(facts.ids.to_pylist(), facts.users, strict=True))
    assert (counted["head"], counted["joined"], counted["counts"]) == (4, 0, 2)
    assert np.isnan([counted["apart"], counted["other"]]).all()


def test_the_worked_example_comes_out_to_the_cent() -> None:
    hit = Hit(users=20, minutes=15, factor=0.6)

    cost = cost_of_incident(hit, user_rate=40, agent_minutes=30, agent_rate=35)

    assert round(cost.user, 2) == 120.00
    assert round(cost.agent, 2) == 17.50
    assert round(cost.total, 2) == 137.50
    assert round(24 * cost.total, 2) == 3300.00


def test_the_worked_example_with_ranges_agrees_with_the_published_simulation(
    tmp_path: Path,
) -> None:
    rates = own_rates(
        tmp_path,
        """
        contact_minutes = 0
        user_rate = { value = 40, low = 30, high = 55 }
        agent_rate = { value = 35, low = 28, high = 45 }
        resolver_minutes = { value = 30, low = 15, high = 60 }
        [user_minutes]
        unknown = { value = 15, low = 5, high = 40 }
        [loss_factor]
        unknown = { value = 0.6, low = 0.3, high = 0.9 }
        """,
    )
    model, facts = estimator(make_tickets(6, users=20), rates, years=90 / 365)

    found = model.estimate("shower", np.arange(len(facts)))

    # six incidents in 90 days: P10 1,771, P50 3,745, P90 7,466 of 20,000 runs
    assert found.cost_per_year is not None
    assert found.cost_per_year.low == pytest.approx(1771, rel=0.05)
    assert found.cost_per_year.likely == pytest.approx(3745, rel=0.05)
    assert found.cost_per_year.high == pytest.approx(7466, rel=0.05)
    assert found.per_year is not None
    assert found.per_year.low == pytest.approx(14, abs=1.0)
    assert found.per_year.high == pytest.approx(40, abs=1.0)


def test_the_same_seed_gives_the_same_figures_whatever_else_is_costed() -> None:
    model, _ = estimator(make_tickets(40))
    again, _ = estimator(make_tickets(40))
    again.estimate("another", np.arange(10))

    one = model.estimate("printer", np.arange(10, 20))

    assert again.estimate("printer", np.arange(10, 20)).cost_per_year == one.cost_per_year


def test_without_dates_there_is_no_yearly_figure_but_a_cost_of_these_tickets() -> None:
    model, facts = estimator(make_tickets(12), years=None)

    found = model.estimate("printer", np.arange(len(facts)))

    assert (found.per_year, found.cost_per_year, found.minutes_per_year) == (None, None, None)
    assert found.why_not_yearly is not None
    assert "when it was opened" in found.why_not_yearly
    assert found.observed.likely == pytest.approx(12 * found.per_ticket.likely)


def test_three_days_do_not_make_a_year() -> None:
    model, facts = estimator(make_tickets(12), years=3 / 365.25)

    found = model.estimate("printer", np.arange(len(facts)))

    assert found.cost_per_year is None
    assert "3.0 days" in (found.why_not_yearly or "")


def test_a_ticket_that_was_open_for_a_minute_did_not_cost_an_hour() -> None:
    long, facts = estimator(make_tickets(30, rank=2, open_for=timedelta(days=3)))
    short, _ = estimator(make_tickets(30, rank=2, open_for=timedelta(minutes=1)))
    rows = np.arange(len(facts))

    slow, quick = long.estimate("x", rows), short.estimate("x", rows)

    assert quick.per_ticket.likely < slow.per_ticket.likely / 2
    assert any("Open for less" in line for line in quick.formula)


def test_weeks_of_waiting_cost_no_more_than_the_default_time() -> None:
    days, facts = estimator(make_tickets(30, rank=2, open_for=timedelta(days=3)))
    weeks, _ = estimator(make_tickets(30, rank=2, open_for=timedelta(weeks=9)))
    rows = np.arange(len(facts))

    assert days.estimate("x", rows).per_ticket == weeks.estimate("x", rows).per_ticket


def test_logged_effort_replaces_the_default_from_eight_tickets_on() -> None:
    few, facts = estimator(make_tickets(8, effort=[300.0] * 7 + [None]))
    enough, _ = estimator(make_tickets(8, effort=[300.0] * 8))
    rows = np.arange(len(facts))

    default, logged = few.estimate("x", rows), enough.estimate("x", rows)

    assert logged.per_ticket.likely > default.per_ticket.likely * 2
    assert any("300 min logged" in line for line in logged.formula)
    assert any("30 min (default, not confirmed)" in line for line in default.formula)


def test_what_was_spent_counts_beside_the_hours_and_nothing_written_down_is_not_zero() -> None:
    silent, facts = estimator(make_tickets(10))
    told, known = estimator(make_tickets(10, spent=[150.0, 50.0] + [None] * 8))
    rows = np.arange(10)

    without, found = silent.estimate("x", rows), told.estimate("x", rows)

    # 200 on 10 tickets is at least 20 for one
    assert found.each.mean() == pytest.approx(without.each.mean() + 20, rel=0.01)
    assert found.per_ticket.high > without.per_ticket.high + 20, "two bills are two bills"
    assert found.minutes.tolist() == without.minutes.tolist()
    assert (
        "Bought help and parts: 200.00 EUR written down on 2 tickets; on the other 8 tickets "
        "nothing is, and what was spent there is not known; per ticket at least 20.00 EUR"
    ) in found.formula
    assert known.sum_spent(rows) == Spent(200.0, 2)
    assert facts.sum_spent(rows) is None
    assert not any("Bought" in line or "spent" in line for line in without.formula)


def test_nobody_loses_time_reporting_what_a_machine_reports() -> None:
    model, facts = estimator(make_tickets(20))

    found = model.estimate("job", np.arange(len(facts)), machine_made=True)

    assert found.per_ticket.likely == pytest.approx(17.5, rel=0.15)
    assert any("machine" in line for line in found.formula)


def test_the_formula_names_every_input_with_its_source(tmp_path: Path) -> None:
    rates = own_rates(tmp_path, 'user_rate = { value = 50, source = "Anna, March" }')
    model, facts = estimator(make_tickets(24), rates)

    lines = model.estimate("x", np.arange(len(facts))).formula

    assert lines[0] == "Seen: 24 tickets in 1.00 years = 24.0 a year"
    assert any("50 EUR/h (Anna, March)" in line for line in lines)
    assert any("35 EUR/h (default, not confirmed) = 17.50 EUR" in line for line in lines)


def test_two_hundred_problems_take_less_than_two_seconds() -> None:
    rng = np.random.default_rng(1)
    evidence = make_tickets(20_000, effort=list(rng.gamma(2.0, 20.0, 20_000)))
    model, facts = estimator(evidence)
    sets = [rng.choice(len(facts), size=100, replace=False) for _ in range(200)]

    begun = process_time()
    for place, rows in enumerate(sets):
        model.estimate(f"p{place}", rows)

    assert process_time() - begun < 2.0


class TestPeriod:
    def test_runs_from_the_first_opening_to_the_last(self) -> None:
        facts = load_tickets(make_tickets(50, over=YEAR / 2))

        found = find_period(facts.opened)

        assert found is not None
        assert found.years == pytest.approx(0.5, rel=0.01)
        assert (found.first, found.note) == (MONDAY, None)

    def test_is_not_stretched_by_one_wrong_year(self) -> None:
        opened = load_tickets(make_tickets(100)).opened.copy()
        opened[0] = np.datetime64("1979-01-01")

        found = find_period(opened)

        assert found is not None
        assert found.years == pytest.approx(1.0, rel=0.02)
        assert found.note is not None

    def test_is_not_stretched_by_tickets_that_were_old_when_the_export_began(self) -> None:
        recent = load_tickets(make_tickets(95, over=timedelta(days=20))).opened
        old = recent[:5] - np.arange(1, 6) * np.timedelta64(70, "D")

        found = find_period(np.concatenate([recent, old]))

        assert found is not None
        assert found.years * 365.25 == pytest.approx(20, rel=0.1)

    def test_keeps_the_quiet_months_of_a_growing_desk(self) -> None:
        opened = load_tickets(make_tickets(1000)).opened
        rising = opened[(np.sqrt(np.linspace(0, 1, 500)) * 999).astype(int)]

        found = find_period(rising)

        assert found is not None
        assert found.years == pytest.approx(1.0, rel=0.02)

    def test_is_not_known_without_a_date(self) -> None:
        assert find_period(np.array(["NaT"], dtype="datetime64[us]")) is None

    def test_is_the_one_that_the_reader_set(self) -> None:
        facts = load_tickets(make_tickets(50, over=YEAR / 2))

        found = find_period(facts.opened, since=MONDAY - YEAR, until=MONDAY + YEAR)

        assert found is not None
        assert found.years == pytest.approx(2.0, rel=0.01)
