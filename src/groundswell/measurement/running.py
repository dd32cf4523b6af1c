"""One analysis at once, for doors that wait for it."""

from datetime import datetime

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import BadInput, NotKnown
from groundswell.measurement import actions
from groundswell.measurement.following import follow_up
from groundswell.measurement.history import find_in_records
from groundswell.measurement.models import AnalysisRun
from groundswell.measurement.remembering import list_known


def analyse_now(*, by: User, at: datetime) -> AnalysisRun:
    """Analyse everything recorded up to `at` and keep what is found.

    Returns:
        The run as it ended: done, or failed with its reason.
    """
    return carry_out(actions.begin_analysis(by=by, at=at), by=by, at=at)


def carry_out(run: AnalysisRun, *, by: User | None, at: datetime) -> AnalysisRun:
    """Carry out a run that has begun."""
    try:
        findings = find_in_records(as_of=run.as_of, known=list_known())
    except (NotKnown, BadInput) as reason:
        return actions.fail_analysis(run, by=by, at=at, reason=str(reason))
    done = actions.keep_findings(
        run, by=by, at=at, findings=findings.as_json(), memory=findings.memory
    )
    follow_up(done, by=by, at=at)
    return done
