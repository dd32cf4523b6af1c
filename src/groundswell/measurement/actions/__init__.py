"""What can happen to runs of the analysis and to what they found."""

from groundswell.measurement.actions.judging import (
    accept_candidate,
    audit_candidate,
    join_problem,
    reconsider_candidate,
    reject_candidate,
)
from groundswell.measurement.actions.rounds import plan_rounds
from groundswell.measurement.actions.runs import (
    begin_analysis,
    fail_analysis,
    keep_findings,
    mark_running,
    start_analysis,
)

__all__ = [
    "accept_candidate",
    "audit_candidate",
    "begin_analysis",
    "fail_analysis",
    "join_problem",
    "keep_findings",
    "mark_running",
    "plan_rounds",
    "reconsider_candidate",
    "reject_candidate",
    "start_analysis",
]
