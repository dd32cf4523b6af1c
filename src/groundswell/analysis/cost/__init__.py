"""What recurring trouble costs in a year, with its range and the way it was reached."""

from groundswell.analysis.cost.cards import list_unused
from groundswell.analysis.cost.frequency import Period, find_period
from groundswell.analysis.cost.members import TicketFacts, load_tickets
from groundswell.analysis.cost.model import CostEstimate, Estimator
from groundswell.analysis.cost.outputs import with_outputs
from groundswell.analysis.cost.rates import Input, Output, RateCard
from groundswell.analysis.cost.rates_file import load_rates
from groundswell.analysis.cost.running import SoFar, cost_so_far

__all__ = [
    "CostEstimate",
    "Estimator",
    "Input",
    "Output",
    "Period",
    "RateCard",
    "SoFar",
    "TicketFacts",
    "cost_so_far",
    "find_period",
    "list_unused",
    "load_rates",
    "load_tickets",
    "with_outputs",
]
