import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.discovery import (
    Precision,
    choose_members,
    default_options,
    discover,
    estimate_precision,
)
from groundswell.kernel.errors import BadInput
from tests.analysis.text.made_tickets import LOCKED, ONE_OFFS, PASSWORDS, make_evidence

BELIEF = default_options().belief


def test_near_members_are_believed_more_than_far_ones() -> None:
    near = estimate_precision(np.full(50, 0.8, np.float32), BELIEF).span
    far = estimate_precision(np.full(50, 0.3, np.float32), BELIEF).span

    assert near.low > far.high


def test_twenty_looked_at_narrow_the_range() -> None:
    before = estimate_precision(np.full(300, 0.45, np.float32), BELIEF)

    after = before.after(right=18, of=20)

    assert after.span.high - after.span.low < (before.span.high - before.span.low) / 1.5
    assert after.span.low < 0.9 < after.span.high + 0.05
    assert after.judged == 20


def test_the_range_is_that_of_the_beta_distribution() -> None:
    # From a flat prior, nineteen of nineteen right give the density 20 x^19: its points are roots.
    span = Precision(1, 1).after(right=19, of=19).span

    assert span.low == pytest.approx(0.1 ** (1 / 20))
    assert span.likely == pytest.approx(0.5 ** (1 / 20))
    assert span.high == pytest.approx(0.9 ** (1 / 20))


@given(st.integers(0, 20), st.integers(0, 20))
def test_what_is_believed_stays_a_share(right: int, wrong: int) -> None:
    span = Precision(0.5, 0.5).after(right=right, of=right + wrong).span

    assert 0 <= span.low <= span.likely <= span.high <= 1


@pytest.mark.parametrize(("right", "of"), [(21, 20), (-1, 20), (1, 0), (0, -1)])
def test_more_right_than_looked_at_is_refused(right: int, of: int) -> None:
    with pytest.raises(BadInput, match="cannot be right"):
        Precision(1, 1).after(right=right, of=of)


def test_the_members_to_look_at_are_spread_over_all_nearness() -> None:
    near = np.linspace(0.3, 0.9, 400, dtype=np.float32)

    chosen = choose_members(near)

    assert len(set(chosen.tolist())) == 20
    assert np.all(np.diff(near[chosen]) > 0)
    assert near[chosen[0]] < 0.33
    assert near[chosen[-1]] > 0.87
    assert np.array_equal(chosen, choose_members(near))


def test_every_problem_says_how_pure_it_is_and_what_to_look_at() -> None:
    found = discover(make_evidence([*PASSWORDS, *LOCKED, *ONE_OFFS]))

    for cluster in found:
        assert cluster.precision is not None
        assert 0 < cluster.precision.span.low < cluster.precision.span.high < 1
        assert set(cluster.to_check) <= set(cluster.tickets)
        assert len(cluster.to_check) == min(20, len(cluster.tickets))


def test_the_same_place_brings_different_words_together() -> None:
    told = ["screen stays black", "black screen", "monitor shows nothing", "display dark"]
    others = [f"{title} {at}" for at in range(3) for title in ONE_OFFS]
    symptom = [*["No picture"] * 4, *[f"Symptom {at}" for at in range(len(others))]]

    apart = discover(make_evidence([*told, *others]))
    fused = discover(make_evidence([*told, *others], symptom=symptom))

    def most(found: tuple[object, ...]) -> int:
        ids = {f"INC{at:05}" for at in range(4)}
        return max((len(ids & set(cluster.tickets)) for cluster in found), default=0)  # type: ignore[attr-defined]

    assert most(fused) >= most(apart)
    assert most(fused) >= 3
