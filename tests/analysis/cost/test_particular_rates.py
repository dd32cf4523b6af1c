"""Rates of one service or department: which one holds, and what a lost hour counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.cost import (
    CostEstimate,
    Estimator,
    Input,
    Output,
    RateCard,
    list_unused,
    load_rates,
    load_tickets,
    with_outputs,
)
from groundswell.evidence import Evidence
from groundswell.kernel.errors import BadInput

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SLOW = settings(deadline=None, max_examples=30)
AMOUNTS = st.floats(min_value=1, max_value=500)


def make_tickets(
    *whose: tuple[str | None, str | None],
    users: int = 2,
    services: Sequence[dict[str, object]] = (),
) -> Evidence:
    """Return tickets, one for each pair of a service and a department."""
    count = len(whose)
    tables = {
        "tickets": pa.table(
            {
                "ticket_id": [f"T{i:05}" for i in range(count)],
                "opened_at": pa.array(
                    [MONDAY + timedelta(days=7 * i) for i in range(count)],
                    pa.timestamp("us", tz="UTC"),
                ),
                "service": pa.array([service for service, _ in whose], pa.string()),
                "department": pa.array([unit for _, unit in whose], pa.string()),
                "affected_users": pa.array([users] * count, pa.int32()),
            }
        )
    }
    return Evidence(
        tables | ({"services": pa.Table.from_pylist(list(services))} if services else {})
    )


def few_runs() -> RateCard:
    """Return the defaults, to be simulated quickly."""
    card = load_rates()
    return replace(card, simulation=replace(card.simulation, runs=50))


def own(tmp_path: Path, text: str) -> RateCard:
    path = tmp_path / "own.toml"
    path.write_text(text)
    return load_rates(path)


def estimate(evidence: Evidence, rates: RateCard) -> CostEstimate:
    facts = load_tickets(evidence)
    model = Estimator(facts, rates, years=1.0, seed=7)
    return model.estimate("x", np.arange(len(facts)))


def rate(value: float, scope: str = "") -> Input:
    return Input("user rate", value, value, value, "EUR/h", source="Maria", scope=scope)


@given(
    everyone=st.none() | AMOUNTS, department=st.none() | AMOUNTS, service=st.none() | AMOUNTS
)  # fmt: skip
def test_the_most_particular_rate_wins(
    everyone: float | None, department: float | None, service: float | None
) -> None:
    card = load_rates()
    default = card["user_rate"].value
    if everyone is not None:
        card = replace(card, inputs={**card.inputs, "user_rate": rate(everyone)})
    if department is not None:
        card = replace(card, by_department={"Sales": {"user_rate": rate(department)}})
    if service is not None:
        card = replace(card, by_service={"Shop": {"user_rate": rate(service)}})

    held = card.of(service="Shop", department="Sales")["user_rate"].value

    particular = (service, department, everyone, default)
    assert held == next(value for value in particular if value is not None)
    assert card.of(service="Other", department="Other")["user_rate"] == card["user_rate"]
    assert card.of(service="Shop")["agent_rate"] == card["agent_rate"]


@SLOW
@given(st.lists(st.tuples(st.sampled_from([None, "Shop", "Mail"]),
                          st.sampled_from([None, "Sales"])), min_size=1, max_size=12))  # fmt: skip
def test_a_set_of_tickets_costs_what_its_parts_cost(
    whose: list[tuple[str | None, str | None]],
) -> None:
    card = replace(
        few_runs(),
        by_service={"Shop": {"user_rate": rate(200, "service Shop")}},
        by_department={"Sales": {"agent_rate": rate(100, "department Sales")}},
    )
    facts = load_tickets(make_tickets(*whose))
    model = Estimator(facts, card, years=1.0, seed=7)

    whole = model.estimate("all", np.arange(len(facts)))
    each = [model.estimate("one", np.array([place])) for place in range(len(facts))]

    assert whole.each * whole.tickets == pytest.approx(sum(part.each for part in each))


def test_without_particular_rates_nothing_changes() -> None:
    evidence = make_tickets(("Shop", "Sales"), ("Mail", None), (None, None))
    unused = replace(load_rates(), by_service={"Payroll": {"user_rate": rate(900)}})

    assert estimate(evidence, unused).formula == estimate(evidence, load_rates()).formula


def test_a_ticket_is_priced_with_the_rates_of_its_service(tmp_path: Path) -> None:
    rates = own(tmp_path, '[service."Shop"]\nuser_rate = 80\n[department.Sales]\nagent_rate = 70')

    shop = estimate(make_tickets(("Shop", None)), rates)
    other = estimate(make_tickets(("Mail", None)), rates)
    both = estimate(make_tickets(("Shop", "Sales"), ("Mail", None)), rates)

    assert shop.per_ticket.likely > other.per_ticket.likely
    assert any("With the rates of service Shop, 1 ticket:" in line for line in shop.formula)
    assert any("80 EUR/h (given in own.toml)" in line for line in shop.formula)
    assert any("40 EUR/h (default, not confirmed)" in line for line in other.formula)
    told = " | ".join(both.formula)
    assert "With the rates of department Sales and service Shop, 1 ticket:" in told
    assert "With the rates that hold for everyone, 1 ticket:" in told
    assert "One ticket, all 2 on average:" in told


def test_the_assumptions_name_for_whom_they_hold(tmp_path: Path) -> None:
    rates = own(tmp_path, '[service."Shop"]\nuser_rate = 80')

    shown = [item for item in rates.assumptions() if item.name == "user rate"]

    assert [(item.value, item.scope) for item in shown] == [(40, None), (80, "service Shop")]


def test_rates_of_somebody_whom_no_ticket_names_are_told(tmp_path: Path) -> None:
    rates = own(tmp_path, "[service.Shopp]\nuser_rate = 80\n[department.Sales]\nuser_rate = 70")

    unused = list_unused(rates, load_tickets(make_tickets(("Shop", "Sales"))))

    assert unused == ("service Shopp",)


class TestOutput:
    SHOP = """
        user_rate = {pay}
        [service."Shop"]
        output_per_hour = {{ value = 900, low = 600, high = 1200, source = "Maria" }}
        users = 12
        counts = "{counts}"
    """

    def rates(self, tmp_path: Path, counts: str, *, pay: float = 40) -> RateCard:
        return own(tmp_path, self.SHOP.format(counts=counts, pay=pay))

    def test_counts_instead_of_the_pay_and_says_why(self, tmp_path: Path) -> None:
        found = estimate(make_tickets(("Shop", None)), self.rates(tmp_path, "output"))

        told = " | ".join(found.formula)
        assert "the output of Shop counts, 900 EUR/h (Maria) ÷ 12 people = 75.00 EUR/h" in told
        assert "Their pay, 40 EUR/h (given in own.toml), is left out" in told
        assert "only one of them counts" in told

    def test_is_left_out_where_the_pay_counts_and_the_line_says_why(self, tmp_path: Path) -> None:
        evidence = make_tickets(("Shop", None))

        found = estimate(evidence, self.rates(tmp_path, "pay"))

        told = " | ".join(found.formula)
        assert "The output of Shop, 900 EUR/h (Maria), is left out: the pay of the same" in told
        assert found.per_ticket == estimate(evidence, own(tmp_path, "user_rate = 40")).per_ticket

    @SLOW
    @given(pay=AMOUNTS, higher=AMOUNTS)
    def test_and_pay_never_count_for_the_same_people(self, pay: float, higher: float) -> None:
        evidence = make_tickets(("Shop", None), ("Shop", None))
        hour = Input("output of the service", 900, 600, 1200, "EUR/h")
        cards = [
            replace(
                few_runs(),
                inputs={**load_rates().inputs, "user_rate": rate(amount)},
                outputs={"Shop": Output("Shop", hour, users=12, counts=True)},
            )
            for amount in (pay, higher)
        ]

        first, second = (estimate(evidence, card) for card in cards)

        assert np.array_equal(first.each, second.each)

    def test_more_people_than_use_the_service_cannot_lose_more_than_its_output(
        self, tmp_path: Path
    ) -> None:
        rates = self.rates(tmp_path, "output")

        twelve = estimate(make_tickets(("Shop", None), users=12), rates)
        thousand = estimate(make_tickets(("Shop", None), users=1000), rates)

        assert twelve.per_ticket == thousand.per_ticket

    def test_without_known_users_the_pay_counts_and_the_line_says_why(self) -> None:
        hour = Input("output of the service", 900, 600, 1200, "EUR/h")
        card = replace(load_rates(), outputs={"Shop": Output("Shop", hour, counts=True)})

        found = estimate(make_tickets(("Shop", None)), card)

        assert any("how many people use it is not known" in line for line in found.formula)
        assert found.per_ticket == estimate(make_tickets(("Shop", None)), load_rates()).per_ticket

    def test_in_the_records_is_named_and_does_not_count(self) -> None:
        services = [{"service": "Shop", "users": 12, "revenue_per_hour": 900.0},
                    {"service": "Mail", "users": 3, "revenue_per_hour": None}]  # fmt: skip
        evidence = make_tickets(("Shop", None), services=services)

        card = with_outputs(load_rates(), evidence)

        assert list(card.outputs) == ["Shop"]
        assert any(
            "(the records), is left out" in line for line in estimate(evidence, card).formula
        )
        assert card.assumptions() == load_rates().assumptions()

    def test_that_somebody_gave_stands_before_that_of_the_records(self, tmp_path: Path) -> None:
        services = [{"service": "Shop", "users": 99, "revenue_per_hour": 1.0}]
        evidence = make_tickets(("Shop", None), services=services)

        card = with_outputs(self.rates(tmp_path, "output"), evidence)

        assert card.outputs["Shop"].per_hour.value == 900


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("service = 4", '"service"'),
        ("[service]\nShop = 4", '[service."Name"]'),
        ("[service.Shop]\nuser_rat = 4", '"user_rat"'),
        ("[service.Shop]\noutput_per_hour = -4", "not negative"),
        ("[service.Shop]\noutput_per_hour = 9\nusers = 0", "how many people"),
        ("[service.Shop]\noutput_per_hour = 9\nusers = true", "how many people"),
        ('[service.Shop]\noutput_per_hour = 9\ncounts = "both"', '"pay" or "output"'),
        ('[service.Shop]\noutput_per_hour = 9\ncounts = "output"', "output_per_hour and users"),
        ("[department.Sales]\noutput_per_hour = 9", '"output_per_hour"'),
        ("productive_hours = 0\nuser_rate = { pay_per_year = 1 }", "hours a year"),
        ("user_rate = 1e300", "finite"),
    ],
)
def test_a_slip_is_answered_with_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput, match=r"\.$") as told:
        own(tmp_path, text)

    assert says in str(told.value)
