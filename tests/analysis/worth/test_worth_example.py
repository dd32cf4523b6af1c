"""The worked example, to the cent, and what is said where it cannot be worked."""

from dataclasses import replace

import pytest
from made_cases import EXACT, certain_pain, large_tool, small_fix, terms_with

from groundswell.analysis.worth import (
    Counted,
    Hit,
    Outage,
    Pain,
    Revenue,
    Served,
    Workaround,
    allocate,
    appraise,
    appraise_cost,
    choose,
    cost_per_incident,
    cost_per_year,
    do_nothing,
    give,
    joint_cost,
    keep_one,
    make_hurdle,
    make_option,
    make_terms,
    preventable,
    shift_left,
    split_benefit,
    tickets_prevented,
)
from groundswell.kernel.errors import BadInput, NotKnown

FIX = appraise(small_fix(), certain_pain(), EXACT)
TOOL = appraise(large_tool(), certain_pain(), EXACT)
NOTHING = appraise(do_nothing(), certain_pain(), EXACT)


def cents(value: float | None) -> float:
    assert value is not None
    return round(value, 2)


def test_one_incident_and_a_year_come_out_to_the_cent() -> None:
    assert cents(cost_per_incident(certain_pain()).value) == 137.50
    assert cents(cost_per_year(certain_pain()).value) == 3300.00


def test_the_small_fix_comes_out_to_the_cent() -> None:
    assert cents(FIX.benefit.value) == 2821.50
    assert cents(FIX.first_year.value) == 2703.94
    assert cents(FIX.net_present_value.value) == 6759.78
    assert round(FIX.payback.known, 1) == 1.1
    assert cents(FIX.annual_cost.value) == 60.32
    assert round(FIX.break_even_effectiveness.known, 2) == 0.02
    assert cents(FIX.break_even_frequency.value) == 0.51


def test_the_large_tool_comes_out_to_the_cent() -> None:
    assert cents(TOOL.benefit.value) == 2587.20
    assert cents(TOOL.first_year.value) == 2036.00
    assert cents(TOOL.net_present_value.value) == 4943.56
    assert round(TOOL.payback.known, 1) == 5.9
    assert cents(TOOL.annual_cost.value) == 441.69
    assert round(TOOL.break_even_effectiveness.known, 2) == 0.17


def test_the_dearer_option_is_not_worth_what_it_costs_more() -> None:
    choice = choose([TOOL, NOTHING, FIX])

    assert choice.best.option.name == "Fix"
    assert [(move.to, move.taken) for move in choice.moves] == [
        ("Fix", True),
        ("Great tool", False),
    ]
    assert cents(choice.moves[1].adds) == -1816.22


def test_return_and_internal_rate_are_those_of_the_flows() -> None:
    assert FIX.return_on_investment.value == pytest.approx((2703.9375 + 2 * 2821.5 - 150) / 150)
    assert FIX.internal_rate.known == pytest.approx(18.07, abs=0.01)


def test_doing_nothing_is_all_zeros_and_never_a_made_up_ratio() -> None:
    zeros = ("cost_once", "benefit", "first_year", "net_present_value", "annual_cost")

    assert all(getattr(NOTHING, name).value == 0 for name in zeros)
    assert NOTHING.flows == (0, 0, 0, 0)
    assert NOTHING.break_even_frequency.known == 0
    assert NOTHING.break_even_effectiveness.known == 0
    assert NOTHING.payback.not_known == "Nothing is spent, so nothing has to come back."
    assert NOTHING.return_on_investment.value is None
    assert NOTHING.internal_rate.value is None
    assert NOTHING.in_year_ratio.value is None


def test_every_figure_says_how_it_is_reached_and_from_what() -> None:
    for figure in FIX.quantities:
        assert figure.value is not None
        assert figure.formula
        assert figure.inputs
    assert "estimated" not in str(FIX.benefit.inputs[0])
    assert str(FIX.benefit.inputs[0]) == "chance that it works 0.9 chance (default, not confirmed)"


class TestHurdle:
    def test_is_measured_within_the_year_and_bears_a_name(self) -> None:
        terms = replace(EXACT, hurdle=make_hurdle(give("hurdle", 4), "Ada Lind"))

        fix, tool = (appraise(o, certain_pain(), terms) for o in (small_fix(), large_tool()))

        assert fix.in_year_ratio.known == pytest.approx(2703.9375 / 150)
        assert fix.passes is True
        assert tool.in_year_ratio.known == pytest.approx(2156 / 920)
        assert tool.passes is False
        assert tool.in_year_ratio.remark == "4 is asked for by Ada Lind"

    def test_counts_only_what_is_left_of_the_year(self) -> None:
        left = make_hurdle(give("hurdle", 4), "Ada Lind", months_left=give("months_left", 3))

        found = appraise(large_tool(), certain_pain(), replace(EXACT, hurdle=left))

        assert found.in_year_ratio.known == pytest.approx(2587.2 / 12 / (800 + 30))

    def test_without_a_name_is_refused(self) -> None:
        with pytest.raises(BadInput, match="say who set it"):
            make_hurdle(give("hurdle", 4), " ")


class TestNotKnown:
    @pytest.mark.parametrize(
        ("pain", "reason"),
        [
            (replace(certain_pain(), user_rate=None), "No hourly rate is set"),
            (replace(certain_pain(), agent_rate=None), "No hourly rate is set"),
            (replace(certain_pain(), frequency=Counted(0, 1)), "No incident is counted"),
            (certain_pain(times=0), "how often this happens is not known"),
            (Pain(give("per_year", 3)), "say who is hit"),
        ],
    )
    def test_is_a_reason_and_never_a_number(self, pain: Pain, reason: str) -> None:
        found = appraise(small_fix(), pain, EXACT)
        unknown = [figure for figure in found.quantities if figure.value is None]

        assert {figure.name for figure in found.quantities} - {f.name for f in unknown} == {
            "cost once",
            "cost a year",
            "cost a year over its life",
        }
        assert all(reason in str(figure.not_known) for figure in unknown)
        assert split_benefit(small_fix(), pain, EXACT).headline.value is None
        with pytest.raises(NotKnown, match=reason):
            choose([found])

    def test_is_a_payback_beyond_the_life(self) -> None:
        found = appraise(small_fix(give("cash", 1e6)), certain_pain(), EXACT)

        assert found.payback.not_known == "It does not pay back within its life of 3 years."
        assert found.net_present_value.known < 0
        assert found.break_even_effectiveness.remark is not None

    def test_is_an_internal_rate_of_flows_that_never_turn(self) -> None:
        tool = make_option("Lease", give("success", 1), give("running_cash", 5000))

        found = appraise(tool, certain_pain(), EXACT)

        assert str(found.internal_rate.not_known).startswith("None:")


class TestParts:
    def test_a_workaround_and_a_named_outage_keep_counting(self) -> None:
        around = Workaround(
            give("workaround_uses", 4), give("workaround_minutes", 6), give("working_days", 220)
        )
        outage = Outage(give("outage_probability", 0.05), give("outage_loss", 20_000))

        pain = replace(certain_pain(), workaround=around, outage=outage)

        assert cents(cost_per_year(pain).value) == 3300 + 4 * 0.1 * 220 * 40 + 1000

    def test_money_hours_and_risk_stand_in_three_lines(self) -> None:
        outage = Outage(give("outage_probability", 0.05), give("outage_loss", 20_000))
        pain = replace(certain_pain(), external=give("external", 10), outage=outage)

        lines = split_benefit(small_fix(), pain, EXACT)

        assert lines.cash.known == pytest.approx(0.855 * 240)
        assert lines.capacity.known == pytest.approx(0.855 * 3300)
        assert lines.hours.known == pytest.approx(0.855 * 24 * 3.5)
        assert lines.risk.known == pytest.approx(0.855 * 1000)
        assert lines.headline.known == pytest.approx(0.855 * (240 + 0.5 * 3300))

    def test_nobody_is_paid_twice(self) -> None:
        lost = (Revenue(give("revenue", 500)),)

        with pytest.raises(BadInput, match="the same hour would be paid twice"):
            replace(certain_pain(), revenue=lost)

    @pytest.mark.parametrize("keep", ["users", "revenue"])
    def test_one_of_the_two_can_be_kept_and_the_other_is_named(self, keep: str) -> None:
        sales = Revenue(give("revenue", 500), people="sales")
        hits = (certain_pain().hits[0], replace(certain_pain().hits[0], people="sales"))

        left, revenue, note = keep_one(hits, (sales,), keep=keep)

        assert (len(left), len(revenue)) == ((2, 0) if keep == "users" else (1, 1))
        assert note is not None
        assert "sales" in note
        assert replace(certain_pain(), hits=left, revenue=revenue).not_known is None

    def test_different_people_lose_time_and_revenue_side_by_side(self) -> None:
        sales = (Revenue(give("revenue", 500), people="sales"),)

        pain = replace(certain_pain(), revenue=sales)

        assert cents(cost_per_incident(pain).value) == 637.50
        assert keep_one(pain.hits, sales, keep="users") == (pain.hits, sales, None)

    def test_own_hours_cost_what_an_hour_costs(self) -> None:
        fix = small_fix(give("hours", 6), give("hour_rate", 50), give("running_hours", 2))

        assert (fix.once, fix.running) == (450, 100)


class TestSeveralProblems:
    def test_share_the_cost_by_what_each_costs_and_leave_nothing_over(self) -> None:
        served = [
            Served("login", certain_pain(), proven=True),
            Served("printer", certain_pain(times=72), proven=False),
        ]

        shares = allocate(large_tool(), served)

        assert shares["login"].share.value == pytest.approx(0.4)
        assert shares["printer"].share.value == pytest.approx(0.6)
        assert shares["printer"].proof == 0.5
        alone = [appraise(shares[e.problem], e.pain, EXACT) for e in served]
        whole = appraise_cost(
            large_tool(), joint_cost(served), EXACT, one=cost_per_incident(certain_pain())
        )
        summed = sum(entry.net_present_value.known for entry in alone)
        assert summed == pytest.approx(whole.net_present_value.known)

    def test_refuse_a_problem_twice_and_one_of_unknown_cost(self) -> None:
        one = Served("login", certain_pain(), proven=True)

        with pytest.raises(BadInput, match="name each problem once"):
            allocate(large_tool(), [one, one])
        with pytest.raises(NotKnown, match="No incident"):
            allocate(large_tool(), [one, Served("other", certain_pain(times=0), proven=True)])


def test_a_default_hit_rate_takes_three_tenths_off_and_is_marked() -> None:
    found = appraise(small_fix(), certain_pain(), make_terms())

    assert found.benefit.known == pytest.approx(0.7 * 2821.5)
    assert any("default, not confirmed" in str(entry) for entry in found.benefit.inputs)


def test_what_outlives_the_horizon_or_ends_before_it_counts_for_its_own_time() -> None:
    short = appraise(small_fix(give("life_years", 1.5)), certain_pain(), EXACT)
    long = appraise(small_fix(give("life_years", 20)), certain_pain(), terms_with())

    assert short.flows[2] == pytest.approx(2821.5 / 2)
    assert short.flows[3] == 0
    assert long.flows[3] == pytest.approx(2821.5)


def test_prevented_tickets_and_shifted_ones_are_told_by_their_formula() -> None:
    incidents = [("change", 100.0), ("capacity", 50.0), ("change", 25.0), ("outside", 9.0)]

    found = preventable(incidents, {"change": "change enablement", "capacity": "capacity"})

    assert found == {"change enablement": 125.0, "capacity": 50.0}
    assert tickets_prevented(before=0.9, after=0.7, users=100) == pytest.approx(20)
    assert shift_left(300, cost_from=22, cost_to=2) == 6000


def test_hits_of_several_groups_add_up() -> None:
    two = (*certain_pain().hits, Hit(give("users", 1), give("minutes", 60), give("factor", 1)))

    assert cents(cost_per_incident(replace(certain_pain(), hits=two)).value) == 177.50
