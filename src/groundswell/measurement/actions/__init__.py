"""What can happen to runs of the analysis and to what they found."""

from groundswell.measurement.actions.judging import (
    accept_candidate,
    audit_candidate,
    join_problem,
    reconsider_candidate,
    reject_candidate,
)
from groundswell.measurement.actions.merging import merge_candidate
from groundswell.measurement.actions.rounds import plan_rounds
from groundswell.measurement.actions.runs import (
    begin_analysis,
    fail_analysis,
    keep_findings,
    mark_running,
    start_analysis,
)
from groundswell.measurement.actions.weights import learn_weights, set_weights_aside, use_weights
from groundswell.measurement.actions.writing import write_answer

__all__ = [
    "accept_candidate",
    "audit_candidate",
    "begin_analysis",
    "fail_analysis",
    "join_problem",
    "keep_findings",
    "learn_weights",
    "mark_running",
    "merge_candidate",
    "plan_rounds",
    "reconsider_candidate",
    "reject_candidate",
    "set_weights_aside",
    "start_analysis",
    "use_weights",
    "write_answer",
]
