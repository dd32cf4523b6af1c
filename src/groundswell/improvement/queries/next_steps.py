"""What to do first, in the order that holds now: newest findings, situation, what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from groundswell.analysis.mode import Reading, load_modes
from groundswell.analysis.results import Step
from groundswell.analysis.steps import Chosen, Standing, choose_steps, read_candidates
from groundswell.analysis.steps.telling import tell_step
from groundswell.catalogue.queries import rate_card
from groundswell.foundation.accounts.models import User
from groundswell.improvement.mode.queries import find_reading
from groundswell.improvement.models import Improvement
from groundswell.improvement.queries.opportunities import list_opportunities
from groundswell.improvement.queries.standing import find_standing
from groundswell.kernel.errors import NotKnown
from groundswell.measurement.models import AnalysisRun
from groundswell.measurement.queries import find_problems, latest_run

#: of the draws that try whether the order holds; the same records give the same steps
_SEED = 20260101


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The steps to take now, and everything that their order rests on."""

    #: as in the document, each with `about`: the recurring problem it is for, or None
    steps: Sequence[Mapping[str, Any]]
    chosen: Chosen
    standing: Standing
    reading: Reading
    #: None before the first analysis: the steps are those for any house
    run: AnalysisRun | None


def find_next(
    *, as_of: datetime, seen_by: User | None = None, open_improvements: int = 0
) -> NextSteps:
    """Return at most three steps in the order that holds now.

    What somebody has taken on is not proposed again. What stands in the register of people who
    decide counts only for those who keep it.

    Args:
        as_of: for when the situation is read.
        seen_by: whose open improvements count; without one, those of the only person who has any.
        open_improvements: how many more are open elsewhere.
    """
    return _find_next(
        latest_run(), as_of=as_of, seen_by=seen_by, open_improvements=open_improvements
    )


def _find_next(
    run: AnalysisRun | None, *, as_of: datetime, seen_by: User | None, open_improvements: int = 0
) -> NextSteps:
    document: Mapping[str, Any] = (run.findings or {}) if run else {}
    reading = find_reading(run, as_of=as_of)
    weights = load_modes().modes[reading.name].weights
    standing = find_standing(
        document, as_of=as_of, seen_by=seen_by, weights=weights, more_open=open_improvements
    )
    currency = document.get("currency") or rate_card().currency
    proposed = [
        *read_candidates(document.get("candidates") or ()),
        *list_opportunities(reading, as_of=as_of, seen_by=seen_by, currency=currency),
    ]
    taken = set(Improvement.objects.unfinished().values_list("step_key", flat=True))
    chosen = choose_steps(
        [one for one in proposed if one.id not in taken],
        standing,
        currency=currency,
        seed=_SEED,
        taken=taken,
    )
    return NextSteps(_with_problems(chosen.steps, run), chosen, standing, reading, run)


def list_steps(
    run: AnalysisRun | None, *, as_of: datetime, seen_by: User | None = None
) -> Sequence[Mapping[str, Any]] | None:
    """Return the first steps as `find_next` does, or None before the first analysis."""
    return _find_next(run, as_of=as_of, seen_by=seen_by).steps if run is not None else None


def find_step(key: str, *, as_of: datetime, seen_by: User) -> Mapping[str, Any]:
    """Return a step that is proposed, with this id, among the first three or not.

    Raises:
        NotKnown: it is not proposed any more.
    """
    found = find_next(as_of=as_of, seen_by=seen_by)
    for step in found.steps:
        if step["id"] == key:
            return step
    for place, candidate in enumerate(found.chosen.ranking.candidates):
        if candidate.id == key:
            told = tell_step(found.chosen.ranking, candidate.roles[0], place, None)
            return _with_problems([told], found.run)[0]
    raise NotKnown("This step is no longer proposed; choose one of those shown.")


def _with_problems(steps: Sequence[Step], run: AnalysisRun | None) -> list[dict[str, Any]]:
    keys = [step.id.partition(":")[2] for step in steps]
    problems = find_problems(run, keys=keys) if run else {}
    return [
        asdict(step) | {"about": problems.get(key)} for step, key in zip(steps, keys, strict=True)
    ]
