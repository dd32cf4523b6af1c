"""The analysis in the background: ids in, one run."""

from django.utils import timezone

from groundswell.kernel.errors import BadInput, NotKnown
from groundswell.measurement import actions
from groundswell.measurement.history import find_in_records
from groundswell.measurement.models import AnalysisRun, RunState


def run_analysis(run_id: int) -> None:
    """Carry out a run that waits; one that is done or failed is left alone."""
    run = AnalysisRun.objects.get(pk=run_id)
    if run.state not in {RunState.WAITING, RunState.RUNNING}:
        return
    run = actions.mark_running(run, by=None, at=timezone.now())
    try:
        findings = find_in_records(as_of=run.as_of)
    except (NotKnown, BadInput) as reason:
        actions.fail_analysis(run, by=None, at=timezone.now(), reason=str(reason))
        return
    actions.keep_findings(run, by=None, at=timezone.now(), findings=findings)
