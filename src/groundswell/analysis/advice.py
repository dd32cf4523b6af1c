"""What to do first, and in which situation the house is: what follows from all other findings."""

from collections.abc import Mapping, Sequence
from typing import Any

from groundswell.analysis.mode import diagnose, find_signals, load_modes
from groundswell.analysis.steps import (
    Situation,
    choose_steps,
    find_standing,
    propose_steps,
    write_candidate,
)


def advise(
    found: Situation, maturity: Sequence[Mapping[str, Any]] | None, *, seed: int
) -> dict[str, Any]:
    """Return the parts of the findings that advise, by the name of their field.

    Args:
        found: the findings so far.
        maturity: the levels that were assessed, None where nothing is dated.
        seed: of the draws that try whether the order holds.
    """
    mode = diagnose(find_signals(found.evidence, found.process) if found.evidence else ())
    levels = {one["practice"]: one["level"] for one in maturity or ()}
    standing = find_standing(found, load_modes().modes[mode.name].weights, levels)
    proposed = propose_steps(found)
    chosen = choose_steps(proposed, standing, currency=found.rates.currency, seed=seed)
    return {
        "first_steps": chosen.steps,
        "mode": mode.as_json(),
        "candidates": tuple(write_candidate(one) for one in proposed),
        "reached": tuple(sorted(standing.shown)),
    }
