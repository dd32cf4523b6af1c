"""What can happen to a problem: each function is one act with one entry in the trail."""

from groundswell.problems.actions.checking import keep_check
from groundswell.problems.actions.ending import (
    accept_problem,
    close_problem,
    merge_problem,
    reopen_problem,
    resolve_problem,
)
from groundswell.problems.actions.investigating import (
    add_entry,
    judge_cause,
    strike_entry,
)
from groundswell.problems.actions.knowing import (
    NewKnownError,
    add_workaround,
    retire_known_error,
    review_known_error,
    withdraw_workaround,
    write_known_error,
)
from groundswell.problems.actions.linking import Evidence, join_tickets, link_ticket, unlink_ticket
from groundswell.problems.actions.opening import NewProblem, describe_problem, open_problem
from groundswell.problems.actions.options import (
    NewOption,
    Said,
    give_input,
    propose_option,
    share_option,
    withdraw_option,
)
from groundswell.problems.actions.using import push_workaround, say_whether_helped, use_workaround
from groundswell.problems.actions.working import (
    contain_problem,
    investigate_problem,
    own_problem,
    plan_fix,
    plan_granted_fix,
    price_problem,
    secure_problem,
    state_cause,
)

__all__ = [
    "Evidence",
    "NewKnownError",
    "NewOption",
    "NewProblem",
    "Said",
    "accept_problem",
    "add_entry",
    "add_workaround",
    "close_problem",
    "contain_problem",
    "describe_problem",
    "give_input",
    "investigate_problem",
    "join_tickets",
    "judge_cause",
    "keep_check",
    "link_ticket",
    "merge_problem",
    "open_problem",
    "own_problem",
    "plan_fix",
    "plan_granted_fix",
    "price_problem",
    "propose_option",
    "push_workaround",
    "reopen_problem",
    "resolve_problem",
    "retire_known_error",
    "review_known_error",
    "say_whether_helped",
    "secure_problem",
    "share_option",
    "state_cause",
    "strike_entry",
    "unlink_ticket",
    "use_workaround",
    "withdraw_option",
    "withdraw_workaround",
    "write_known_error",
]
