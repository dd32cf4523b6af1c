"""Questions about the brief, business cases, asks and what came of them."""

from groundswell.improvement.queries.asks import get_ask, list_asks
from groundswell.improvement.queries.beginning import (
    Stage,
    count_begun,
    find_stages,
    read_way,
    tell_kit,
)
from groundswell.improvement.queries.brief import (
    LENSES,
    list_behind,
    write_brief,
)
from groundswell.improvement.queries.cases import Case, list_cases, make_case
from groundswell.improvement.queries.department import list_names as list_department_names
from groundswell.improvement.queries.inputs import InputLine, list_inputs
from groundswell.improvement.queries.ledger import (
    LedgerLine,
    count_results,
    list_ledger,
    tell_hit_rate,
)
from groundswell.improvement.queries.next_steps import (
    NextSteps,
    find_next,
    find_step,
    list_steps,
)
from groundswell.improvement.queries.snapshot import snapshot
from groundswell.improvement.queries.table import (
    explain,
    lay_out_lines,
    lay_out_table,
    show_cost,
    show_waiting,
)
from groundswell.improvement.queries.telling import (
    draw_options,
    list_bars,
    tell_case,
    tell_measure,
    tell_reasons,
    tell_verdict,
)
from groundswell.improvement.queries.waiting import Waited, list_waited

__all__ = [
    "LENSES",
    "Case",
    "InputLine",
    "LedgerLine",
    "NextSteps",
    "Stage",
    "Waited",
    "count_begun",
    "count_results",
    "draw_options",
    "explain",
    "find_next",
    "find_stages",
    "find_step",
    "get_ask",
    "lay_out_lines",
    "lay_out_table",
    "list_asks",
    "list_bars",
    "list_behind",
    "list_cases",
    "list_department_names",
    "list_inputs",
    "list_ledger",
    "list_steps",
    "list_waited",
    "make_case",
    "read_way",
    "show_cost",
    "show_waiting",
    "snapshot",
    "tell_case",
    "tell_hit_rate",
    "tell_kit",
    "tell_measure",
    "tell_reasons",
    "tell_verdict",
    "write_brief",
]
