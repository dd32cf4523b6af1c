"""A made-up case: twenty people wait for a slow login, a small fix and a large tool are at hand."""

from groundswell.analysis.worth import (
    Counted,
    Hit,
    Input,
    Option,
    Pain,
    Terms,
    give,
    make_option,
    make_terms,
)

EXACT = make_terms(give("hit_rate", 1))


def certain_pain(*, times: float = 24) -> Pain:
    """Return 137.50 for each incident, and 3,300 a year for 24 of them."""
    return Pain(
        give("per_year", times),
        hits=(Hit(give("users", 20), give("minutes", 15), give("factor", 0.6)),),
        agent_minutes=give("agent_minutes", 30),
        user_rate=give("user_rate", 40),
        agent_rate=give("agent_rate", 35),
    )


def ranged_pain(*, incidents: int = 6, years: float = 90 / 365) -> Pain:
    return Pain(
        Counted(incidents, years),
        hits=(
            Hit(
                give("users", 20),
                give("minutes", 15, low=5, high=40),
                give("factor", 0.6, low=0.3, high=0.9),
            ),
        ),
        agent_minutes=give("agent_minutes", 30, low=15, high=60),
        user_rate=give("user_rate", 40, low=30, high=55),
        agent_rate=give("agent_rate", 35, low=28, high=45),
    )


def small_fix(*inputs: Input) -> Option:
    given = {
        "cash": give("cash", 150),
        "success": give("success", 0.9),
        "effectiveness": give("effectiveness", 0.95),
        "lead_months": give("lead_months", 0.5),
    } | {entry.key: entry for entry in inputs}
    return make_option("Fix", *given.values())


def ranged_fix() -> Option:
    return small_fix(
        give("cash", 150, low=120, high=260),
        give("success", 0.9, low=0.7, high=0.98),
        give("effectiveness", 0.95, low=0.6, high=1.0),
    )


def large_tool() -> Option:
    return make_option(
        "Great tool",
        give("cash", 800),
        give("running_cash", 120),
        give("success", 0.8),
        give("effectiveness", 0.98),
        give("lead_months", 2),
    )


def terms_with(*inputs: Input) -> Terms:
    given = {"hit_rate": give("hit_rate", 1)} | {entry.key: entry for entry in inputs}
    return make_terms(*given.values())
