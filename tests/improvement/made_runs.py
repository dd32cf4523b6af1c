"""A finished run of the analysis with made findings: pages need no more."""

import json
from datetime import datetime

from groundswell.foundation.audit import trail
from groundswell.measurement.models import AnalysisRun, RunState
from tests.analysis.brief.made_findings import RICH
from tests.makers import MONDAY_9AM


def make_run(at: datetime = MONDAY_9AM) -> AnalysisRun:
    document = json.loads(json.dumps(RICH.as_json(), default=str))
    run = AnalysisRun(state=RunState.DONE, as_of=at, finished_at=at, findings=document)
    return trail.begin(run, "run.asked", by=None, at=at)
