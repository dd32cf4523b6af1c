"""The analysis in the background: ids in, one run."""

from django.utils import timezone

from groundswell.measurement import actions
from groundswell.measurement.models import AnalysisRun, RunState
from groundswell.measurement.running import carry_out


def run_analysis(run_id: int) -> None:
    """Carry out a run that waits; one that is done or failed is left alone."""
    run = AnalysisRun.objects.get(pk=run_id)
    if run.state not in {RunState.WAITING, RunState.RUNNING}:
        return
    run = actions.mark_running(run, by=None, at=timezone.now())
    carry_out(run, by=None, at=timezone.now())
