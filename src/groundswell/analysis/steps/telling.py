"""A chosen step in words: its terms, what would change the order, whether the choice holds."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from groundswell.analysis.mode.book import TERMS
from groundswell.analysis.results import Step
from groundswell.analysis.steps.book import load_book
from groundswell.analysis.steps.candidate import Candidate, Role
from groundswell.analysis.steps.graph import load_graph
from groundswell.analysis.steps.terms import find_lender, is_priced

Reals = npt.NDArray[np.float64]

FACTORS = ("ease", "reach", "proof", "ready")
EASE, REACH, PROOF = 0, 1, 2

#: whose agreement each mandate needs
_WHOSE = ("", "one colleague", "your boss", "the other departments", "top management")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates with their terms (n, 6), factors (n, 4), benefits and scores (n,)."""

    candidates: tuple[Candidate, ...]
    terms: Reals
    factors: Reals
    benefits: Reals
    scores: Reals
    weights: Reals
    #: [i, j] is true where j waits for what i builds
    waiting: npt.NDArray[np.bool_]


def tell_step(ranking: Ranking, role: Role, place: int, holds: float | None) -> Step:
    """Return the step at a place of the ranking as it is shown and written."""
    candidate = ranking.candidates[place]
    pattern = candidate.pattern
    terms = dict(zip(TERMS, ranking.terms[place], strict=True))
    terms |= dict(zip(FACTORS, ranking.factors[place], strict=True))
    terms["benefit"] = ranking.benefits[place]
    lender = find_lender(place, ranking.benefits, ranking.terms, ranking.weights, ranking.waiting)
    return Step(
        role=role,
        title=candidate.title,
        reason=candidate.reason,
        minutes=pattern.minutes,
        mandate=pattern.mandate,
        effect=candidate.effect,
        records=candidate.touched.records[: load_book().scoring.shown_records],
        score=round(float(ranking.scores[place]), 1),
        terms={name: round(float(value), 3) for name, value in terms.items()},
        id=candidate.id,
        practice=pattern.practice,
        how_to=pattern.how_to,
        done=pattern.done,
        holds=None if holds is None else round(holds, 3),
        would_change=_would_change(ranking, place),
        inherits=ranking.candidates[lender].title if lender >= 0 else "",
        builds=load_graph().nodes[pattern.builds].words,
        measure=_measure(pattern.measure),
        value_by="cost of delay" if is_priced(candidate, load_book()) else "judgement",
    )


def _measure(given: Any) -> dict[str, Any] | None:
    return dict(given) if given else None


def _would_change(ranking: Ranking, place: int) -> tuple[str, ...]:
    """Say what would put a step first; for the first, what keeps the next one behind."""
    best = int(ranking.scores.argmax())
    top = float(ranking.scores[best])
    own = float(ranking.scores[place])
    if own >= top:
        return _would_fall(ranking, place)
    told = [_with_less_effort(ranking, place, top)]
    factors = ranking.factors[place]
    whose = _WHOSE[ranking.candidates[place].pattern.mandate]
    if factors[REACH] < 1 and own / factors[REACH] > top:
        told.append(f"It would be first if {whose} had agreed.")
    if factors[PROOF] < 1 and own / factors[PROOF] > top:
        told.append("It would be first if its records left no doubt.")
    said = tuple(words for words in told if words)
    return said or ("No single change puts it first: it is here for its role beside the first.",)


def _with_less_effort(ranking: Ranking, place: int, top: float) -> str:
    """Return below which effort it would be first, nothing where not even without any."""
    scoring = load_book().scoring
    without = float(ranking.scores[place] / ranking.factors[place, EASE])
    if without <= top:
        return ""
    minutes = scoring.half_ease_days * (without / top - 1) * scoring.minutes_a_day
    if minutes < 1:
        return ""
    return f"It would be first if it took less than {_lasting(minutes)}."


def _would_fall(ranking: Ranking, place: int) -> tuple[str, ...]:
    """Say at which effort the first would no longer be first, and who would follow."""
    others = np.delete(np.arange(len(ranking.candidates)), place)
    if not others.size:
        return ()
    follower = int(others[ranking.scores[others].argmax()])
    rival = float(ranking.scores[follower])
    if rival <= 0:
        return ()
    scoring = load_book().scoring
    without = float(ranking.scores[place] / ranking.factors[place, EASE])
    minutes = scoring.half_ease_days * (without / rival - 1) * scoring.minutes_a_day
    title = ranking.candidates[follower].title
    return (
        f"It would no longer be first if it took more than {_lasting(minutes)}; then: {title}.",
    )


def _lasting(minutes: float) -> str:
    """Return a length of work in words: minutes, hours, days of eight hours."""
    scoring = load_book().scoring
    if minutes < 90:
        return f"{minutes:.0f} minutes"
    if minutes < scoring.minutes_a_day:
        return f"{minutes / 60:.1f} hours"
    return f"{minutes / scoring.minutes_a_day:.1f} days"
