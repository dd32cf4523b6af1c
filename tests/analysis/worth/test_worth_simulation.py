"""The simulated case, against the published figures, and what is told of it."""

from dataclasses import replace
from time import process_time

import pytest
from made_cases import (
    EXACT,
    certain_pain,
    large_tool,
    ranged_fix,
    ranged_pain,
    small_fix,
    terms_with,
)

from groundswell.analysis.charts import svg
from groundswell.analysis.worth import (
    Input,
    Outage,
    Pain,
    Sample,
    Workaround,
    appraise,
    do_nothing,
    give,
    make_hurdle,
    make_option,
    options_figure,
    simulate,
    tell_option,
    tell_what_to_measure,
)
from groundswell.kernel.errors import NotKnown

SEED = 2
CASE = simulate(ranged_pain(), [do_nothing(), ranged_fix(), large_tool()], EXACT, seed=SEED)
FIX = CASE.of("Fix")


@pytest.mark.parametrize("seed", range(5))
def test_the_ranged_example_agrees_with_the_published_simulation(seed: int) -> None:
    found = simulate(ranged_pain(), [ranged_fix()], EXACT, seed=seed)
    fix = found.of("Fix")

    # 20,000 runs: yearly cost 1,771 / 3,745 / 7,466; worth -137 / 7,304 / 15,804; gain 88 %
    assert found.cost_per_year.low == pytest.approx(1771, rel=0.03)
    assert found.cost_per_year.likely == pytest.approx(3745, rel=0.03)
    assert found.cost_per_year.high == pytest.approx(7466, rel=0.03)
    assert fix.net_present_value.low == pytest.approx(-137, abs=10)
    assert fix.net_present_value.likely == pytest.approx(7304, rel=0.03)
    assert fix.net_present_value.high == pytest.approx(15804, rel=0.03)
    assert fix.chance_of_gain == pytest.approx(0.88, abs=0.01)


def test_ten_thousand_runs_of_three_options_take_no_time() -> None:
    options = [do_nothing(), ranged_fix(), large_tool()]
    simulate(ranged_pain(), options, EXACT, seed=1)
    begin = process_time()

    for seed in range(5):
        simulate(ranged_pain(), options, EXACT, seed=seed)

    # about 0.02 s; a machine that does other things meanwhile may take longer
    assert (process_time() - begin) / 5 < 0.1


def test_the_sentence_of_the_brief_is_made_from_the_simulation() -> None:
    assert tell_option(CASE, "Fix", currency="EUR").replace("\u00a0", " ") == (
        "150 € once ends a trouble that costs about 3,700 € a year (likely between 1,800 and "
        "7,500). It pays back in about five weeks. If it fails we lose 150 €."
    )


def test_the_sentence_follows_what_an_option_is() -> None:
    hours = make_option(
        "Ourselves", give("hours", 13), give("hour_rate", 37), give("effectiveness", 0.6)
    )
    lease = make_option("Lease", give("running_cash", 90_000))
    free = make_option("Tell them", give("effectiveness", 0.5))
    options = [do_nothing(), large_tool(), hours, lease, free]
    case = simulate(ranged_pain(), options, EXACT, seed=SEED)

    told = {o.name: tell_option(case, o.name, currency="USD") for o in options}

    assert told["Do nothing"].startswith("Doing nothing costs about $3,700 a year")
    assert told["Great tool"].startswith("$800 once and $120 a year end a trouble")
    assert told["Great tool"].endswith(
        "If it fails we lose $800, and $120 for each year that we keep it."
    )
    assert told["Ourselves"].startswith("About $480 once removes about 60 % of a trouble")
    assert "we lose" not in told["Ourselves"]
    assert told["Lease"].endswith("More often than not it does not pay back within its life.")
    assert told["Tell them"].startswith("Without money it removes about 50 % of a trouble")
    assert told["Tell them"].endswith("It pays as soon as it works.")


def test_a_price_stays_as_it_was_named() -> None:
    fix = small_fix(give("cash", 1_249))

    told = tell_option(simulate(ranged_pain(), [fix], EXACT, seed=1), "Fix", currency="EUR")

    assert told.startswith("1,249\u00a0€ once")


class TestWhatToMeasure:
    def test_is_the_input_that_could_change_the_choice(self) -> None:
        pain = replace(ranged_pain(), hits=(replace(ranged_pain().hits[0], users=USERS),))
        tool = make_option("Tool", give("cash", 9_000))

        case = simulate(pain, [do_nothing(), tool], EXACT, seed=1)

        assert case.knowledge[0].driver.key == "users"
        assert tell_what_to_measure(case, currency="EUR").startswith(
            "The answer depends mostly on how many people are really hit; count them for two "
            "weeks. Knowing it is worth up to "
        )

    def test_is_told_also_where_the_choice_is_clear(self) -> None:
        assert tell_what_to_measure(CASE, currency="EUR") == (
            "The answer depends mostly on how often it happens; count it for two weeks. "
            "Knowing it better would hardly change the choice, only the amount."
        )

    def test_is_nothing_where_every_input_is_certain(self) -> None:
        sure = small_fix(give("success", 1))
        case = simulate(certain_pain(), [do_nothing(), sure], EXACT, seed=1)

        assert case.knowledge == ()
        assert tell_what_to_measure(case, currency="EUR").startswith("Every input is certain")

    def test_is_never_luck_however_much_depends_on_it(
        self,
    ) -> None:
        assert FIX.influences[0].driver.key == "works"
        assert FIX.influences[0].at_low < 0 < FIX.influences[0].at_high

    def test_is_worth_nothing_where_one_option_is_always_best(self) -> None:
        cheap = make_option("Cheap", give("cash", 1), give("effectiveness", 0.9))

        case = simulate(ranged_pain(), [do_nothing(), cheap], EXACT, seed=1)

        assert all(entry.value == 0 and not entry.matters for entry in case.knowledge)

    def test_comes_near_the_exact_value_where_that_can_be_reckoned(self) -> None:
        # worth = users * 100 - 1,000 for users evenly believed around 10: knowing them exactly is
        # worth the mean of what is above zero, less nothing
        pain = Pain(
            give("per_year", 1),
            hits=(replace(certain_pain().hits[0], users=USERS, minutes=give("minutes", 60)),),
            user_rate=give("user_rate", 100),
        )
        pain = replace(pain, hits=(replace(pain.hits[0], factor=give("factor", 1)),))
        terms = terms_with(give("horizon", 1), give("discount", 0))
        cost = 100 * (USERS.low + 4 * USERS.value + USERS.high) / 6
        tool = make_option("Tool", give("cash", cost))

        case = simulate(pain, [do_nothing(), tool], terms, seed=1)

        worths = [entry for entry in case.knowledge if entry.driver.key == "users"]
        exact = case.of("Tool")
        assert exact.expected == pytest.approx(0, abs=2)
        assert worths[0].value == pytest.approx(exact_mean_above_zero(pain, cost), rel=0.03)


USERS = give("users", 10, low=1, high=60)


def exact_mean_above_zero(pain: Pain, cost: float) -> float:
    from scipy.stats import beta  # noqa: PLC0415

    width = USERS.high - USERS.low
    alpha = 1 + 4 * (USERS.value - USERS.low) / width
    omega = 1 + 4 * (USERS.high - USERS.value) / width
    believed = beta(alpha, omega, loc=USERS.low, scale=width)
    gain: float = believed.expect(lambda users: max(0.0, users * 100 - cost))
    return gain


class TestHurdle:
    def test_has_a_chance_beside_it(self) -> None:
        terms = replace(EXACT, hurdle=make_hurdle(give("hurdle", 4), "Ada Lind"))

        case = simulate(ranged_pain(), [do_nothing(), ranged_fix(), large_tool()], terms, seed=1)

        chances = [outcome.chance_of_hurdle for outcome in case.outcomes]
        assert chances[0] is None
        assert chances[1] is not None
        assert chances[2] is not None
        assert (chances[1] > 0.8, chances[2] > 0.4) == (True, False)

    def test_may_be_left_out(self) -> None:
        assert FIX.chance_of_hurdle is None


def test_payback_tells_how_often_it_never_comes() -> None:
    assert FIX.payback is not None
    assert FIX.payback.never == pytest.approx(0.12, abs=0.01)
    assert FIX.payback.high is None
    assert FIX.payback.low is not None
    assert FIX.payback.likely is not None
    assert FIX.payback.low < FIX.payback.likely


def test_doing_nothing_is_all_zeros() -> None:
    nothing = CASE.of("Do nothing")

    for found in (nothing.net_present_value, nothing.saving, nothing.cost_once):
        assert (found.low, found.likely, found.high) == (0, 0, 0)
    assert (nothing.expected, nothing.chance_of_gain, nothing.payback) == (0, 0, None)
    assert nothing.influences == ()


def test_a_certain_case_is_simulated_to_what_it_is_reckoned_to() -> None:
    sure = small_fix(give("success", 1))

    found = simulate(certain_pain(), [sure], EXACT, seed=1).of("Fix")

    exact = appraise(sure, certain_pain(), EXACT).net_present_value.known
    assert found.expected == pytest.approx(exact)
    assert found.net_present_value.low == pytest.approx(found.net_present_value.high)


def test_the_mean_of_the_simulation_is_the_figure_of_the_table() -> None:
    tool = large_tool()

    found = simulate(certain_pain(), [tool], EXACT, seed=1).of(tool.name)

    exact = appraise(tool, certain_pain(), EXACT).net_present_value.known
    assert found.expected == pytest.approx(exact, rel=0.001)


def test_another_option_changes_no_figure_of_the_first() -> None:
    alone = simulate(ranged_pain(), [ranged_fix()], EXACT, seed=SEED)

    assert alone.of("Fix") == FIX
    assert alone.cost_per_year == CASE.cost_per_year


def test_workaround_outage_and_invoices_count_in_every_run() -> None:
    pain = replace(
        certain_pain(),
        external=give("external", 10),
        workaround=Workaround(
            give("workaround_uses", 4), give("workaround_minutes", 6), give("working_days", 220)
        ),
        outage=Outage(give("outage_probability", 0.05), give("outage_loss", 20_000)),
    )

    case = simulate(pain, [do_nothing()], EXACT, seed=1)

    assert case.cost_per_year.likely == pytest.approx(3300 + 240 + 3520 + 1000)


class TestSamples:
    def test_take_the_place_of_a_belief_with_a_range_that_narrows(self) -> None:
        few, many = (spread(Sample("minutes", (5.0, 15.0, 40.0) * times)) for times in (3, 100))

        assert few[0] == pytest.approx(20, rel=0.05)
        assert many[0] == pytest.approx(20, rel=0.01)
        assert few[1] > 3 * many[1]

    def test_keep_people_and_minutes_of_one_incident_together(self) -> None:
        users = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 93.0)
        minutes = (200.0, 200.0, 200.0, 200.0, 200.0, 200.0, 200.0, 2.0)
        hit = replace(
            certain_pain().hits[0],
            users=Sample("users", users),
            minutes=Sample("minutes", minutes, weights=users),
        )
        pain = Pain(give("per_year", 60), hits=(hit,), user_rate=give("user_rate", 1))

        case = simulate(pain, [do_nothing()], EXACT, seed=1)

        real = sum(u * m for u, m in zip(users, minutes, strict=True)) / 8 * 0.6
        assert case.cost_per_year.likely == pytest.approx(real, rel=0.05)

    def test_of_equal_values_are_certain(self) -> None:
        assert spread(Sample("minutes", (15.0,) * 9)) == (15.0, 0.0)


def spread(minutes: Sample | Input) -> tuple[float, float]:
    hit = replace(
        certain_pain().hits[0], users=give("users", 1), minutes=minutes, factor=give("factor", 1)
    )
    pain = Pain(give("per_year", 60), hits=(hit,), user_rate=give("user_rate", 1))
    found = simulate(pain, [do_nothing()], EXACT, seed=1).cost_per_year
    return found.likely, found.high - found.low


def test_a_problem_of_unknown_cost_is_refused_with_the_reason() -> None:
    with pytest.raises(NotKnown, match="No incident is counted"):
        simulate(ranged_pain(incidents=0), [ranged_fix()], EXACT, seed=1)


class TestFigure:
    def test_says_as_its_title_what_to_take(self) -> None:
        figure = options_figure(CASE, currency="EUR")

        assert figure.title.replace("\u00a0", " ") == (
            "“Fix” is worth most: 150 € once, 3,100 € saved a year"
        )
        assert [row[0] for row in figure.rows] == ["Do nothing", "Fix", "Great tool"]
        assert figure.rows[1][3] == "9 of 10 cases"
        assert figure.rows[0][2:] == ("nothing", "–")

    def test_says_so_where_nothing_is_worth_its_money(self) -> None:
        dear = small_fix(give("cash", 90_000))
        case = simulate(ranged_pain(), [do_nothing(), dear], EXACT, seed=SEED)

        figure = options_figure(case, currency="EUR")

        assert figure.title.startswith("No option here is worth its money")
        assert figure.rows[1][3] in {"0 of 10 cases", "fewer than 1 of 20 cases"}

    def test_is_drawn_on_paper_with_every_name(self) -> None:
        drawn = svg(options_figure(CASE, currency="EUR"), theme="print", width=600)

        assert all(name in drawn for name in ("Do nothing", "Fix", "Great tool"))
