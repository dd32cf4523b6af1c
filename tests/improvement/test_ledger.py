"""The ledger: each fix with its promise, misses first and never hidden."""

from datetime import timedelta

import pytest

from groundswell.foundation.accounts.models import User
from groundswell.improvement import queries
from groundswell.improvement.queries.ledger import hit_rate_of
from groundswell.problems.actions import (
    reopen_problem,
    resolve_problem,
    secure_problem,
    state_cause,
)
from tests.improvement.made_cases import NOW, make_trouble
from tests.improvement.made_fixes import fix
from tests.makers import make_user

pytestmark = pytest.mark.django_db


def test_a_fix_that_held_is_kept_and_says_what_it_saved(agent: User) -> None:
    fix(agent, after=0)

    (line,) = queries.list_ledger(seen_by=agent)

    assert (line.result, line.promise.words[:18]) == ("kept", "“New valve” saves ")
    assert line.delivered is not None
    assert line.promise.forecast is not None
    assert line.delivered.likely > line.promise.forecast


def test_what_came_back_is_a_miss_and_stands_first(agent: User) -> None:
    held, back = fix(agent, after=0), fix(agent, after=12)

    lines = queries.list_ledger(seen_by=agent)

    assert [(line.problem, line.result) for line in lines] == [(back, "missed"), (held, "kept")]
    assert back.resolved_at is None


def test_a_miss_stays_after_the_next_fix_held(agent: User) -> None:
    problem = fix(agent, after=12)
    again = NOW + timedelta(days=100)
    state_cause(problem, by=agent, at=again, cause="The pipe too", cause_class="age")
    problem.refresh_from_db()
    problem = resolve_problem(problem, by=agent, at=again, resolution="New pipe")

    results = [line.result for line in queries.list_ledger(seen_by=agent)]

    assert results == ["missed", "too early"]
    reopen_problem(problem, by=agent, at=again + timedelta(days=1), reason="Again")
    assert "missed" in [line.result for line in queries.list_ledger(seen_by=agent)]


def test_an_option_with_a_price_is_a_forecast_too(agent: User) -> None:
    fix(agent, after=0, asked=False)

    (line,) = queries.list_ledger(seen_by=agent)

    assert (line.promise.ask, line.result) == (None, "kept")


def test_a_fix_that_nobody_promised_is_no_line(agent: User) -> None:
    problem = make_trouble(agent)
    state_cause(problem, by=agent, at=NOW, cause="Worn out", cause_class="age")
    resolve_problem(problem, by=agent, at=NOW, resolution="New valve")

    assert queries.list_ledger(seen_by=agent) == []


def test_forecasts_are_cut_to_what_comes_true_once_five_are_measured(agent: User) -> None:
    for _ in range(4):
        fix(agent, after=0)
    assert hit_rate_of(queries.list_ledger(seen_by=agent)).value == 0.7
    fix(agent, after=12)

    lines = queries.list_ledger(seen_by=agent)
    rate = hit_rate_of(lines)

    uncut = sorted(line.delivered.likely / line.promise.uncut for line in lines)  # type: ignore[union-attr,operator]
    assert rate.value == pytest.approx(uncut[2])
    assert "measured on 5 finished cases" in queries.tell_hit_rate(lines)
    assert queries.make_case(lines[0].problem, as_of=NOW).terms.hit_rate == rate


def test_a_miss_under_a_security_path_counts_and_is_told_only_to_those_who_work(
    agent: User,
) -> None:
    secure_problem(fix(agent, after=12), by=agent, at=NOW, security=True)

    assert queries.list_ledger(seen_by=make_user("manager")) == []
    assert len(queries.list_ledger(seen_by=agent)) == 1
