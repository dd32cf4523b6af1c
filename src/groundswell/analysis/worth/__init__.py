"""What a permanent fix is worth: options, their figures and ranges, and whether they came true."""

from groundswell.analysis.worth.appraisal import Appraisal, appraise, appraise_cost
from groundswell.analysis.worth.choice import Choice, Move, choose
from groundswell.analysis.worth.drivers import Influence, Knowledge
from groundswell.analysis.worth.inputs import Input, Sample, Source, from_rate, give, measure
from groundswell.analysis.worth.ledger import (
    LedgerEntry,
    enter,
    find_hit_rate,
    order_ledger,
)
from groundswell.analysis.worth.lines import (
    BenefitLines,
    preventable,
    shift_left,
    split_benefit,
    tickets_prevented,
)
from groundswell.analysis.worth.options import Option, do_nothing, make_option
from groundswell.analysis.worth.pain import (
    Counted,
    Hit,
    Outage,
    Pain,
    Revenue,
    Workaround,
    keep_one,
)
from groundswell.analysis.worth.prices import cost_per_incident, cost_per_year
from groundswell.analysis.worth.quantity import Quantity
from groundswell.analysis.worth.records import pain_of_tickets
from groundswell.analysis.worth.recurrence import (
    Recurrence,
    Watch,
    check_recurrence,
    checks_due,
    days_until_convincing,
    saved_per_year,
)
from groundswell.analysis.worth.rules import input_rules
from groundswell.analysis.worth.sentence import tell_option, tell_what_to_measure
from groundswell.analysis.worth.serving import Served, allocate, joint_cost
from groundswell.analysis.worth.show import options_figure
from groundswell.analysis.worth.simulation import Outcome, Payback, Simulation, simulate
from groundswell.analysis.worth.terms import Hurdle, Terms, make_hurdle, make_terms
from groundswell.analysis.worth.waiting import (
    Counting,
    cost_of_delay,
    cost_of_delay_week,
    cost_of_waiting,
    cost_since,
    delay_by_duration,
    judged_order,
)

__all__ = [
    "Appraisal",
    "BenefitLines",
    "Choice",
    "Counted",
    "Counting",
    "Hit",
    "Hurdle",
    "Influence",
    "Input",
    "Knowledge",
    "LedgerEntry",
    "Move",
    "Option",
    "Outage",
    "Outcome",
    "Pain",
    "Payback",
    "Quantity",
    "Recurrence",
    "Revenue",
    "Sample",
    "Served",
    "Simulation",
    "Source",
    "Terms",
    "Watch",
    "Workaround",
    "allocate",
    "appraise",
    "appraise_cost",
    "check_recurrence",
    "checks_due",
    "choose",
    "cost_of_delay",
    "cost_of_delay_week",
    "cost_of_waiting",
    "cost_per_incident",
    "cost_per_year",
    "cost_since",
    "days_until_convincing",
    "delay_by_duration",
    "do_nothing",
    "enter",
    "find_hit_rate",
    "from_rate",
    "give",
    "input_rules",
    "joint_cost",
    "judged_order",
    "keep_one",
    "make_hurdle",
    "make_option",
    "make_terms",
    "measure",
    "options_figure",
    "order_ledger",
    "pain_of_tickets",
    "preventable",
    "saved_per_year",
    "shift_left",
    "simulate",
    "split_benefit",
    "tell_option",
    "tell_what_to_measure",
    "tickets_prevented",
]
